package dev.overt.codegen;

import java.util.List;

/** A part of a page that stands by itself. */
sealed interface Block {
    /**
     * A heading within a section.
     *
     * @param level 3 or 4
     */
    record Heading(int level, String id, Prose text) implements Block {}

    /** A paragraph. */
    record Paragraph(Prose text) implements Block {}

    /** A list. */
    record Items(boolean numbered, List<Prose> items) implements Block {
        /** Makes the list immutable. */
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A table, whose first column names the rows. */
    record Table(Prose caption, List<String> columns, List<List<Prose>> rows) implements Block {
        /** Makes the lists immutable. */
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /**
     * Lines to be shown as they are.
     *
     * @param language of the lines, for those who colour them; {@code text} for words that a person sees
     */
    record Listing(String language, String text) implements Block {}
}
