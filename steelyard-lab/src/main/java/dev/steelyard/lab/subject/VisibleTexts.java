package dev.steelyard.lab.subject;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The texts that an agent could read in a folder. Links are left out: what they lead to is found where it lies.
public final class VisibleTexts {
    private VisibleTexts() {}

    /// Relative path → content of every file at or under the entries; entries that do not exist have none.
    public static SortedMap<String, String> of(Path folder, List<String> entries) throws IOException {
        var texts = new TreeMap<String, String>();
        for (String entry : entries) {
            Path start = folder.resolve(entry);
            if (Files.exists(start, LinkOption.NOFOLLOW_LINKS)) {
                add(folder, start, texts);
            }
        }
        return texts;
    }

    public static SortedMap<String, String> of(Path folder) throws IOException {
        return of(folder, List.of(""));
    }

    private static void add(Path folder, Path start, SortedMap<String, String> into) throws IOException {
        try (var files = Files.walk(start)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                    into.put(folder.relativize(file).toString(), text);
                }
            }
        }
    }
}
