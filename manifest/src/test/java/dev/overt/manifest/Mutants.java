package dev.overt.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Manifests in which some keys or values are others. */
final class Mutants {
    static final List<String> EXAMPLES = Stream.of("initrunner", "runmat", "onecli", "ktx", "altimate")
            .map(name -> Path.of("../examples", name, "telemetry.yaml"))
            .map(Mutants::read)
            .toList();

    /** What may stand where something else stood. */
    static final List<String> VALUES = List.of(
            "null",
            "~",
            "\"\"",
            "\" \"",
            "\" x \"",
            "0",
            "1",
            "-1",
            "7",
            "007",
            "1.5",
            "1e3",
            "0x1F",
            ".inf",
            "1000000000000000000000",
            "true",
            "false",
            "True",
            "on",
            "off",
            "none",
            "forever",
            "truthy",
            "url",
            "\"1\"",
            "\"true\"",
            "\"null\"",
            "ask",
            "notice",
            "90d",
            "1h",
            "\"2027-06-30\"",
            "2027-02-30",
            "~/.tool/x.json",
            "/etc/x",
            "a.b",
            "A_B",
            "a-b",
            "spool",
            "live",
            "post",
            "install-id",
            "per-event",
            "command",
            "page-view",
            "install-start",
            "container-install",
            "enum",
            "text",
            "name",
            "bucket",
            "duration",
            "count",
            "https://a.example",
            "http://a.example?x",
            "me@example.org",
            "x",
            "é",
            "\"a\\nb\"",
            "\"a\\u0007\"",
            "[]",
            "{}",
            "[a]",
            "[1, true, null]",
            "[a, a]",
            "[[a]]",
            "[{a: b}]",
            "{a: b}",
            "{off: truthy}",
            "{off: [x]}",
            "{on: [y]}",
            "{type: boolean}",
            "{type: os}",
            "{type: text, max: 9, justification: x}",
            "{type: integer, min: 1, max: 2}");

    private static final List<String> KEYS = List.of(
            "overt",
            "product",
            "id",
            "name",
            "contact",
            "command",
            "consent",
            "default",
            "ask",
            "title",
            "text",
            "question",
            "covers",
            "in-ci",
            "quiet",
            "environment",
            "files",
            "json",
            "on",
            "off",
            "state",
            "identity",
            "kind",
            "file",
            "common",
            "events",
            "why",
            "when",
            "trigger",
            "expires",
            "properties",
            "type",
            "of",
            "values",
            "otherwise",
            "optional",
            "what",
            "min",
            "max",
            "decimals",
            "bounds",
            "keep",
            "examples",
            "justification",
            "never",
            "delivery",
            "mode",
            "every",
            "buffer",
            "collector",
            "destinations",
            "url",
            "retention",
            "raw",
            "rollups",
            "web",
            "container",
            "marker",
            "accept",
            "purpose",
            "links",
            "x",
            "X",
            "tool_start");

    private Mutants() {}

    /** The source of one node of a file. */
    private record Span(int start, int end, boolean key) {}

    /** One of the examples; the last, which is long, less often than the others. */
    static String example(Random random) {
        return EXAMPLES.get(random.nextInt(4 * EXAMPLES.size() - 3) / 4);
    }

    static String of(Random random) {
        String mutant = example(random);
        int mutations = 1 + random.nextInt(2);
        for (int i = 0; i < mutations; i++) {
            mutant = mutate(mutant, random);
        }
        return mutant;
    }

    private static String mutate(String yaml, Random random) {
        List<Span> spans = spans(yaml);
        if (spans.isEmpty()) {
            return yaml;
        }
        Span span = spans.get(random.nextInt(spans.size()));
        Span other = spans.get(random.nextInt(spans.size()));
        String moved = yaml.substring(other.start, other.end);
        String value = moved.contains("\n") || random.nextBoolean() ? pick(VALUES, random) : moved;
        return replace(yaml, span, span.key && random.nextInt(4) > 0 ? pick(KEYS, random) : value);
    }

    /** Every file that has {@code value} in place of one node of {@code yaml}. */
    static Stream<String> replacingEach(String yaml, String value) {
        return spans(yaml).stream().map(span -> replace(yaml, span, value));
    }

    private static String replace(String yaml, Span span, String value) {
        String old = yaml.substring(span.start, span.end);
        return yaml.substring(0, span.start) + value + (old.endsWith("\n") ? "\n" : "") + yaml.substring(span.end);
    }

    private static String pick(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static List<Span> spans(String yaml) {
        List<Span> spans = new ArrayList<>();
        try {
            LoadSettings settings =
                    LoadSettings.builder().setAllowNonScalarKeys(true).build();
            new Compose(settings).composeString(yaml).ifPresent(root -> add(root, false, spans));
        } catch (YamlEngineException e) {
            return List.of();
        }
        return spans;
    }

    private static void add(Node node, boolean key, List<Span> spans) {
        spans.add(new Span(
                node.getStartMark().orElseThrow().getIndex(),
                node.getEndMark().orElseThrow().getIndex(),
                key));
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> {
                add(tuple.getKeyNode(), true, spans);
                add(tuple.getValueNode(), false, spans);
            });
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> add(item, false, spans));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
