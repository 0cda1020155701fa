package dev.steelyard.model;

import java.math.BigDecimal;

/// An exact amount of US dollars.
public record Usd(BigDecimal amount) implements Comparable<Usd> {
    public static final Usd ZERO = new Usd(BigDecimal.ZERO);

    public Usd plus(Usd other) {
        return new Usd(amount.add(other.amount));
    }

    @Override
    public int compareTo(Usd other) {
        return amount.compareTo(other.amount);
    }
}
