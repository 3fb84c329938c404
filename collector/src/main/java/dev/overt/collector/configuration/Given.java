package dev.overt.collector.configuration;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A value that somebody gave, and where.
 *
 * @param isList whether it was written as a list
 * @param origin where it stands, for a message: {@code FILE:LINE:COLUMN}, a variable's name, an option
 * @param base the folder that a relative path counts from
 * @param inFile whether it stands in the configuration file
 */
record Given(List<String> written, boolean isList, String origin, Path base, boolean inFile) {
    private static final Path HERE = Path.of("");

    Given {
        written = List.copyOf(written);
    }

    /** From the environment or the command line. */
    static Given of(String text, String origin) {
        return new Given(List.of(text.strip()), false, origin, HERE, false);
    }

    /** The only value; empty for a list. */
    Optional<String> text() {
        return isList ? Optional.empty() : Optional.of(written.get(0));
    }

    /** The items of a list, or of a text with commas between them. */
    List<String> items() {
        return isList
                ? written
                : Arrays.stream(written.get(0).split(",", -1))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList();
    }
}
