package dev.overt.manifest;

import java.util.List;

/** What came of reading a manifest. */
public sealed interface Reading {

    /**
     * The file is a manifest. {@link Lint} tells what could be better in it.
     *
     * @param places where each path of the file stands
     */
    record Accepted(Manifest manifest, Places places) implements Reading {}

    /** The file is not a manifest; {@code problems} are all that was found, in the order of the file, an error at least. */
    record Refused(List<Problem> problems) implements Reading {
        /** Makes the list immutable. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
