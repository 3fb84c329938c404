package dev.overt.collector.receive;

import dev.overt.manifest.JsonText;
import dev.overt.manifest.PropertyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** JSON that somebody could send for a property: what is declared, what nearly is, and what never should be. */
final class RandomValue {
    private static final List<String> STRANGE = List.of(
            "null",
            "\"\"",
            "\"secret\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "true",
            "-0.0",
            "1e999999999",
            "-1e-999999999",
            "1e-400",
            "9".repeat(400),
            "9223372036854775808",
            "-9223372036854775808",
            "0.1e1",
            "[]",
            "{}",
            "[[]]",
            "[null,1,true,\"secret\",1.5]",
            "{\"secret\":{}}",
            "{\"\\u0000\":1,\"\":-1,\"secret\":1e400}",
            "\"sk-live-secret\"",
            "\"/home/ada/secret\"",
            "\"10.0.0.1\"");

    private final Random random;

    RandomValue(Random random) {
        this.random = random;
    }

    String of(PropertyType type) {
        return random.nextInt(5) == 0 ? strange() : declared(type);
    }

    private String strange() {
        return pick(STRANGE);
    }

    private String declared(PropertyType type) {
        if (type instanceof PropertyType.WordList list) {
            return IntStream.range(0, random.nextInt(8))
                    .mapToObj(i -> word(list))
                    .toList()
                    .toString();
        }
        if (type instanceof PropertyType.WordCounts counts) {
            return IntStream.range(0, random.nextInt(8))
                    .mapToObj(i -> word(counts) + ":" + count())
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (type instanceof PropertyType.ClosedSet set) {
            return word(set);
        }
        if (type instanceof PropertyType.Bucket bucket) {
            return JsonText.compact(pick(bucket.labels()));
        }
        if (type instanceof PropertyType.Flag) {
            return String.valueOf(random.nextBoolean());
        }
        return type instanceof PropertyType.IntegerRange || type instanceof PropertyType.DecimalRange
                ? number(type)
                : JsonText.compact(text(type));
    }

    private String word(PropertyType.ClosedSet set) {
        List<String> words = new ArrayList<>(set.values());
        words.add("secret");
        words.add("other");
        return JsonText.compact(pick(words));
    }

    private String count() {
        return switch (random.nextInt(6)) {
            case 0 -> String.valueOf(random.nextLong());
            case 1 -> String.valueOf(random.nextDouble() * 1e6);
            case 2 -> "0";
            default -> String.valueOf(random.nextInt(2_000));
        };
    }

    private String number(PropertyType type) {
        boolean whole = type instanceof PropertyType.IntegerRange || random.nextBoolean();
        return whole
                ? String.valueOf(random.nextInt(-20, 1_100))
                : String.valueOf(random.nextDouble(-3, 103) * Math.pow(10, random.nextInt(-9, 1)));
    }

    private String text(PropertyType type) {
        if (type instanceof PropertyType.OperatingSystem) {
            return pick(List.of("Linux", "WINDOWS 11", "macos", "Plan9", "FreeBSD"));
        }
        if (type instanceof PropertyType.Architecture) {
            return pick(List.of("amd64", "arm64", "AARCH64", "sparc", "i686"));
        }
        if (type instanceof PropertyType.Version) {
            return pick(List.of("1.2.3", "v21-ea+3", "latest", "3.12.4.5", "7", "1..2"));
        }
        if (type instanceof PropertyType.Name) {
            return pick(List.of("gpt-4o", "meta-llama/Llama-3.1-8B", "a  b", "claude-opus-4-1", "xoxb-1"));
        }
        if (type instanceof PropertyType.Hash || type instanceof PropertyType.SessionId) {
            String id = "%016x%016x".formatted(random.nextLong(), random.nextLong());
            return random.nextInt(3) == 0 ? id.substring(random.nextInt(32)) : id;
        }
        return characters();
    }

    private String characters() {
        return random.ints(random.nextInt(60), 0, 8)
                .mapToObj(kind -> switch (kind) {
                    case 0 -> "😀";
                    case 1 -> String.valueOf((char) random.nextInt(0xA0));
                    case 2 -> "\r\n";
                    case 3 -> "\u2028";
                    default -> String.valueOf((char) ('a' + random.nextInt(26)));
                })
                .collect(Collectors.joining());
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
