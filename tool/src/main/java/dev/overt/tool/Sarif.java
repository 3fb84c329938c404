package dev.overt.tool;

import dev.overt.manifest.JsonText;
import dev.overt.manifest.Problem;
import dev.overt.manifest.Rule;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Problems as a report in SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format). */
final class Sarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final Path folder;
    /** Those that were tripped, each once; results refer to their positions. */
    private final List<Rule> rules;

    private Sarif(List<Problem> problems, Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.rules = problems.stream().map(Problem::rule).distinct().sorted().toList();
    }

    /**
     * The report, in ASCII, so that no terminal changes it.
     *
     * @param version of Overt
     * @param folder paths of files in it are relative to it
     */
    static String of(List<Problem> problems, String version, Path folder) {
        Sarif sarif = new Sarif(problems, folder);
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "overt");
        driver.put("version", version);
        driver.put("rules", sarif.rules.stream().map(Sarif::rule).toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "unicodeCodePoints");
        run.put("results", problems.stream().map(sarif::result).toList());
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("$schema", SCHEMA);
        report.put("version", "2.1.0");
        report.put("runs", List.of(run));
        return ascii(JsonText.indented(report));
    }

    private static Map<String, Object> rule(Rule rule) {
        Map<String, Object> help = new LinkedHashMap<>();
        help.put("text", rule.page());
        help.put("markdown", rule.page());
        Map<String, Object> descriptor = new LinkedHashMap<>();
        descriptor.put("id", rule.id());
        descriptor.put("shortDescription", Map.of("text", rule.title() + "."));
        descriptor.put("help", help);
        descriptor.put("defaultConfiguration", Map.of("level", level(rule)));
        return descriptor;
    }

    private Map<String, Object> result(Problem problem) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", problem.rule().id());
        result.put("ruleIndex", rules.indexOf(problem.rule()));
        result.put("level", level(problem.rule()));
        result.put("message", Map.of("text", problem.what() + " " + problem.mend()));
        result.put("locations", List.of(location(problem)));
        result.put("suppressions", suppressions(problem));
        return result;
    }

    private Map<String, Object> location(Problem problem) {
        Map<String, Object> region = new LinkedHashMap<>();
        region.put("startLine", problem.line());
        region.put("startColumn", problem.column());
        Map<String, Object> physical = new LinkedHashMap<>();
        physical.put("artifactLocation", Map.of("uri", uri(problem.file())));
        physical.put("region", region);
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("physicalLocation", physical);
        if (!problem.path().isEmpty()) {
            location.put("logicalLocations", List.of(Map.of("fullyQualifiedName", problem.path())));
        }
        return location;
    }

    private static List<Object> suppressions(Problem problem) {
        List<Object> suppressions = new ArrayList<>();
        if (problem.accepted() != null) {
            Map<String, Object> suppression = new LinkedHashMap<>();
            suppression.put("kind", "inSource");
            suppression.put("status", "accepted");
            suppression.put("justification", problem.accepted());
            suppressions.add(suppression);
        }
        return suppressions;
    }

    private static String level(Rule rule) {
        return rule.severity().name().toLowerCase(Locale.ROOT);
    }

    /** Relative in the folder, absolute elsewhere. */
    private String uri(String file) {
        Path path = Path.of(file).toAbsolutePath().normalize();
        if (!path.startsWith(folder)) {
            return path.toUri().toString();
        }
        try {
            String relative = folder.relativize(path).toString().replace('\\', '/');
            String rooted = new URI(null, null, "/" + relative, null).toASCIIString();
            return rooted.substring(1).replace(":", "%3A");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(file, e);
        }
    }

    private static String ascii(String json) {
        StringBuilder ascii = new StringBuilder();
        json.chars().forEach(unit -> {
            if (unit < 0x7F) {
                ascii.append((char) unit);
            } else {
                ascii.append("\\u%04x".formatted(unit));
            }
        });
        return ascii.toString();
    }
}
