package dev.steelyard.stats;

/// A compensated sum, so that a total depends on the order of its terms as little as a double allows.
///
/// Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54 (1974).
final class Sum {
    private double total;
    private double lost;

    static double of(double... terms) {
        var sum = new Sum();
        for (double term : terms) {
            sum.add(term);
        }
        return sum.value();
    }

    void add(double term) {
        double next = total + term;
        lost += Math.abs(total) >= Math.abs(term) ? (total - next) + term : (term - next) + total;
        total = next;
    }

    double value() {
        return total + lost;
    }
}
