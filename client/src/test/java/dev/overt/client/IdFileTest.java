package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An install id in a file of its own, and events without one. */
@ParameterizedClass
@EnumSource(Platform.class)
final class IdFileTest {
    private static final String ID = "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b";
    private static final Event CALL = Event.onCall("called", Property.flag("well"));
    private static final Policy POLICY = builder().idFile("~/.ids/machine-id").build();

    private final Platform platform;

    @TempDir
    Path home;

    private Path file = Path.of("");

    IdFileTest(Platform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void locate() throws IOException {
        home = platform.home(home);
        file = home.resolve(".ids/machine-id");
    }

    private static Policy.Builder builder() {
        return Policy.builder("ids", "Ids", InitRunnerPolicy.MANIFEST)
                .on()
                .debugWhenTruthy("IDS_DEBUG")
                .state("~/.ids/telemetry.json")
                .events(CALL);
    }

    private Installation installation() {
        return Installation.of(POLICY, home, new Surroundings());
    }

    private @Nullable String settle() throws IOException {
        return installation().settle(installation().read());
    }

    private void store(String content) throws IOException {
        Files.createDirectories(home.resolve(".ids"));
        Files.writeString(file, content, StandardCharsets.ISO_8859_1);
    }

    private String run(Policy policy) throws IOException {
        try (Telemetry telemetry = Telemetry.open(policy, "1", new FakeSurroundings(home))) {
            telemetry.record(CALL, true);
        }
        Path spool = home.resolve(".ids/telemetry-spool");
        StringBuilder events = new StringBuilder();
        if (Files.isDirectory(spool)) {
            try (Stream<Path> files = Files.list(spool)) {
                for (Path each : files.toList()) {
                    events.append(Files.readString(each));
                    Files.delete(each);
                }
            }
        }
        return events.toString();
    }

    @Test
    void settle_createsTheFile_forItsOwnerAlone_andLeavesTheStateWithoutAnId() throws IOException {
        platform.assumePermissions();
        String id = String.valueOf(settle());
        assertThat(Files.readString(file))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\n");
        assertThat(id).isEqualTo(Files.readString(file).trim().replace("-", ""));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(settle()).isEqualTo(id).isEqualTo(installation().installId(State.NONE));
        assertThat(run(POLICY)).contains("\"install\":\"" + id + "\"");
        assertThat(home.resolve(".ids/telemetry.json"))
                .content()
                .contains("first_run_reported")
                .doesNotContain("install_id", "delete_secret");
        assertThat(installation().proof()).isNull();
    }

    @Test
    void settle_takesTheIdThatIsThere_howeverItIsWritten() throws IOException {
        String uuid = "3f2b0c5e-9a7d-4e1f-8b6c-2d1a0e9f8c7b";
        for (String each : List.of(
                ID,
                ID + "\n",
                "  " + ID + "\r\n",
                ID.toUpperCase(Locale.ROOT),
                uuid,
                uuid.toUpperCase(Locale.ROOT) + "\n")) {
            store(each);
            assertThat(settle()).as(each).isEqualTo(ID);
            assertThat(file).hasContent(each);
        }
    }

    @Test
    void settle_replacesAnythingElse() throws IOException {
        for (String each : List.of(
                "",
                "none",
                ID + "0",
                ID.substring(1),
                ID + "\n" + ID,
                "3f2b0c5e9-a7d-4e1f-8b6c-2d1a0e9f8c7b",
                "3f2b0c5e-9a7d-4e1f-8b6c-2d1a-e9f8c7b",
                "\u00ff\u00fe" + ID,
                ID + " ".repeat(256))) {
            store(each);
            String id = settle();
            assertThat(id).as(each).matches("[0-9a-f]{32}").isNotEqualTo(ID);
            assertThat(settle()).isEqualTo(id);
        }
    }

    @Test
    void settle_agreesOnOneId_amongManyAtOnce_whateverWasThere() throws Exception {
        for (int round = 0; round < 20; round++) {
            if (round % 2 == 0) {
                store("none");
            } else {
                Files.deleteIfExists(file);
            }
            ExecutorService threads = Executors.newFixedThreadPool(16);
            CountDownLatch start = new CountDownLatch(1);
            List<Future<@Nullable String>> futures = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return settle();
                }));
            }
            start.countDown();
            HashSet<@Nullable String> ids = new HashSet<>();
            for (Future<@Nullable String> each : futures) {
                ids.add(each.get());
            }
            threads.shutdownNow();
            assertThat(ids).containsExactly(settle());
        }
        try (Stream<Path> files = Files.list(home.resolve(".ids"))) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .noneMatch(each -> each.startsWith(".machine-id"));
        }
    }

    @Test
    void nothingIsRecorded_andTheFileStays_whereItIsNotToBeUsed() throws Exception {
        platform.assumeMachine();
        store(ID);
        Path real = Files.move(file, home.resolve("real"));
        for (String each : List.of("a symbolic link", "one to nowhere", "a directory", "a pipe")) {
            switch (each) {
                case "a symbolic link" -> Files.createSymbolicLink(file, real);
                case "one to nowhere" -> Files.createSymbolicLink(file, home.resolve("nowhere"));
                case "a directory" -> Files.createDirectory(file);
                default ->
                    assertThat(new ProcessBuilder("mkfifo", file.toString())
                                    .start()
                                    .waitFor())
                            .isZero();
            }
            assertThatThrownBy(this::settle).as(each).isInstanceOf(IOException.class);
            assertThat(run(POLICY)).as(each).isEmpty();
            assertThat(installation().installId(State.NONE)).as(each).isNull();
            assertThatThrownBy(() -> installation().renew()).as(each).isInstanceOf(IOException.class);
            assertThat(real).hasContent(ID);
            Files.delete(file);
        }
    }

    @Test
    void nothingIsRecorded_whereTheFileOrItsDirectoryIsSomebodyElses() throws IOException {
        platform.assumeMachine();
        store(ID);
        assertThat(run(POLICY)).contains(ID);
        if ("root".equals(System.getProperty("user.name"))) {
            Files.setAttribute(file, "unix:uid", 12_345);
            assertThat(run(POLICY)).isEmpty();
            Files.setAttribute(file, "unix:uid", Files.getAttribute(home, "unix:uid"));
            assertThat(run(POLICY)).contains(ID);
        } else {
            // Only root can give files away; others can at least take the right to read them.
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"));
            assertThat(run(POLICY)).isEmpty();
        }
    }

    @Test
    void renew_replacesTheId_whateverIsInTheFile_andSaysWhereThereIsNone() throws IOException {
        assertThat(installation().renew()).isNull();
        store(ID);
        String renewed = installation().renew();
        assertThat(renewed).matches("[0-9a-f]{32}").isNotEqualTo(ID).isEqualTo(settle());
        store("none");
        assertThat(installation().renew()).isEqualTo(settle());
        Files.delete(file);
        assertThat(settle()).isNotEqualTo(renewed);
    }

    @Test
    void events_carryNoInstallId_andNoneIsMade_whereTheProductHasNone() throws IOException {
        for (Policy policy :
                List.of(builder().idPerEvent().build(), builder().noId().build())) {
            Installation without = Installation.of(policy, home, new Surroundings());
            without.grant(1);
            assertThat(run(policy))
                    .startsWith("{\"id\":")
                    .contains("\"event\":\"called\",\"at_millis\"")
                    .doesNotContain("install");
            assertThat(home.resolve(".ids/telemetry.json"))
                    .content()
                    .contains("granted")
                    .doesNotContain("install_id", "secret");
            assertThat(without.installId(without.read())).isNull();
            assertThat(without.proof()).isNull();
            assertThat(without.renew()).isNull();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void events_areRecorded_whereTheProductHasNoId_andNothingCanBeStored() throws IOException {
        Files.createDirectories(home.resolve(".ids/telemetry.lock"));
        assertThat(run(builder().noId().build())).contains("\"called\"");
    }

    @Test
    void debug_showsTheIdOfTheFile_andMakesNone() throws IOException {
        FakeSurroundings surroundings = new FakeSurroundings(home);
        surroundings.environment.put("IDS_DEBUG", "1");
        Telemetry.open(POLICY, "1", surroundings).record(CALL, true);
        assertThat(file).doesNotExist();
        store(ID);
        Telemetry.open(POLICY, "1", surroundings).record(CALL, true);
        Telemetry.open(builder().noId().build(), "1", surroundings).record(CALL, true);
        String[] lines = surroundings.errors.toString(StandardCharsets.UTF_8).split("\n", -1);
        assertThat(lines[0]).contains("\"install\":\"(not yet generated)\"");
        assertThat(lines[1]).contains("\"install\":\"" + ID + "\"");
        assertThat(lines[2]).contains("\"event\":\"called\"").doesNotContain("install");
    }
}
