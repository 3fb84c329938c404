package dev.overt.codegen;

import dev.overt.manifest.Consent;
import dev.overt.manifest.Destination;
import dev.overt.manifest.Event;
import dev.overt.manifest.Explanation;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.PreferenceFile;
import dev.overt.manifest.Product;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import dev.overt.manifest.Statement;
import dev.overt.manifest.Surface;
import dev.overt.manifest.Trigger;
import dev.overt.manifest.Variable;
import dev.overt.manifest.Web;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts that would be something else than text if a page did not escape them, in all places that take free text. */
final class HostileText {
    /** What means something in Markdown or in HTML, alone and among words. */
    static final List<String> PIECES = List.of(
            "|",
            "\\|",
            "\\",
            "\\\\|",
            "`",
            "``",
            "` `",
            "<script>alert(1)</script>",
            "</code></td><img src=x onerror=y>",
            "](javascript:x)",
            "[a](javascript:x)",
            "![a](x)",
            "[a]: x",
            "*",
            "**",
            "***",
            "_",
            "__a__",
            "~~~",
            "```",
            "~~a~~",
            "\n",
            "\n\n",
            "\n# a",
            "\n- a",
            "\n1. a",
            "\n    a",
            "\n---\n",
            "\n===",
            "\n|---|---|\n",
            "#",
            "##",
            "# a #",
            "1.",
            "1) a",
            "-",
            "+",
            "- a",
            "+ a",
            ":---",
            "=",
            "> a",
            "&lt;",
            "&amp;",
            "&#124;",
            "&",
            "<",
            ">",
            "<!--",
            "-->",
            "<?x",
            "<a@b.c>",
            "<https://a.b>",
            "https://a.b/?c",
            "www.a.b",
            "\"",
            "'",
            "{}",
            "{",
            "$a$",
            "!",
            "%",
            "\u00a0",
            "\u3000",
            " ",
            "é",
            "\u0627\u0644",
            "😀",
            "\u200d",
            "a",
            "word",
            "A sentence.",
            "(b)");

    private final Random random;

    HostileText(long seed) {
        random = new Random(seed);
    }

    /** As the reader hands on a text: neither empty nor with spaces around it. */
    String text() {
        String text = "";
        while (text.isEmpty()) {
            StringBuilder pieces = new StringBuilder();
            for (int i = random.nextInt(6); i >= 0; i--) {
                pieces.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextBoolean() ? " " : "");
            }
            text = pieces.toString().strip();
        }
        return text;
    }

    /** A text on one line. */
    String word() {
        return text().replace('\n', 'n');
    }

    List<String> words(int count) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(word());
        }
        return words;
    }

    List<Statement> statements() {
        return List.of(new Statement(word(), text()), new Statement(word(), text()));
    }

    /** {@code base} with other texts of the maintainers. */
    Manifest manifest(Manifest base) {
        List<Event> events = new ArrayList<>(base.events());
        events.replaceAll(each -> new Event(
                each.name(), text(), text(), each.trigger(), each.expires(), words(2), properties(each.properties())));
        if (base.surfaces().contains(Surface.TOOL)) {
            events.add(new Event(
                    "free_text",
                    text(),
                    text(),
                    Trigger.CALL,
                    null,
                    words(2),
                    List.of(
                            property("set", new PropertyType.Enumeration(words(3), word())),
                            property("list", new PropertyType.WordList(words(2), null, 5)),
                            property("counts", new PropertyType.WordCounts(words(2), word(), 5)),
                            property("name", new PropertyType.Name(60, words(1))),
                            property("text", new PropertyType.Text(60, text())),
                            property("sql", new PropertyType.Sql(60, text())))));
        }
        return new Manifest(
                new Product("id", word(), "https://a.b/" + word(), "command"),
                new Explanation(List.of(text(), text()), statements(), statements(), statements()),
                consent(base),
                base.identity(),
                base.common(),
                events,
                words(4),
                base.delivery(),
                base.destinations().stream().map(this::destination).toList(),
                base.retention(),
                base.web() == null
                        ? null
                        : new Web(
                                word(),
                                text(),
                                word(),
                                word(),
                                "key",
                                base.web().refusedBefore()),
                base.marker() == null ? null : "/a/" + word(),
                statements());
    }

    private List<Property> properties(List<Property> properties) {
        return properties.stream()
                .map(each -> new Property(
                        each.name(), each.type(), each.fact(), each.optional(), text(), each.expires(), words(2)))
                .toList();
    }

    private Property property(String name, PropertyType type) {
        return new Property(name, type, null, true, text(), null, words(1));
    }

    private Destination destination(Destination base) {
        String privacy = "https://a.b/" + word();
        return new Destination(base.id(), base.type(), word(), base.url(), word(), privacy);
    }

    private Consent consent(Manifest base) {
        Consent consent = base.consent();
        return new Consent(
                consent.mode(),
                consent.covers(),
                new Consent.Ask(word(), text(), word()),
                consent.inCi(),
                consent.withoutTerminal(),
                words(2),
                List.of(new Variable.Switch("NAME", words(2), words(2), false)),
                List.of(new PreferenceFile("~/" + word(), "a.b", words(1), words(1), text())),
                words(2),
                consent.state());
    }
}
