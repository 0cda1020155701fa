package dev.steelyard.lab.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Plain processes of this machine: no isolation but a clean environment, fresh folders, an unprivileged user when the
/// harness is root, and an end that reaches every descendant.
///
/// Where Linux allows it, the command is the second process of a PID namespace of its own. Agents start their tool
/// shells in new sessions, so killing a process group misses them; the end of a PID namespace takes all. `setpriv
/// --pdeathsig` ends the namespace with the harness, even one that was killed with SIGKILL.
public final class ProcessSandbox implements Sandbox {
    /// The first process of a namespace has no default signal handlers and must collect orphans: a shell is that one.
    private static final List<String> FIRST_PROCESS = List.of("/bin/sh", "-c", "\"$@\"; exit $?", "cell");

    private static final long PROBE_SECONDS = 10;

    private final Spawner spawner = new Spawner();
    private final Optional<Integer> user;
    private final List<String> prefix;

    private ProcessSandbox(Optional<Integer> user, boolean namespaces) {
        this.user = user;
        this.prefix = namespaces ? namespacePrefix(user) : userPrefix(user);
    }

    /// @param user the numeric user and group the cells run as; empty for the harness's own
    public static ProcessSandbox create(Optional<Integer> user) {
        return new ProcessSandbox(user, works(namespacePrefix(user)));
    }

    private static List<String> namespacePrefix(Optional<Integer> user) {
        var prefix = new ArrayList<>(userPrefix(user));
        if (prefix.isEmpty()) {
            prefix.add("setpriv");
        }
        prefix.addAll(List.of("--pdeathsig", "KILL", "unshare", "--user", "--map-current-user", "--pid", "--fork"));
        prefix.addAll(List.of("--kill-child=SIGKILL", "--mount-proc"));
        prefix.addAll(FIRST_PROCESS);
        return prefix;
    }

    private static List<String> userPrefix(Optional<Integer> user) {
        return user.map(id ->
                        List.of("setpriv", "--reuid", "" + id, "--regid", "" + id, "--clear-groups", "--no-new-privs"))
                .orElse(List.of());
    }

    private static boolean works(List<String> prefix) {
        var argv = new ArrayList<>(prefix);
        argv.add("true");
        try {
            Process probe = new ProcessBuilder(argv)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String name() {
        return "process";
    }

    /// Whether every descendant is sure to end with its cell; otherwise strays are searched for by their mark.
    public boolean hasNamespaces() {
        return prefix.contains("unshare");
    }

    @Override
    public Optional<String> unavailable() {
        return user.isPresent() && !works(userPrefix(user))
                ? Optional.of("cannot become user " + user.get() + ": setpriv (util-linux) is missing or refused")
                : Optional.empty();
    }

    @Override
    public Started launch(Launch launch) {
        var argv = new ArrayList<>(prefix);
        argv.addAll(launch.argv());
        ProcessBuilder builder = new ProcessBuilder(argv)
                .directory(launch.work().toFile())
                .redirectInput(launch.stdin().toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(launch.environment());
        environment.put(Launch.MARK, launch.mark());
        return new StartedProcess(spawner.start(builder), launch, hasNamespaces());
    }

    @Override
    public int reap(String mark) {
        return Strays.marked(mark).kill();
    }

    @Override
    public void close() {
        spawner.close();
    }
}
