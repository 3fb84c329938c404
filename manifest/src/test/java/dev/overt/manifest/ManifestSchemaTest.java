package dev.overt.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The schema and the reader agree: what is read is valid, and what is refused for its structure is not. */
final class ManifestSchemaTest {
    private static final Path RESOURCE = Path.of("src/main/resources/dev/overt/manifest/telemetry.schema.json");
    private static final int MUTANTS = 2_200;
    /**
     * The rules that a schema expresses. The others depend on two places of the file (duplicates, order, facts,
     * surfaces), on the calendar, on invisible characters, or on YAML itself.
     */
    private static final Set<Rule> STRUCTURAL =
            EnumSet.of(Rule.UNKNOWN_KEY, Rule.MISSING_KEY, Rule.KIND, Rule.CHOICE, Rule.FORM, Rule.EMPTY, Rule.COUNT);
    /** What they do not catch of a number or a boolean without quotes: its spelling is lost before a schema sees it. */
    private static final Set<Rule> OF_SPELLING = EnumSet.of(Rule.CHOICE, Rule.FORM);

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ManifestSchema.json(), InputFormat.JSON);

    static Stream<String> files() throws IOException {
        return Stream.of(
                        Mutants.EXAMPLES.stream(),
                        RuleTest.withExample().map(rule -> RulePage.of(rule).example()),
                        RuleTest.withExample().map(rule -> RulePage.of(rule).mended()),
                        broken().stream())
                .flatMap(stream -> stream);
    }

    private static List<String> broken() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/broken"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(ManifestSchemaTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    @Test
    void resource_isTheSchema() throws IOException {
        assertThat(Files.readString(RESOURCE))
                .as("write it anew: overt schema > manifest/%s", RESOURCE)
                .isEqualTo(ManifestSchema.json());
    }

    @Test
    void schema_isOne() {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema("{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}", InputFormat.JSON);
        assertThat(meta.validate(ManifestSchema.json(), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void schema_agreesWithTheReader_onFiles(String yaml) {
        checkAgreement(yaml, yaml);
    }

    @Test
    void schema_agreesWithTheReader_onMutants() {
        Map<String, Integer> seen = new HashMap<>();
        for (long seed = 0; seed < MUTANTS; seed++) {
            String yaml = Mutants.of(new Random(seed));
            seen.merge(checkAgreement("seed " + seed + ":\n" + yaml, yaml), 1, Integer::sum);
        }
        assertThat(seen.getOrDefault("accepted", 0)).isGreaterThan(MUTANTS / 20);
        assertThat(seen.getOrDefault("refused", 0)).isGreaterThan(MUTANTS / 4);
    }

    private static String checkAgreement(String about, String yaml) {
        byte[] bytes = yaml.getBytes(UTF_8);
        String json = YamlJson.of(bytes);
        if (json == null) {
            return "not YAML";
        }
        Reading reading = ManifestReader.read("telemetry.yaml", bytes);
        List<Error> errors = SCHEMA.validate(
                json,
                InputFormat.JSON,
                (ExecutionContext context) -> context.executionConfig(config -> config.failFast(true)));
        if (reading instanceof Reading.Accepted) {
            assertThat(errors).as(about).isEmpty();
            return "accepted";
        }
        Set<Place> resolved = resolved(bytes);
        List<Problem> structural = ((Reading.Refused) reading)
                .problems().stream()
                        .filter(problem -> STRUCTURAL.contains(problem.rule()))
                        .filter(problem -> !OF_SPELLING.contains(problem.rule())
                                || !resolved.contains(new Place(problem.line(), problem.column())))
                        .toList();
        if (structural.isEmpty()) {
            return "refused for another reason";
        }
        assertThat(errors).as(structural + "\n" + about).isNotEmpty();
        return "refused";
    }

    /** Where an editor sees a number or a boolean. */
    private static Set<Place> resolved(byte[] yaml) {
        Set<Place> places = new HashSet<>();
        addResolved(Objects.requireNonNull(YamlTree.read("", yaml, new Problems(""))), places);
        return places;
    }

    private static void addResolved(Node node, Set<Place> places) {
        if (node instanceof ScalarNode scalar && YamlJson.isResolved(scalar)) {
            places.add(Place.of(scalar));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> addResolved(item, places));
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> addResolved(tuple.getValueNode(), places));
        }
    }
}
