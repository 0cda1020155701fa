package dev.steelyard.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The house rules that are about text.
class SourceRulesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_METHOD = 40;

    /// A member's head as the formatter writes it: four spaces, then a modifier or a type, up to the brace.
    private static final Pattern METHOD_HEAD =
            Pattern.compile(" {4}(?! )(?!.*\\b(class|record|interface|enum|new)\\b).*\\)( throws [\\w., ]+)? \\{");

    private static final Pattern ARGUMENT = Pattern.compile(" {16}[^ ].*,");

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    @Test
    void no_file_is_longer_than_400_lines() throws IOException {
        var tooLong = new ArrayList<String>();
        for (Path file : sources()) {
            int lines = Files.readAllLines(file).size();
            if (lines > LONGEST_FILE) {
                tooLong.add(ROOT.relativize(file) + ": " + lines);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void no_method_is_longer_than_40_lines() throws IOException {
        var tooLong = new ArrayList<String>();
        for (Path file : sources()) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (METHOD_HEAD.matcher(lines.get(i)).matches() && length(lines, i) > LONGEST_METHOD) {
                    tooLong.add(ROOT.relativize(file) + ":" + (i + 1));
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    /// An argument list counts as one line: a record has as many components as its file has fields, and the formatter
    /// gives each a line.
    private static long length(List<String> lines, int head) {
        return 1
                + lines.stream()
                        .skip(head)
                        .takeWhile(line -> !line.equals("    }"))
                        .filter(line -> !ARGUMENT.matcher(line).matches())
                        .count();
    }

    @Test
    void documentation_is_written_in_markdown() throws IOException {
        var old = new ArrayList<String>();
        for (Path file : sources()) {
            if (Files.readString(file).contains("/" + "**\n")) {
                old.add(ROOT.relativize(file).toString());
            }
        }
        assertThat(old).isEmpty();
    }

    @Test
    void every_package_says_what_lives_there() throws IOException {
        for (Path file : sources()) {
            Path folder = requireNonNull(file.getParent());
            if (folder.toString().contains("/src/main/java/")) {
                assertThat(folder.resolve("package-info.java")).exists();
            }
        }
    }
}
