package dev.steelyard.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// What the command line asks for.
///
/// @param tools the folder of stub, load and the installed rivals
/// @param share of a full round's time
/// @param soakMinutes 0 for no soak
record Options(
        Path tools,
        List<Rival> rivals,
        int rounds,
        double share,
        List<Scenario> scenarios,
        int soakMinutes,
        boolean strict,
        Path json,
        List<String> jvm) {
    private static final double QUICK_SHARE = 0.2;
    private static final int ROUNDS = 5;
    static final String JVM = "-XX:+UseSerialGC -Xms32m -Xmx128m";

    /// @throws IllegalArgumentException for what it does not know
    static Options of(String[] arguments) {
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        Path tools = Path.of(left.pop());
        List<Rival> rivals = List.of(Rival.values());
        List<Scenario> scenarios = List.of(Scenario.values());
        int rounds = ROUNDS;
        double share = 1;
        int soak = 0;
        boolean strict = false;
        Path json = tools.resolveSibling("bench-gateway.json");
        String jvm = JVM;
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--quick" -> {
                    share = QUICK_SHARE;
                    rounds = 1;
                    rivals = List.of(Rival.DIRECT, Rival.NGINX, Rival.STEELYARD);
                }
                case "--rivals" ->
                    rivals = Arrays.stream(left.pop().split(",", -1))
                            .map(Rival::named)
                            .toList();
                case "--scenarios" ->
                    scenarios = Arrays.stream(left.pop().split(",", -1))
                            .map(name -> Scenario.valueOf(name.toUpperCase(Locale.ROOT)))
                            .toList();
                case "--rounds" -> rounds = Integer.parseInt(left.pop());
                case "--soak" -> soak = Integer.parseInt(left.pop());
                case "--strict" -> strict = true;
                case "--json" -> json = Path.of(left.pop());
                case "--jvm" -> jvm = left.pop();
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return new Options(
                tools,
                rivals,
                rounds,
                share,
                scenarios,
                soak,
                strict,
                json,
                List.of(jvm.strip().split(" +", -1)));
    }

    boolean quick() {
        return share < 1;
    }
}
