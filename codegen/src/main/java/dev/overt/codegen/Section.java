package dev.overt.codegen;

import java.util.ArrayList;
import java.util.List;

/** A titled part of the page, which is put together block by block. Not thread-safe. */
final class Section {
    private final String id;
    private final String title;
    private final List<Block> blocks = new ArrayList<>();

    Section(String id, String title) {
        this.id = id;
        this.title = title;
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    List<Block> blocks() {
        return List.copyOf(blocks);
    }

    Section heading(int level, String id, Prose text) {
        blocks.add(new Block.Heading(level, id, text));
        return this;
    }

    /** Adds a paragraph, written as {@link Prose#of} reads it. */
    Section paragraph(String template, Object... parts) {
        return paragraph(Prose.of(template, parts));
    }

    /** Adds a paragraph, unless it says nothing. */
    Section paragraph(Prose text) {
        if (!text.isEmpty()) {
            blocks.add(new Block.Paragraph(text));
        }
        return this;
    }

    /** Adds a list, unless it is empty. */
    Section items(List<Prose> items) {
        return items(false, items);
    }

    /** Adds a numbered list, unless it is empty. */
    Section numbered(List<Prose> items) {
        return items(true, items);
    }

    /** Adds a table, unless it is empty. */
    Section table(Prose caption, List<String> columns, List<List<Prose>> rows) {
        if (!rows.isEmpty()) {
            blocks.add(new Block.Table(caption, columns, rows));
        }
        return this;
    }

    Section listing(String language, String text) {
        blocks.add(new Block.Listing(language, text));
        return this;
    }

    private Section items(boolean numbered, List<Prose> items) {
        if (!items.isEmpty()) {
            blocks.add(new Block.Items(numbered, items));
        }
        return this;
    }
}
