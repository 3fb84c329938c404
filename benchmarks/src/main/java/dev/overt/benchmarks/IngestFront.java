package dev.overt.benchmarks;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.log.Chunk;
import dev.overt.collector.log.EventLog;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.log.SegmentLog;
import dev.overt.collector.log.SqliteLog;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.NativeProtocol;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Limits;
import dev.overt.collector.web.Routes;
import dev.overt.collector.web.WebServer;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The collector's front over a log of one's choice, without a store, to compare logs: {@code LOG FOLDER MANIFEST KEY}, where
 * LOG is segments, sqlite, or none for one that keeps nothing. Prints its address, and serves until it is killed.
 */
public final class IngestFront {
    private IngestFront() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        EventLog log = switch (arguments[0]) {
            case "segments" -> SegmentLog.open(folder);
            case "sqlite" -> SqliteLog.open(folder.resolve("log.sqlite"));
            default -> new NoLog();
        };
        Manifest manifest = ((Reading.Accepted) ManifestReader.read(Path.of(arguments[2]))).manifest();
        Routes routes = new Routes();
        new NativeProtocol()
                .addTo(
                        routes,
                        new WriteKeys(Map.of(arguments[3], new Enforcer(manifest))),
                        new Intake(log, () -> Long.MAX_VALUE, unlimited(), product -> true, new byte[32]),
                        Clock.systemUTC());
        System.out.println(WebServer.start("127.0.0.1", 0, routes, unlimited()).address());
        Thread.currentThread().join();
    }

    /** All the load comes from one address and with one key. */
    private static Limits unlimited() {
        Limits usual = Limits.DEFAULT;
        Limits.Rate none = new Limits.Rate(0, 0);
        return new Limits(
                usual.connections(),
                usual.addressConnections(),
                usual.headersMillis(),
                usual.bodyMillis(),
                usual.answerMillis(),
                usual.bodyBytesInFlight(),
                usual.freeDiskBytes(),
                none,
                none,
                none,
                none,
                usual.quarantinedEvents(),
                usual.proxies());
    }

    /** Takes everything and keeps nothing. */
    private static final class NoLog implements EventLog {
        @Override
        public void append(List<LogEntry> entries) {}

        @Override
        public Chunk read(long offset, int maxEntries, Duration wait) {
            return new Chunk(List.of(), 0);
        }

        @Override
        public long endOffset() {
            return 0;
        }

        @Override
        public long firstOffset() {
            return 0;
        }

        @Override
        public void trim(long beforeOffset, long sinceMillis, long maxBytes) {}

        @Override
        public String durability() {
            return "none";
        }

        @Override
        public void close() {}
    }
}
