package dev.steelyard.gateway.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// What real agents sent, with their long texts cut: the same small task, after its first two tool calls.
public final class Bodies {
    private Bodies() {}

    public static byte[] bytes(String name) {
        try (InputStream in = Bodies.class.getResourceAsStream("/dev/steelyard/gateway/bodies/" + name + ".json")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(String name) {
        return Json.readObject(bytes(name));
    }

    public static Prompt prompt(Dialect dialect, String name) {
        return dialect.read(json(name));
    }
}
