package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.scrub.Scrubber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every type on its way into the spool, into the preview, and past hostile values. */
final class RecordedTypesTest {
    private static final Event ALL = Event.onCall(
            "all",
            Property.arch("arch"),
            Property.platform("target", "elsewhere", "linux-x64", "macos-arm64"),
            Property.sessionId("session"),
            Property.number("score", 0, 1, 2),
            Property.name("model", 60),
            Property.hash("project"),
            Property.list("features", 5, null, "a", "b"),
            Property.counts("tools", 100, "other", "grep"),
            Property.text("message", 100, Scrubber.text()),
            Property.sql("statement", 100, Scrubber.sql()));
    private static final @Nullable Object[] GOOD = {
        0.125,
        "gpt-4o",
        "/home/ada/project",
        List.of("b", "a"),
        Map.of("grep", 2, "mine", 1),
        "open /etc/x",
        "SELECT a FROM b"
    };

    @TempDir
    Path home;

    private FakeSurroundings surroundings = new FakeSurroundings(Path.of("/"));

    @BeforeEach
    void freshSurroundings() {
        surroundings = new FakeSurroundings(home);
        surroundings.properties.put("os.arch", "amd64");
    }

    private static Policy policy() {
        return Policy.builder("all", "All", InitRunnerPolicy.MANIFEST)
                .on()
                .debugWhenTruthy("ALL_DEBUG")
                .events(ALL)
                .build();
    }

    private Telemetry open() {
        return Telemetry.open(policy(), "1.0", surroundings);
    }

    private Map<?, ?> record(@Nullable Object... values) throws IOException {
        try (Telemetry telemetry = open()) {
            telemetry.record(ALL, values);
        }
        Map<?, ?> event = Map.of();
        try (Stream<Path> files = Files.list(home.resolve(".all/telemetry-spool"))) {
            for (Path each :
                    files.filter(file -> file.toString().endsWith(".ready")).toList()) {
                event = JsonReader.readObject(Files.readString(each).trim());
                Files.delete(each);
            }
        }
        return event.get("properties") instanceof Map<?, ?> properties ? properties : Map.of();
    }

    private String dropped() throws IOException {
        Path file = home.resolve(".all/telemetry-spool/dropped");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private State stored() {
        return new Installation(home.resolve(".all/telemetry.json"), surroundings).read();
    }

    @Test
    void record_writesEachType() throws IOException {
        Map<?, ?> properties = record(GOOD);
        String secret = String.valueOf(stored().hashSecret());
        assertThat(properties.get("session")).asString().matches("[0-9a-f]{32}").isEqualTo(Machine.SESSION_ID);
        assertThat(properties.get("project")).isEqualTo(KeyedHash.of("/home/ada/project", secret));
        assertThat(properties.toString().replaceAll("[0-9a-f]{32}", "HEX"))
                .isEqualTo("{arch=x86_64, target=linux-x64, session=HEX, score=0.13, model=gpt-4o, project=HEX,"
                        + " features=[a, b], tools={grep=2, other=1}, message=open <path>, statement=SELECT x FROM x}");
        assertThat(dropped()).isEmpty();
        assertThat(record(GOOD).get("project")).isEqualTo(properties.get("project"));
        open().reset();
        assertThat(record(GOOD).get("project")).isNotNull().isNotEqualTo(properties.get("project"));
        assertThat(String.valueOf(open().status())).doesNotContain(secret);
    }

    /** The report of the first run holds the lock that making the secret takes. */
    @Test
    void record_hashes_inTheEventOfTheFirstRunToo() throws IOException {
        Policy policy = Policy.builder("all", "All", InitRunnerPolicy.MANIFEST)
                .on()
                .common(Property.hash("directory").of(Fact.DIRECTORY))
                .events(Event.onFirstRun("first"))
                .build();
        try (Telemetry telemetry = Telemetry.open(policy, "1.0", surroundings)) {
            telemetry.record(Event.onCall("undeclared"), "x");
        }
        assertThat(dropped()).isEqualTo("invalid_event 1\n");
    }

    @Test
    void record_dropsAndCounts_whatIsNotDeclared() throws IOException {
        Map<?, ?> properties = record(2, "https://x", 5, "a", 7, 7, null);
        assertThat(properties.keySet().toString()).isEqualTo("[arch, target, session]");
        assertThat(dropped()).isEqualTo("invalid_value 1\n".repeat(6) + "missing_property 1\n");
    }

    @Test
    void record_survivesHostileValues() throws IOException {
        Map<?, ?> properties = record(
                new Object(),
                Arrays.asList(1),
                new HostileError(),
                new HostileList(),
                new HostileMap(),
                new HostileError(),
                new Object());
        assertThat(properties.keySet().toString()).isEqualTo("[arch, target, session]");
        assertThat(dropped()).isEqualTo("invalid_value 1\n".repeat(7));
    }

    @Test
    void record_dropsTheHash_whenItsSecretCannotBeKept() throws IOException {
        record(GOOD);
        open().reset();
        Path lock = home.resolve(".all/telemetry.lock");
        Files.deleteIfExists(lock);
        Files.createDirectories(lock.resolve("full"));
        Map<?, ?> properties = record(GOOD);
        assertThat(properties.get("model")).isEqualTo("gpt-4o");
        assertThat(properties.get("project")).isNull();
        assertThat(dropped()).contains("missing_property 1\n");
        assertThat(stored().hashSecret()).isNull();
    }

    @Test
    void preview_showsEachType_andMakesNoSecret() {
        surroundings.environment.put("ALL_DEBUG", "1");
        try (Telemetry telemetry = open()) {
            telemetry.record(ALL, GOOD);
        }
        String shown = surroundings.errors.toString(StandardCharsets.UTF_8);
        assertThat(shown)
                .contains("\"score\":0.13,", "\"project\":\"(not yet generated)\"", "\"features\":[\"a\",\"b\"]")
                .contains("\"tools\":{\"grep\":2,\"other\":1}", "\"message\":\"open <path>\"");
        assertThat(home).isEmptyDirectory();
    }

    private static final class HostileList extends AbstractList<String> {
        @Override
        public String get(int index) {
            throw new AssertionError("hostile");
        }

        @Override
        public int size() {
            return get(0).length();
        }
    }

    private static final class HostileMap extends AbstractMap<String, Integer> {
        @Override
        public Set<Map.Entry<String, Integer>> entrySet() {
            return Map.copyOf(this).entrySet();
        }
    }

    private static final class HostileError extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw this;
        }
    }
}
