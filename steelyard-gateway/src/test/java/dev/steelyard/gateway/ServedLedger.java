package dev.steelyard.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A provider that keeps its own books: what it served to whom, by the usage that it sent. Prompts name the call and
/// what is to befall it: `call CELL-NUMBER FATE`.
final class ServedLedger implements FakeProvider.Script {
    enum Fate {
        STREAMED,
        WHOLE,
        RATE_LIMITED,
        OVERLOADED,
        ABORTED
    }

    /// Tokens.
    record Served(long input, long output) {
        Served plus(Served other) {
            return new Served(input + other.input, output + other.output);
        }
    }

    private static final Pattern CALL = Pattern.compile("call ([0-9]+)-([0-9]+) ([A-Z_]+)");
    private static final String TWELVE = "twelve chars";

    final Map<Integer, Served> served = new ConcurrentHashMap<>();
    private final Map<String, Integer> tries = new ConcurrentHashMap<>();

    static String prompt(int cell, int call, Fate fate) {
        return "call " + cell + "-" + call + " " + fate;
    }

    @Override
    public void to(FakeProvider.Request request, Socket socket, OutputStream out)
            throws IOException, InterruptedException {
        Matcher call = CALL.matcher(request.body());
        if (!call.find()) {
            throw new IOException("a call without a name: " + request.body());
        }
        int cell = Integer.parseInt(call.group(1));
        long input = 1000 + 10L * cell + Integer.parseInt(call.group(2));
        boolean first = tries.merge(call.group(), 1, Integer::sum) == 1;
        switch (Fate.valueOf(call.group(3))) {
            case STREAMED -> stream(cell, input, out);
            case WHOLE -> whole(cell, input, socket, out);
            case RATE_LIMITED -> unless(first, 429, cell, input, socket, out);
            case OVERLOADED -> unless(first, 529, cell, input, socket, out);
            case ABORTED -> begin(cell, input, socket, out);
        }
    }

    private void note(int cell, long input, long output) {
        served.merge(cell, new Served(input, output), Served::plus);
    }

    private void unless(boolean refused, int status, int cell, long input, Socket socket, OutputStream out)
            throws IOException, InterruptedException {
        if (refused) {
            FakeProvider.answering(
                            status, "retry-after-ms: 5\r\n", "{\"type\":\"error\"}".getBytes(StandardCharsets.UTF_8))
                    .to(socket, out);
        } else {
            stream(cell, input, out);
        }
    }

    private void whole(int cell, long input, Socket socket, OutputStream out) throws IOException, InterruptedException {
        String body = "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"yes\"}],"
                + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":" + input + ",\"output_tokens\":" + cell
                + "}}";
        note(cell, input, cell);
        FakeProvider.answering(200, "Content-Type: application/json\r\n", body.getBytes(StandardCharsets.UTF_8))
                .to(socket, out);
    }

    private static void send(OutputStream out, String event) throws IOException {
        byte[] bytes = ("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8);
        FakeProvider.chunk(out, bytes, 0, bytes.length);
    }

    private static void start(long input, OutputStream out) throws IOException {
        out.write(FakeProvider.STREAM_HEAD);
        send(
                out,
                "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":" + input
                        + ",\"output_tokens\":1}}}");
        send(out, "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
    }

    private static void piece(OutputStream out, String text) throws IOException {
        send(
                out,
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text
                        + "\"}}");
    }

    private void stream(int cell, long input, OutputStream out) throws IOException {
        start(input, out);
        piece(out, TWELVE);
        send(out, "{\"type\":\"content_block_stop\",\"index\":0}");
        note(cell, input, 7 + cell);
        send(
                out,
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":"
                        + (7 + cell) + "}}");
        send(out, "{\"type\":\"message_stop\"}");
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /// What is known of it when it is cut: the input, and the text by the rule of four characters a token.
    private void begin(int cell, long input, Socket socket, OutputStream out) throws IOException {
        start(input, out);
        for (int i = 0; i < 3; i++) {
            piece(out, TWELVE);
        }
        piece(out, "cut");
        note(cell, input, (3 * TWELVE.length() + 3 + 3) / 4);
        while (socket.getInputStream().read() >= 0) {
            throw new IOException("a hang-up was expected");
        }
    }
}
