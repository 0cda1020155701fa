package dev.steelyard.lab.runner;

import dev.steelyard.gateway.Door;
import dev.steelyard.gateway.Gateway;
import dev.steelyard.gateway.intercept.Entrance;
import dev.steelyard.journal.Json;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.model.OtherHosts;
import dev.steelyard.model.RunnerSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The proxy of a cell whose agent takes no base URL.
///
/// @param entrance null where the agent takes one
public record CellProxy(@Nullable Entrance entrance) {
    private static final String AUTHORITY = ".proxy-ca.pem";
    private static final String BUNDLE = ".proxy-ca-bundle.pem";

    public static CellProxy of(RunnerSpec runner, Gateway gateway, Door door) {
        OtherHosts others = runner.intercept();
        return new CellProxy(others == null ? null : gateway.intercept(door, others));
    }

    /// Puts the certificates into the cell's home.
    ///
    /// @return what the runner's placeholders stand for
    public Map<String, String> furnish(Path home) throws IOException {
        if (entrance == null) {
            return Map.of();
        }
        String pem = entrance.authorityPem();
        Path authority = Files.writeString(home.resolve(AUTHORITY), pem, StandardOpenOption.CREATE_NEW);
        Path bundle =
                Files.writeString(home.resolve(BUNDLE), TrustedRoots.pem() + "\n" + pem, StandardOpenOption.CREATE_NEW);
        return Map.of("proxy", entrance.proxyUrl(), "ca", authority.toString(), "ca_bundle", bundle.toString());
    }

    /// Keeps which hosts the cell asked for, and what became of them, as `hosts.json`.
    public void keep(Path folder) throws IOException {
        if (entrance != null) {
            byte[] hosts = Json.LINES.writeValueAsString(entrance.hosts()).getBytes(StandardCharsets.UTF_8);
            RunFolder.writeAtomically(folder.resolve("hosts.json"), hosts);
        }
    }
}
