package dev.overt.codegen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text of one paragraph, item or cell. */
record Prose(List<Span> spans) {
    static final Prose NOTHING = new Prose(List.of());

    /** Makes the list immutable. */
    Prose {
        spans = List.copyOf(spans);
    }

    /**
     * What {@code template} says: each {@code {}} stands for the next of {@code parts}, and what is between backquotes
     * is code.
     *
     * @param parts spans, proses, or anything else, whose text is plain
     */
    static Prose of(String template, Object... parts) {
        List<Span> spans = new ArrayList<>();
        int taken = 0;
        String[] pieces = template.split("`", -1);
        for (int i = 0; i < pieces.length; i++) {
            if (i % 2 == 1) {
                spans.add(new Span.Code(pieces[i]));
                continue;
            }
            String[] between = pieces[i].split("\\{\\}", -1);
            for (int j = 0; j < between.length; j++) {
                if (j > 0) {
                    add(spans, parts[taken++]);
                }
                add(spans, between[j]);
            }
        }
        return new Prose(spans);
    }

    static Prose code(String text) {
        return new Prose(List.of(new Span.Code(text)));
    }

    static Prose theirs(String text) {
        return new Prose(List.of(new Span.Theirs(text)));
    }

    /** The words as code, with commas between them. */
    static Prose codes(List<String> words) {
        return join(", ", words.stream().map(Prose::code).toList());
    }

    /** One sentence after the other; those that say nothing are left out. */
    static Prose sentences(Prose... sentences) {
        return join(
                " ", Arrays.stream(sentences).filter(each -> !each.isEmpty()).toList());
    }

    static Prose join(String separator, List<Prose> proses) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < proses.size(); i++) {
            add(spans, i == 0 ? "" : separator);
            spans.addAll(proses.get(i).spans);
        }
        return new Prose(spans);
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    private static void add(List<Span> spans, Object part) {
        if (part instanceof Prose prose) {
            spans.addAll(prose.spans);
        } else if (part instanceof Span span) {
            spans.add(span);
        } else if (!part.toString().isEmpty()) {
            spans.add(new Span.Plain(part.toString()));
        }
    }
}
