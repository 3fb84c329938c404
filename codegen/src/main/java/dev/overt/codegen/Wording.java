package dev.overt.codegen;

import java.time.Duration;
import java.util.List;

/** Numbers, lengths of time and lists in English. */
final class Wording {
    private static final List<Unit> UNITS =
            List.of(new Unit("day", 86_400), new Unit("hour", 3_600), new Unit("minute", 60), new Unit("second", 1));

    private Wording() {}

    /** A unit of time. */
    private record Unit(String name, long seconds) {}

    /** In the largest unit of which it is a whole number: {@code 1 hour}, {@code 90 seconds}. */
    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        for (Unit unit : UNITS) {
            if (seconds >= unit.seconds && seconds % unit.seconds == 0) {
                return count(seconds / unit.seconds, unit.name);
            }
        }
        return "0 seconds";
    }

    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    static String times(int number) {
        return number == 1 ? "once" : number == 2 ? "twice" : number + " times";
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}; the same with another last word. */
    static Prose list(List<Prose> items, String last) {
        if (items.size() < 2) {
            return Prose.join("", items);
        }
        Prose first = Prose.join(", ", items.subList(0, items.size() - 1));
        return Prose.of("{} " + last + " {}", first, items.get(items.size() - 1));
    }

    static Prose codes(List<String> words, String last) {
        return list(words.stream().map(Prose::code).toList(), last);
    }
}
