package dev.steelyard.cli;

import dev.steelyard.journal.spec.PriceBookFile;
import dev.steelyard.model.PriceBook.Line;
import dev.steelyard.model.PriceRates;
import dev.steelyard.model.PriceTier;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the price book of this release.
@Command(
        name = "prices",
        description = "Print what models cost, from the price book of this release, in USD per million tokens.",
        mixinStandardHelpOptions = true)
final class PricesCommand implements Callable<Integer> {
    private static final String ROW = "%-32s %9s %9s %9s %9s %9s  %s%n";

    private final Surroundings surroundings;

    @Parameters(paramLabel = "MODEL", arity = "0..1", description = "provider/name; without it, every model.")
    private @Nullable String model;

    @Option(names = "--at", paramLabel = "DAY", description = "On that day, such as 2026-11-23. Without it: today.")
    private LocalDate day = LocalDate.now(ZoneOffset.UTC);

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    PricesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        PriceBookFile file = PriceBookFile.shipped();
        List<Line> lines = model == null
                ? file.book().on(day)
                : file.book().line(model, day).stream().toList();
        Terminal terminal = surroundings.terminal();
        if (lines.isEmpty()) {
            terminal.say("the book of " + file.book().asOf() + " has no price of "
                    + (model == null ? "any model" : model) + " on " + day);
            return ExitCode.FAILED;
        }
        if (json) {
            terminal.out().println(file.json(lines));
        } else {
            print(file, lines, terminal.out());
        }
        return ExitCode.FINE;
    }

    private static void print(PriceBookFile file, List<Line> lines, PrintStream out) {
        out.printf(ROW, "MODEL", "INPUT", "READ", "WRITE", "WRITE 1H", "OUTPUT", "SINCE");
        for (Line line : lines) {
            row(out, line.model(), line.sheet().rates(), line.effectiveFrom().toString());
            for (PriceTier tier : line.sheet().tiers()) {
                row(out, "  above %,d in".formatted(tier.aboveInputTokens()), tier.rates(), "");
            }
        }
        out.println();
        if (lines.size() == 1) {
            out.println(lines.getFirst().source());
        }
        out.println("compared with its sources on " + file.book().asOf() + ", digest " + file.digest());
    }

    private static void row(PrintStream out, String title, PriceRates rates, String since) {
        out.printf(
                ROW,
                title,
                rates.input(),
                rates.cacheRead(),
                rates.cacheWrite(),
                rates.cacheWriteHour(),
                rates.output(),
                since);
    }
}
