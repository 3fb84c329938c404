package dev.overt.tool;

/** A number with its noun, as a person writes it: {@code 1 event}, {@code 3 events}. */
final class Count {
    private Count() {}

    static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
