package dev.overt.collector.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All settings, in the order of their page. */
public final class Settings {
    public static final Setting<String> HOST = new Setting<>(
            "listen.host",
            Kind.text(),
            "127.0.0.1",
            "--host",
            "Address to listen on; `0.0.0.0` for all of the machine's");

    public static final Setting<Long> PORT = new Setting<>(
            "listen.port", Kind.wholeNumber(0, 65_535), "8417", "--port", "Port to listen on; 0 for any free one");

    public static final Setting<Path> DATA = new Setting<>(
            "data", Kind.path(), "overt-data", "--data", "Folder of everything that is kept; made when absent");

    public static final Setting<Long> LOG_SEGMENT_BYTES = new Setting<>(
            "log.segment-bytes", Kind.bytes(1 << 20, 1 << 30), "64 MiB", null, "Size of one file of the durable log");

    public static final Setting<Long> LOG_KEEP_BYTES = new Setting<>(
            "log.keep-bytes",
            Kind.bytes(1 << 20, 1L << 50),
            "10 GiB",
            null,
            "How much of the log is kept once the store has it, in whole files and for 30 days or the shortest retention"
                    + " at most; a store that is damaged is built anew from it");

    public static final Setting<Long> STORE_MEMORY_BYTES = new Setting<>(
            "store.memory-bytes",
            Kind.bytes(128 << 20, 1L << 50),
            "1 GiB",
            null,
            "Memory that the store may take beside the JVM's");

    public static final Setting<String> ADMIN_TOKEN = new Setting<>(
            "admin.token",
            Kind.secret(),
            null,
            null,
            "Token of who may query everything, beside the one in `keys.json`, which is made at the first start");

    public static final Setting<Path> ADMIN_TOKEN_FILE =
            new Setting<>("admin.token-file", Kind.path(), null, null, "File that holds that token");

    public static final Setting<String> METRICS_TOKEN = new Setting<>(
            "metrics.token",
            Kind.secret(),
            null,
            null,
            "Token of who may read `/metrics` and why `/readyz` says no from another machine, and nothing else");

    public static final Setting<Path> METRICS_TOKEN_FILE =
            new Setting<>("metrics.token-file", Kind.path(), null, null, "File that holds that token");

    public static final Setting<Long> SELF_TEST_SECONDS = new Setting<>(
            "self-test.every-seconds",
            Kind.wholeNumber(1, 3_600),
            "60",
            null,
            "How often the collector sends itself an event and looks for it in the store");

    public static final Setting<Long> PUBLICATION_SECONDS = new Setting<>(
            "publication.every-seconds",
            Kind.wholeNumber(1, 86_400),
            "3600",
            null,
            "How often it is looked whether so much has changed that the pages may show it");

    public static final Setting<Long> STOP_SECONDS = new Setting<>(
            "stop.max-seconds",
            Kind.wholeNumber(2, 3_600),
            "20",
            null,
            "How long a stop may take: half of it for answering what was begun, a quarter for storing what was acknowledged");

    public static final Setting<Long> DELETION_SECONDS = new Setting<>(
            "deletion.every-seconds",
            Kind.wholeNumber(1, 604_800),
            "3600",
            null,
            "The shortest time between two rounds of deletions, each of which reads the log and writes the store anew, once for"
                    + " all that were asked for");

    public static final Setting<Long> MIN_INSTALLATIONS = new Setting<>(
            "rollups.min-installations",
            Kind.wholeNumber(1, 1_000_000),
            "10",
            null,
            "Installations that a name must have to outlive the events: when they expire, counts of fewer are merged into"
                    + " `Other` for ever");

    public static final Setting<LogFormat> LOG_FORMAT = new Setting<>(
            "logging.format",
            Kind.choice(LogFormat.values()),
            "text",
            "--log-format",
            "How the collector's own records look on standard error");

    public static final Setting<LogLevel> LOG_LEVEL = new Setting<>(
            "logging.level", Kind.choice(LogLevel.values()), "info", "--log-level", "The least record that is written");

    private static final List<Setting<?>> OWN = List.of(
            HOST,
            PORT,
            DATA,
            LOG_SEGMENT_BYTES,
            LOG_KEEP_BYTES,
            STORE_MEMORY_BYTES,
            ADMIN_TOKEN,
            ADMIN_TOKEN_FILE,
            METRICS_TOKEN,
            METRICS_TOKEN_FILE,
            SELF_TEST_SECONDS,
            PUBLICATION_SECONDS,
            STOP_SECONDS,
            DELETION_SECONDS,
            MIN_INSTALLATIONS,
            LOG_FORMAT,
            LOG_LEVEL);

    private static final List<Setting<?>> ALL =
            Stream.concat(OWN.stream(), LimitSettings.ALL.stream()).toList();

    private Settings() {}

    /** How a record is written. */
    public enum LogFormat {
        TEXT,
        JSON
    }

    /** How grave a record is. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /** Every setting. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    static Optional<Setting<?>> find(@Nullable String key) {
        return ALL.stream().filter(setting -> setting.key().equals(key)).findFirst();
    }
}
