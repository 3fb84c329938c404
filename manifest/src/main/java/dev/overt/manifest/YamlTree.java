package dev.overt.manifest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The bytes of a file as a tree of YAML nodes. The tree is a tree: anchors and aliases, which make graphs and bombs
 * of it, are refused, as are tags, deep nesting and a second document.
 */
final class YamlTree {
    static final int MAX_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 32;

    private final LoadSettings settings;
    private final Problems problems;

    private YamlTree(String name, Problems problems) {
        this.settings = LoadSettings.builder()
                .setLabel(name)
                .setAllowNonScalarKeys(true)
                .build();
        this.problems = problems;
    }

    /** The root node, or null after a problem. */
    static @Nullable Node read(String name, byte[] bytes, Problems problems) {
        if (bytes.length > MAX_BYTES) {
            problems.add(Place.START, Rule.TOO_LARGE, "", "The file is larger than 1 MiB.", "Shorten it.");
            return null;
        }
        String text = decode(bytes, problems);
        return text == null ? null : new YamlTree(name, problems).read(text);
    }

    private static @Nullable String decode(byte[] bytes, Problems problems) {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        boolean malformed =
                StandardCharsets.UTF_8.newDecoder().decode(input, text, true).isError();
        String decoded = text.flip().toString();
        if (malformed) {
            problems.add(Place.after(decoded), Rule.ENCODING, "", "The file is not UTF-8 here.", "Save it as UTF-8.");
            return null;
        }
        return decoded;
    }

    private @Nullable Node read(String text) {
        try {
            if (!isPlain(text)) {
                return null;
            }
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add(
                        Place.START,
                        Rule.EMPTY,
                        "",
                        "The file is empty.",
                        "Write a manifest; it begins with `overt: 1`.");
            }
            return root.orElse(null);
        } catch (MarkedYamlEngineException e) {
            String context = e.getContext() == null ? "" : e.getContext() + ", ";
            refuse(Place.of(e.getProblemMark().or(e::getContextMark)), context + e.getProblem());
        } catch (ReaderException e) {
            Place place = Place.after(text.substring(0, text.offsetByCodePoints(0, e.getPosition())));
            String what = "U+%04X cannot stand in a manifest.".formatted(e.getCodePoint());
            problems.add(place, Rule.INVISIBLE, "", what, "Remove it.");
        } catch (YamlEngineException e) {
            refuse(Place.START, String.valueOf(e.getMessage()));
        }
        return null;
    }

    private void refuse(Place place, String why) {
        String reason = Problems.visible(why.lines().findFirst().orElse("unreadable"));
        problems.add(
                place,
                Rule.YAML,
                "",
                "This is not YAML: " + reason.replaceFirst("\\.+$", "") + ".",
                "Look at the indentation, the quotes and the brackets before this place.");
    }

    /** Whether the text has nothing but mappings, lists and scalars, nested moderately. Does not recurse. */
    private boolean isPlain(String text) {
        int depth = 0;
        boolean plain = true;
        for (Event event : new Parse(settings).parseString(text)) {
            Place place = Place.of(event.getStartMark());
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                problems.add(
                        place, Rule.NESTING, "", "This is nested more than 32 deep.", "Close the brackets before it.");
                return false;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            plain &= checkBare(event, place);
        }
        return plain;
    }

    private boolean checkBare(Event event, Place place) {
        if (event instanceof AliasEvent) {
            problems.add(place, Rule.ALIAS, "", "A manifest has no aliases (`*name`).", "Write the value out.");
            return false;
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            problems.add(place, Rule.ANCHOR, "", "A manifest has no anchors (`&name`).", "Remove it.");
            return false;
        }
        Optional<String> tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent collection ? collection.getTag() : Optional.empty();
        if (tag.isPresent()) {
            problems.add(place, Rule.TAG, "", "A manifest has no tags (`!name`).", "Remove it.");
        }
        return tag.isEmpty();
    }
}
