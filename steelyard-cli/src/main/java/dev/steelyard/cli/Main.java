package dev.steelyard.cli;

/// The way in: runs a command line and exits with its code.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("steelyard");
    }
}
