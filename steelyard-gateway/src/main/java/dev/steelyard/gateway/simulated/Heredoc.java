package dev.steelyard.gateway.simulated;

/// A shell command that writes a file, creating its folder, byte for byte.
final class Heredoc {
    private static final String END = "END_OF_FILE";

    private Heredoc() {}

    /// A here-document ends its content with a line break; content without one is printed instead.
    static String writing(String path, String content) {
        String target = quoted(path);
        String folder = "mkdir -p -- \"$(dirname -- " + target + ")\" && ";
        return content.endsWith("\n")
                ? folder + "cat > " + target + " <<'" + end(content) + "'\n" + content + end(content)
                : folder + "printf %s " + quoted(content) + " > " + target;
    }

    /// A line that the content does not hold.
    private static String end(String content) {
        String end = END;
        while (content.contains(end)) {
            end += "_";
        }
        return end;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
