package dev.overt.collector.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A process that appends from several threads until it is killed, and prints the id of each entry once it is durable. */
final class AppendingProcess {
    static final int SEGMENT_BYTES = 64_000;
    private static final int THREADS = 4;

    private AppendingProcess() {}

    public static void main(String[] args) throws IOException {
        SegmentLog log = SegmentLog.open(Path.of(args[0]), SEGMENT_BYTES, new DiskFiles());
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> append(log)).start();
        }
    }

    private static void append(SegmentLog log) {
        try {
            while (true) {
                UUID id = UUID.randomUUID();
                log.append(List.of(new LogEntry.Accepted(id, "tool", "run", null, 1, 2, Map.of("n", 3L), List.of())));
                synchronized (System.out) {
                    System.out.println(id);
                    System.out.flush();
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
