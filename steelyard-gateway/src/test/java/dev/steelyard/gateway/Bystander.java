package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/// Another cell, whose stream goes on while one misbehaves. Every event is sent only when the one before has arrived,
/// so that a gateway that stalls stalls it for good: what is counted is events, not time.
final class Bystander implements AutoCloseable {
    /// An attack must be seen to do nothing at least so often.
    private static final int FEWEST = 20;

    private static final String MARK = "I only stand here, number ";

    interface Attack {
        void run() throws Exception;
    }

    private final BlockingQueue<Integer> due = new LinkedBlockingQueue<>();
    private final Raw client;
    private final Door door;
    private int arrived;

    private Bystander(Raw client, Door door) {
        this.client = client;
        this.door = door;
    }

    /// A provider that answers bystanders as they want, and others by a script.
    static final class Stage implements FakeProvider.Script {
        private final Map<String, Bystander> waiting = new ConcurrentHashMap<>();
        private final FakeProvider.Script others;

        Stage(FakeProvider.Script others) {
            this.others = others;
        }

        @Override
        public void to(FakeProvider.Request request, java.net.Socket socket, java.io.OutputStream out)
                throws IOException, InterruptedException {
            int mark = request.body().indexOf(MARK);
            if (mark >= 0) {
                int end = request.body().indexOf('"', mark);
                Objects.requireNonNull(waiting.get(request.body().substring(mark, end)))
                        .serve(out);
            } else {
                others.to(request, socket, out);
            }
        }

        Bystander enter(House house) throws IOException {
            Door door = house.door();
            var bystander = new Bystander(Raw.to(house), door);
            String name = MARK + (waiting.size() + 1);
            waiting.put(name, bystander);
            bystander.client.send(Raw.request(door, "/v1/messages", House.messages(true, name)));
            bystander.round();
            return bystander;
        }
    }

    private void serve(java.io.OutputStream out) throws IOException, InterruptedException {
        out.write(FakeProvider.STREAM_HEAD);
        while (true) {
            byte[] event = ("data: {\"type\":\"ping\",\"n\":" + due.take() + "}\n\n").getBytes(StandardCharsets.UTF_8);
            FakeProvider.chunk(out, event, 0, event.length);
        }
    }

    private void round() throws IOException {
        arrived++;
        due.add(arrived);
        client.readUntil("\"n\":" + arrived + "}");
    }

    /// Runs the attack, and events all the while.
    void during(Attack attack) throws Exception {
        int before = arrived;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> ended = threads.submit(() -> {
                attack.run();
                return true;
            });
            while (!ended.isDone() || arrived - before < FEWEST) {
                round();
            }
            ended.get();
        }
        assertThat(arrived - before).isGreaterThanOrEqualTo(FEWEST);
    }

    @Override
    public void close() throws IOException {
        client.close();
        door.close();
    }
}
