package dev.steelyard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What the kernel says of processes and of the machine.
final class Usage {
    private static final double TICKS_PER_SECOND = 100;
    private static final long KIB = 1024;

    private Usage() {}

    private static Stream<ProcessHandle> tree(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    /// Processor seconds of a process and what it started, as far as it lives.
    static double cpuSeconds(ProcessHandle root) {
        return tree(root).mapToDouble(process -> ticks(process.pid(), 11, 12)).sum() / TICKS_PER_SECOND;
    }

    /// Of this process and all below it, with those that have ended.
    static double ourCpuSeconds() {
        return tree(ProcessHandle.current())
                        .mapToDouble(process -> ticks(process.pid(), 11, 12, 13, 14))
                        .sum()
                / TICKS_PER_SECOND;
    }

    /// Of all processes, and what other machines took from this one. Interrupts are left out: nobody can be asked for
    /// them.
    static double machineCpuSeconds() {
        String[] fields =
                read(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split(" +", -1);
        return (Double.parseDouble(fields[1])
                        + Double.parseDouble(fields[2])
                        + Double.parseDouble(fields[3])
                        + Double.parseDouble(fields[8]))
                / TICKS_PER_SECOND;
    }

    /// Resident bytes of a process and what it started; what they share counts for each.
    static long residentBytes(ProcessHandle root) {
        return tree(root).mapToLong(process -> status(process.pid(), "VmRSS:")).sum();
    }

    private static long status(long pid, String field) {
        return read(Path.of("/proc/" + pid + "/status"))
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .sum();
    }

    /// @param fields counted from the process's state, which follows its name in parentheses
    private static double ticks(long pid, int... fields) {
        String stat = read(Path.of("/proc/" + pid + "/stat"));
        if (stat.isEmpty()) {
            return 0;
        }
        List<String> values =
                List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1));
        double sum = 0;
        for (int field : fields) {
            sum += Double.parseDouble(values.get(field));
        }
        return sum;
    }

    /// Empty if the process has ended meanwhile.
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException _) {
            return "";
        }
    }
}
