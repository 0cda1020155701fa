package dev.steelyard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Pages about the gateway that name things of the source: tests, codes.
class GatewayPagesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern NUMBER = Pattern.compile("(?m)^\\| (\\d+) \\|");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final Pattern ADDED =
            Pattern.compile("(?s)\\b(?:losses|lossy|changes)\\s*\\.add\\((.*?)\\);|\\blost\\((\".*?)\\);");
    private static final Pattern CONSTANT =
            Pattern.compile("(?:ADDED|DENIED|STRIPPED) = \"([^\"]+)\"|List\\.of\\(\"(usage_withheld)\"\\)");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");

    private static List<Path> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains(folder))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_case_names_tests_that_exist() throws IOException {
        String page = text(ROOT.resolve("docs/reference/gateway-cases.md"));
        List<Path> tests = sources("/src/test/");
        var missing = new ArrayList<String>();
        TEST.matcher(page).results().forEach(named -> {
            boolean there = tests.stream()
                    .filter(file -> file.endsWith(named.group(1) + ".java"))
                    .anyMatch(file -> text(file).contains("void " + named.group(2) + "("));
            if (!there) {
                missing.add(named.group());
            }
        });
        assertThat(missing).isEmpty();
        assertThat(NUMBER.matcher(page).results().map(row -> Integer.valueOf(row.group(1))))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 35).boxed().toList());
    }

    /// What the gateway may write into `lossy`: whole codes, and beginnings that end with a colon.
    private static Set<String> codes() throws IOException {
        var codes = new TreeSet<String>();
        for (Path file : sources("/steelyard-gateway/src/main/")) {
            String source = text(file);
            ADDED.matcher(source).results().forEach(added -> {
                String argument = added.group(1) == null ? added.group(2) : added.group(1);
                LITERAL.matcher(argument.replaceAll("(?:stringValue|path)\\(\"[^\"]*\"\\)", ""))
                        .results()
                        .forEach(code -> codes.add(code.group(1)));
            });
            CONSTANT.matcher(source)
                    .results()
                    .forEach(code -> codes.add(code.group(1) == null ? code.group(2) : code.group(1)));
        }
        codes.remove(":");
        return codes;
    }

    /// Words in capitals stand for anything; a code may be written in two pieces.
    private static boolean listed(String code, String row) {
        String fixed = row.replaceFirst("[A-Z]+$", "");
        boolean open = !fixed.equals(row);
        boolean beginning = open && code.startsWith(fixed);
        boolean ending = code.startsWith("_") && fixed.endsWith(code);
        return code.equals(row) || beginning || ending;
    }

    @Test
    void every_code_is_listed_and_every_listed_code_is_written() throws IOException {
        List<String> rows = ROW.matcher(text(ROOT.resolve("docs/formats/lossy.md")))
                .results()
                .map(row -> row.group(1))
                .distinct()
                .toList();
        Set<String> codes = codes();
        assertThat(codes).hasSizeGreaterThan(90);
        assertThat(codes.stream().filter(code -> rows.stream().noneMatch(row -> listed(code, row))))
                .as("written, not listed")
                .isEmpty();
        assertThat(rows.stream().filter(row -> codes.stream().noneMatch(code -> listed(code, row))))
                .as("listed, not written")
                .isEmpty();
    }
}
