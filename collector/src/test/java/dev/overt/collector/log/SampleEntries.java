package dev.overt.collector.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random entries of the log, the same for the same seed. */
public final class SampleEntries {
    private static final long RECEIVED_AT_MILLIS = 1_790_000_000_000L;

    private static final List<DropReason> REASONS = List.of(DropReason.values());

    private final Random random;

    public SampleEntries(Random random) {
        this.random = random;
    }

    public List<LogEntry> next(int count) {
        return IntStream.range(0, count).mapToObj(i -> next()).toList();
    }

    public LogEntry next() {
        return switch (random.nextInt(8)) {
            case 0 ->
                new LogEntry.Quarantined(
                        id(),
                        "tool",
                        text(),
                        reason(),
                        "/events/" + random.nextInt(9),
                        random.nextInt(40_000),
                        millis());
            case 1 -> new LogEntry.ClientDrops(id(), "tool", counts(), millis());
            case 2 ->
                new LogEntry.Rejected(id(), "tool", DropReason.UNDECLARED_EVENT, random.nextLong(1, 99), millis());
            default ->
                new LogEntry.Accepted(id(), "tool", text(), install(), millis(), millis(), properties(), drops());
        };
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private long millis() {
        return RECEIVED_AT_MILLIS + random.nextInt(1_000_000_000);
    }

    private DropReason reason() {
        return REASONS.get(random.nextInt(REASONS.size()));
    }

    private @Nullable String install() {
        return random.nextBoolean() ? null : text();
    }

    private String text() {
        return "aé\"\\\n\t€😀*z".substring(0, random.nextInt(7)) + random.nextInt(100);
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            Object value = switch (random.nextInt(6)) {
                case 0 -> text();
                case 1 -> random.nextLong();
                case 2 -> random.nextDouble() * Math.pow(10, random.nextInt(-300, 300));
                case 3 -> Stream.generate(this::text).limit(random.nextInt(4)).toList();
                case 4 -> counts();
                default -> random.nextBoolean();
            };
            properties.put("property" + i, value);
        }
        return properties;
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            counts.put(text() + i, random.nextLong());
        }
        return counts;
    }

    private List<Drop> drops() {
        List<Drop> drops = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            drops.add(new Drop(reason(), text()));
        }
        return drops;
    }
}
