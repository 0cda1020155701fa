package dev.steelyard.cli;

import dev.steelyard.gateway.Budget;
import dev.steelyard.gateway.Gateway;
import dev.steelyard.gateway.Ticker;
import dev.steelyard.gateway.Upstream;
import dev.steelyard.journal.CallLog;
import dev.steelyard.journal.spec.PriceBookFile;
import dev.steelyard.lab.SharedModel;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.PriceBook.Line;
import dev.steelyard.model.PriceSheet;
import dev.steelyard.model.Usd;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The gateway without an experiment: doors for whoever wants his agent's calls counted.
@Command(
        name = "gateway",
        description = "Open metered doors to a model, for agents of your own. Ctrl-C closes them and sums up.",
        mixinStandardHelpOptions = true)
final class GatewayCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;
    private static final int SECONDS_WATCHED = 1;
    private static final int SECONDS_UNWATCHED = 30;

    private final Surroundings surroundings;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description = "Who answers, such as vertex/gemini-2.5-flash, or simulated.")
    private String model = "";

    @Option(names = "--port", paramLabel = "N", description = "On loopback. Without it: any free one.")
    private int port;

    @Option(
            names = "--door",
            paramLabel = "NAME",
            description = "A door, with an address and a key of its own. May be repeated. Without it: one, main.")
    private List<String> names = List.of("main");

    @Option(
            names = "--records",
            paramLabel = "FILE",
            description = "Each call's record, one JSON line each, is added here. Without it: gateway-calls.jsonl.")
    private Path records = Path.of("gateway-calls.jsonl");

    @Option(
            names = "--limit",
            paramLabel = "WHAT=MOST",
            description = "What a door refuses to exceed: calls, tokens, usd. usd-total is for all doors together.")
    private Map<String, String> limits = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print the doors, and at the end the sums, as a line of JSON each.")
    private boolean json;

    GatewayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new UsageException("--port must be from 0 to " + HIGHEST_PORT + ", got " + port);
        }
        var ref = new ModelRef(model);
        Optional<PriceSheet> prices = prices(ref);
        var bounds = DoorLimits.of(limits, prices.isPresent());
        Upstream upstream = SharedModel.upstream(ref, surroundings.terminal().environment());
        var stop = new CountDownLatch(1);
        try (var log = CallLog.open(records);
                var gateway = Gateway.start(port, upstream, Ticker.startingNow(), log::append);
                var _ = new StopSignals(stop::countDown)) {
            gateway.warmUp();
            var budget = Budget.of(bounds.total(), Usd.ZERO);
            var doors = NamedDoors.open(gateway, names, ref, bounds.perDoor(), prices.orElse(null), budget);
            show(doors.opening(surroundings.catalog(), json));
            surroundings.terminal().say("records go to " + records + "; Ctrl-C ends it");
            watch(doors, stop);
            doors.close();
            show(doors.closing(json));
        }
        return ExitCode.INTERRUPTED;
    }

    private void show(String text) {
        surroundings.terminal().out().print(text);
        surroundings.terminal().out().flush();
    }

    private Optional<PriceSheet> prices(ModelRef ref) {
        Optional<Line> line = PriceBookFile.shipped().book().line(ref.value(), LocalDate.now(ZoneOffset.UTC));
        if (line.isEmpty() && !ref.simulated()) {
            surroundings
                    .terminal()
                    .say("warning: no price of " + model + " is known: calls stay unpriced, which is not free");
        }
        return line.map(Line::sheet);
    }

    /// One line that is written over again while somebody watches.
    private void watch(NamedDoors doors, CountDownLatch stop) throws InterruptedException {
        Terminal terminal = surroundings.terminal();
        String told = "";
        while (!stop.await(terminal.interactive() ? SECONDS_WATCHED : SECONDS_UNWATCHED, TimeUnit.SECONDS)) {
            String total = doors.total();
            if (terminal.interactive()) {
                terminal.err().print("\r\u001b[K" + total);
                terminal.err().flush();
            } else if (!total.equals(told)) {
                terminal.say(total);
            }
            told = total;
        }
        if (terminal.interactive()) {
            terminal.err().println();
        }
    }
}
