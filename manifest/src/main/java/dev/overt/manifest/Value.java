package dev.overt.manifest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One value in a manifest, with its place and path.
 *
 * <p>Reading never fails: what is not as it must be is reported, and read as empty or as the given fallback. At most
 * one problem is reported of a value, and none of an absent one, so that one mistake makes one message.
 */
final class Value {
    private static final Map<String, Boolean> ON_OFF = new TreeMap<>(Map.of("on", true, "off", false));
    private static final Map<String, Boolean> TRUE_FALSE = new TreeMap<>(Map.of("true", true, "false", false));
    private static final Set<String> NULLS = Set.of("null", "Null", "NULL", "~", "");
    private static final int MAX_TEXT_CHARACTERS = 2000;
    private static final int MAX_WORD_CHARACTERS = 100;

    private final @Nullable Node node;
    private final Place place;
    private final String path;
    private final Problems problems;
    private @Nullable List<Value> items;
    private boolean reported;

    Value(Node node, Place place, String path, Problems problems) {
        this.node = node;
        this.place = place;
        this.path = path;
        this.problems = problems;
    }

    private Value(String path, Problems problems) {
        this.node = null;
        this.place = Place.START;
        this.path = path;
        this.problems = problems;
    }

    static Value absent(String path, Problems problems) {
        return new Value(path, problems);
    }

    boolean isPresent() {
        return node != null;
    }

    /** Keys from the root of the file, with dots between them, in backquotes. */
    String path() {
        return path.isEmpty() ? "The file" : Problems.quote(path);
    }

    /** Text of one or more lines. */
    String text() {
        if (node == null) {
            return "";
        }
        if (!(node instanceof ScalarNode scalar)) {
            wrongKind("text");
            return "";
        }
        String text = scalar.getValue().strip();
        if (text.isEmpty() || isNull(scalar)) {
            error(Rule.EMPTY, path() + " is empty.", "Write a value, or remove the key if it is not needed.");
        } else if (text.length() > MAX_TEXT_CHARACTERS) {
            error(Rule.TOO_LONG, path() + " is longer than 2000 characters.", "Shorten it.");
        } else if (text.codePoints().anyMatch(point -> point != '\n' && isInvisible(point))) {
            error(
                    Rule.INVISIBLE,
                    path() + " has an invisible character.",
                    "Remove it; only line breaks may stand here.");
        }
        return text;
    }

    /** Text on one line, at most 100 characters long, without white space around it. */
    String word() {
        String word = text();
        boolean padded = node instanceof ScalarNode scalar && scalar.getValue().length() > word.length();
        if (word.indexOf('\n') >= 0) {
            error(Rule.LINE_BREAK, path() + " has a line break.", "Write it on one line.");
        } else if (word.length() > MAX_WORD_CHARACTERS) {
            error(Rule.TOO_LONG, path() + " is longer than 100 characters.", "Shorten it.");
        } else if (padded) {
            error(Rule.SPACE, path() + " begins or ends with white space.", "Remove it; after `>` and `|`, write `-`.");
        }
        return word;
    }

    /** A word that looks as it must. */
    String word(Form form) {
        String word = word();
        if (!reported && !form.matches(word)) {
            error(Rule.FORM, Problems.quote(word) + " is not " + form.noun() + ".", "Write " + form.mend() + ".");
        }
        return word;
    }

    /** What the word stands for among {@code choices}; null after a problem or where absent. */
    <T> @Nullable T oneOf(Map<String, T> choices) {
        String word = word();
        T chosen = choices.get(word);
        if (chosen == null) {
            error(
                    Rule.CHOICE,
                    Problems.quote(word) + " cannot stand in " + path() + ".",
                    Closest.hint(word, choices.keySet()) + "Write one of: " + list(choices.keySet()) + ".");
        }
        return chosen;
    }

    <T> T oneOf(Map<String, T> choices, T fallback) {
        T chosen = oneOf(choices);
        return chosen == null ? fallback : chosen;
    }

    boolean onOrOff(boolean fallback) {
        return oneOf(ON_OFF, fallback);
    }

    boolean trueOrFalse(boolean fallback) {
        return oneOf(TRUE_FALSE, fallback);
    }

    long wholeNumber(long fallback) {
        String word = word(Form.WHOLE_NUMBER);
        return node == null || reported ? fallback : Long.parseLong(word);
    }

    /** A whole number from {@code min} to {@code max}. */
    long wholeNumber(long fallback, long min, long max) {
        long number = wholeNumber(fallback);
        if (node != null && !reported && (number < min || number > max)) {
            error(Rule.RANGE, path() + " is " + number + ".", "Write a number from " + min + " to " + max + ".");
        }
        return reported ? fallback : number;
    }

    BigDecimal number(BigDecimal fallback) {
        String word = word(Form.NUMBER);
        return node == null || reported ? fallback : new BigDecimal(word);
    }

    List<Value> items() {
        if (items == null) {
            items = new ArrayList<>();
            if (node instanceof SequenceNode sequence) {
                sequence.getValue().forEach(this::addItem);
            } else {
                wrongKind("a list");
            }
        }
        return items;
    }

    /** The words of a list, each at most once. */
    List<String> words() {
        Set<String> words = new LinkedHashSet<>();
        for (Value item : items()) {
            String word = item.word();
            if (!words.add(word)) {
                item.error(Rule.DUPLICATE, Problems.quote(word) + " stands in " + path() + " twice.", "Remove one.");
            }
        }
        return List.copyOf(words);
    }

    /** The texts of a list. */
    List<String> texts() {
        return items().stream().map(Value::text).toList();
    }

    /** A mapping of names to texts. */
    List<Statement> statements() {
        return mapping().entries().stream()
                .map(entry -> new Statement(entry.key().word(), entry.value().text()))
                .toList();
    }

    Mapping mapping() {
        if (node instanceof MappingNode mapping) {
            return new Mapping(mapping, place, path, problems);
        }
        if (node != null) {
            wrongKind("a mapping (`key: value`)");
        }
        return Mapping.absent(path, problems);
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    /** Whether a problem was found in the value itself. */
    boolean isWrong() {
        return reported;
    }

    void error(Rule rule, String what, String mend) {
        if (node != null && !reported) {
            reported = true;
            problems.add(place, rule, path, what, mend);
        }
    }

    /** Whether a code point shows nothing, or changes how others show; the joiners of letters and emoji may stay. */
    static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> codePoint != 0x200C && codePoint != 0x200D;
            default -> false;
        };
    }

    static String list(Collection<String> words) {
        return "`" + String.join("`, `", words) + "`";
    }

    /** Whether YAML reads it as nothing, {@code null} or {@code ~}. */
    private static boolean isNull(ScalarNode scalar) {
        return scalar.isPlain() && NULLS.contains(scalar.getValue());
    }

    private void addItem(Node item) {
        items().add(new Value(item, Place.of(item), path + "[" + (items().size() + 1) + "]", problems));
    }

    private void wrongKind(String wanted) {
        error(Rule.KIND, path() + " is " + kind() + " and must be " + wanted + ".", "Write " + wanted + ".");
    }

    private String kind() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isBlank() || isNull(scalar) ? "empty" : "text";
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }
}
