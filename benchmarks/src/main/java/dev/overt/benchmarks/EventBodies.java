package dev.overt.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Bodies of requests that carry events of the example's {@code cli_command}: properties as a user's machine has them, and
 * of each event a new id of version 7 and the time. One thread.
 */
final class EventBodies {
    /** How many different events take turns. */
    private static final int VARIANTS = 256;

    private static final int MAX_BYTES = 64 << 10;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final String ID = "00000000-0000-7000-8000-000000000000";
    private static final String MILLIS = "1000000000000";
    private static final List<String> COMMANDS =
            List.of("run", "new", "setup", "doctor", "test", "ingest", "validate", "configure", "dashboard", "flow");
    private static final List<String> ERRORS = List.of("ValueError", "KeyError", "TimeoutError", "ValidationError");

    private final byte[] begin;
    private final byte[] separator;
    private final byte[] end;
    private final List<Variant> variants = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private final ByteBuffer body = ByteBuffer.allocate(MAX_BYTES);

    /** One event's bytes, and where its id and time stand. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Variant(byte[] bytes, int id, int millis) {
        static Variant of(String text) {
            return new Variant(text.getBytes(StandardCharsets.US_ASCII), text.indexOf(ID), text.indexOf(MILLIS));
        }
    }

    private EventBodies(String begin, String separator, String end, Function<SplittableRandom, String> event) {
        this.begin = begin.getBytes(StandardCharsets.US_ASCII);
        this.separator = separator.getBytes(StandardCharsets.US_ASCII);
        this.end = end.getBytes(StandardCharsets.US_ASCII);
        SplittableRandom choices = new SplittableRandom(2);
        for (int i = 0; i < VARIANTS; i++) {
            variants.add(Variant.of(event.apply(choices)));
        }
    }

    /** Uploads of the native protocol. */
    static EventBodies uploads() {
        return new EventBodies(
                "{\"overt\":1,\"product\":\"initrunner\",\"manifest\":\"sha256:" + "0".repeat(64) + "\",\"batch\":\""
                        + ID + "\",\"events\":[",
                ",",
                "]}",
                EventBodies::event);
    }

    /** The same events in the line protocol of InfluxDB: words as tags, the id and the installation as fields. */
    static EventBodies lines() {
        return new EventBodies("", "\n", "\n", EventBodies::line);
    }

    private static String event(SplittableRandom choices) {
        boolean fails = choices.nextInt(10) == 0;
        return "{\"id\":\"" + ID + "\",\"event\":\"cli_command\",\"install\":\"" + install(choices)
                + "\",\"at_millis\":"
                + MILLIS + ",\"properties\":{\"os\":\"" + pick(List.of("Linux", "Darwin", "Windows"), choices)
                + "\",\"python_version\":\"3." + choices.nextInt(10, 14) + "\",\"initrunner_version\":\"2026.8."
                + choices.nextInt(12) + "\",\"command\":\"" + pick(COMMANDS, choices) + "\",\"status\":\""
                + (fails ? "error" : "ok") + "\",\"exit_code\":" + (fails ? 1 : 0)
                + (fails ? ",\"error_kind\":\"" + pick(ERRORS, choices) + "\"" : "") + ",\"duration_bucket\":\""
                + pick(List.of("<1s", "1-5s", "5-30s", "30s+"), choices) + "\",\"is_tty\":" + choices.nextBoolean()
                + ",\"is_ci\":" + choices.nextBoolean() + "}}";
    }

    private static String line(SplittableRandom choices) {
        boolean fails = choices.nextInt(10) == 0;
        return "cli_command,os=" + pick(List.of("Linux", "Darwin", "Windows"), choices) + ",python_version=3."
                + choices.nextInt(10, 14) + ",command=" + pick(COMMANDS, choices) + ",status="
                + (fails ? "error" : "ok") + " id=\"" + ID + "\",install=\"" + install(choices)
                + "\",initrunner_version=\"2026.8." + choices.nextInt(12) + "\",exit_code=" + (fails ? 1 : 0) + "i"
                + (fails ? ",error_kind=\"" + pick(ERRORS, choices) + "\"" : "") + ",duration_bucket=\""
                + pick(List.of("<1s", "1-5s", "5-30s", "30s+"), choices) + "\",is_tty=" + choices.nextBoolean()
                + ",is_ci=" + choices.nextBoolean() + " " + MILLIS + "000000";
    }

    private static String install(SplittableRandom choices) {
        return String.format(Locale.ROOT, "%016x%016x", choices.nextLong(), choices.nextLong());
    }

    private static String pick(List<String> words, SplittableRandom choices) {
        return words.get(choices.nextInt(words.size()));
    }

    /** The next body, valid until the next call. */
    ByteBuffer next(int events) {
        long millis = System.currentTimeMillis();
        body.clear();
        body.put(begin);
        for (int i = 0; i < events; i++) {
            if (i > 0) {
                body.put(separator);
            }
            put(variants.get(random.nextInt(VARIANTS)), millis);
        }
        return body.put(end).flip();
    }

    private void put(Variant variant, long millis) {
        int start = body.position();
        body.put(variant.bytes());
        putId(start + variant.id(), millis);
        putDecimal(start + variant.millis(), millis);
        if (separator[0] == '\n') { // points of one nanosecond and the same tags would be one point
            putDecimal(start + variant.millis() + 6, random.nextLong(10_000_000_000_000L));
            putDecimal(start + variant.millis(), millis);
        }
    }

    private void putId(int at, long millis) {
        long high = millis << 16 | 0x7000 | random.nextInt(1 << 12);
        long low = 0x8000_0000_0000_0000L | random.nextLong() >>> 2;
        int place = at;
        for (int digit = 0; digit < 32; digit++) {
            if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
                place++;
            }
            long half = digit < 16 ? high : low;
            body.put(place++, HEX[(int) (half >>> (60 - 4 * (digit % 16))) & 15]);
        }
    }

    /** Thirteen digits. */
    private void putDecimal(int at, long number) {
        long rest = number;
        for (int place = at + 12; place >= at; place--) {
            body.put(place, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
