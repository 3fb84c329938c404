package dev.overt.manifest;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** A position in a file; line and column count from 1, columns in code points. */
record Place(int line, int column) {
    /** Where a file begins. */
    static final Place START = new Place(1, 1);

    static Place of(Node node) {
        return of(node.getStartMark());
    }

    /** The parser counts from 0. */
    static Place of(Optional<Mark> mark) {
        return mark.map(at -> new Place(at.getLine() + 1, at.getColumn() + 1)).orElse(START);
    }

    /** Where a file continues after {@code before}, its first part. */
    static Place after(String before) {
        int lineStart = before.lastIndexOf('\n') + 1;
        int line =
                1 + (int) before.chars().filter(character -> character == '\n').count();
        return new Place(line, 1 + before.codePointCount(lineStart, before.length()));
    }
}
