package dev.steelyard.gateway;

import dev.steelyard.gateway.intercept.Entrance;
import dev.steelyard.model.OtherHosts;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Trajectory.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A house whose cells come in by proxy, and curl as a client that we did not write.
final class Intercepted implements AutoCloseable {
    final House house;
    private final Path folder;

    /// @param body with the status behind it, in a line of its own
    record Printed(int exit, String body) {
        String status() {
            return body.substring(body.lastIndexOf('\n') + 1);
        }
    }

    /// A door with its entrance.
    record Cell(Door door, Entrance entrance) {
        /// Who is neither model host nor reached.
        Object asked(String fate, String host) {
            return entrance.hosts()
                    .getOrDefault(fate, new java.util.TreeMap<>())
                    .getOrDefault(host, 0);
        }
    }

    Intercepted(Path folder, Simulation pace) {
        this.folder = folder;
        this.house = new House(pace);
    }

    Cell cell(Step... steps) {
        return cell(OtherHosts.REFUSE, steps);
    }

    Cell cell(OtherHosts others, Step... steps) {
        Door door = house.door(steps);
        return new Cell(door, house.gateway.intercept(door, others));
    }

    Printed post(Cell cell, String version, String url, String body, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of(version, "-H", "content-type: application/json", "-d", body));
        arguments.addAll(List.of(more));
        arguments.add(url);
        return finished(curl(cell, arguments));
    }

    Process curl(Cell cell, List<String> arguments) throws IOException {
        Path authority = Files.writeString(
                folder.resolve("ca-" + cell.door().id() + ".pem"),
                cell.entrance().authorityPem());
        var command = new ArrayList<>(List.of("curl", "-sS", "-N", "-w", "\n%{http_version} %{http_code}"));
        command.addAll(List.of("--noproxy", "", "--proxy", cell.entrance().proxyUrl()));
        command.addAll(List.of("--cacert", authority.toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    static Printed finished(Process curl) throws IOException, InterruptedException {
        String printed = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Printed(curl.waitFor(), printed);
    }

    @Override
    public void close() {
        house.close();
    }
}
