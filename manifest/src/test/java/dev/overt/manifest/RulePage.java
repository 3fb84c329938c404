package dev.overt.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page of a rule, taken apart.
 *
 * @param line of the example, which trips the rule
 * @param example top-level keys that replace those of {@code minimal.yaml}, or are added to them
 * @param mended the same without the mistake
 */
record RulePage(int line, String example, String mended) {
    private static final Pattern LINE = Pattern.compile("\nLine (\\d+) trips it:\n");
    private static final Pattern FENCE = Pattern.compile("```yaml\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("([a-z-]+):");
    private static final Path MINIMAL = Path.of("src/test/resources/minimal.yaml");

    static RulePage of(Rule rule) {
        Matcher line = LINE.matcher(rule.page());
        if (!line.find()) {
            throw new IllegalArgumentException("no line in the page of " + rule.id());
        }
        List<String> fences = FENCE.matcher(rule.page())
                .results()
                .map(fence -> fence.group(1))
                .toList();
        return new RulePage(Integer.parseInt(line.group(1)), whole(fences.get(0)), whole(fences.get(1)));
    }

    /** A whole manifest that begins with {@code fragment}. */
    static String whole(String fragment) {
        Map<String, String> sections = sections(minimal());
        sections(fragment).keySet().forEach(sections::remove);
        return fragment + String.join("", sections.values());
    }

    /** The top-level keys, each with its lines. */
    private static Map<String, String> sections(String yaml) {
        Map<String, String> sections = new LinkedHashMap<>();
        String key = "";
        for (String line : yaml.split("(?<=\n)", -1)) {
            Matcher start = KEY.matcher(line);
            key = start.lookingAt() ? start.group(1) : key;
            sections.merge(key, line, String::concat);
        }
        return sections;
    }

    static String minimal() {
        try {
            return Files.readString(MINIMAL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
