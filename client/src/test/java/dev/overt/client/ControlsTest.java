package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees and does by a command. */
final class ControlsTest {
    @TempDir
    Path home;

    private FakeSurroundings surroundings = new FakeSurroundings(Path.of("/"));
    private FakeCollector collector = UploaderTest.fakeCollector();

    @BeforeEach
    void surround() {
        surroundings = new FakeSurroundings(home);
        surroundings.environment.put(
                "INITRUNNER_TELEMETRY_COLLECTOR", collector.address().toString());
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    private Telemetry open() {
        return open(InitRunnerPolicy.builder());
    }

    private Telemetry open(Policy.Builder policy) {
        return Telemetry.open(policy.build(), "1.0", surroundings);
    }

    private void record(int events) {
        Telemetry telemetry = open();
        telemetry.begin("run");
        for (int i = 0; i < events; i++) {
            telemetry.record(InitRunnerPolicy.CALL, "short", 3, true);
        }
        seal();
    }

    /** As a run ends, but without an uploader of its own. */
    private void seal() {
        try (Stream<Path> files = Files.list(spool())) {
            for (Path each :
                    files.filter(file -> file.toString().endsWith(".open")).toList()) {
                Files.move(each, Path.of(each.toString().replace(".open", ".ready")));
            }
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private Path spool() {
        return home.resolve(".initrunner/telemetry-spool");
    }

    private Path state() {
        return home.resolve(".initrunner/telemetry.json");
    }

    private Path sentLog() {
        return home.resolve(".initrunner/telemetry-sent.jsonl");
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> elements ? elements : List.of();
    }

    private String says(String name) {
        return list(open().status().get("switches")).stream()
                .map(each -> (Map<?, ?>) each)
                .filter(each -> String.valueOf(each.get("name")).endsWith(name))
                .map(each -> each.get("kind") + " " + each.get("says"))
                .findFirst()
                .orElse("none");
    }

    @Test
    void status_saysWhatDecides_andWritesNothing() {
        assertThat(open().status())
                .containsEntry("on", false)
                .containsEntry("reason", "undecided")
                .containsEntry("decided_by", "the default")
                .containsEntry("sentence", "you have not been asked yet")
                .containsEntry("identity", "install-id")
                .containsEntry("state", state().toString())
                .containsEntry("delivery", "spool")
                .containsEntry("waiting", 0L)
                .containsEntry("dropped", Map.of())
                .containsEntry("collector", collector.address().url())
                .doesNotContainKeys("install_id", "last_upload");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void status_countsWhatWaitsAndWhatWasDropped_alsoInAnUploadThatWasBegun() throws IOException {
        open().enable();
        record(2);
        Files.writeString(spool().resolve("dropped"), "too_old 2\nunknown_value 1\n");
        Batch.next(new Spool(spool(), surroundings), surroundings);
        Files.writeString(spool().resolve("dropped"), "too_old 1\n");
        assertThat(open().status())
                .containsEntry("waiting", 3L)
                .containsEntry("dropped", Map.of("too_old", 3L, "unknown_value", 1L))
                .containsEntry("install_id", open().status().get("install_id"));
    }

    @Test
    void status_saysHowTheLastUploadEnded() throws IOException {
        open().enable();
        record(1);
        open().upload();
        long now = surroundings.nowMillis;
        assertThat(open().status()).containsEntry("last_upload", Map.of("at_millis", now, "sent", 2L, "refused", 0L));
        record(1);
        collector.status = 503;
        assertThatThrownBy(() -> open().upload()).isInstanceOf(IOException.class);
        assertThat(open().status())
                .containsEntry(
                        "last_upload",
                        Map.of("at_millis", now, "sent", 0L, "refused", 0L, "problem", "the collector answered 503"));
        surroundings.nowMillis += 60_000;
        SpoolWriter writer = new SpoolWriter(
                InitRunnerPolicy.policy(),
                Installation.of(InitRunnerPolicy.policy(), home, surroundings),
                surroundings);
        assertThat(writer.noteUpload()).isTrue();
        assertThat(open().status()).containsEntry("last_upload", Map.of("at_millis", now + 60_000));
    }

    @Test
    void standing_isThatOfATerminal_whereTheOutputGoesThroughAPipe() throws IOException {
        Policy.Builder policy = InitRunnerPolicy.builder().offWithoutTerminal();
        open(policy).enable();
        surroundings.terminals = new Terminals(true, false);
        assertThat(open(policy).standing().reason()).isEqualTo(Decision.Reason.GRANTED);
        assertThat(open(policy).status()).containsEntry("on", true).containsEntry("here", false);
        surroundings.terminals = new Terminals(true, true);
        assertThat(open(policy).status()).containsEntry("on", true).containsEntry("here", true);
    }

    @Test
    void status_saysOfEachSwitchWhatItMeansNow_andNeverItsValue() throws IOException {
        Files.createDirectories(surroundings.machinePolicy().getParent());
        Files.writeString(surroundings.machinePolicy(), "another-product\n");
        assertThat(says("etc/overt/disabled")).isEqualTo("machine nothing");
        Files.writeString(surroundings.machinePolicy(), "initrunner\n");
        assertThat(says("etc/overt/disabled")).isEqualTo("machine off");
        assertThat(says("DO_NOT_TRACK")).isEqualTo("variable nothing");
        assertThat(says("INITRUNNER_TELEMETRY")).isEqualTo("variable nothing");
        surroundings.environment.put("DO_NOT_TRACK", "1");
        surroundings.environment.put("INITRUNNER_TELEMETRY", "surprising");
        surroundings.environment.put("INITRUNNER_TELEMETRY_DEBUG", "surprising");
        surroundings.environment.put("INITRUNNER_TELEMETRY_COLLECTOR", "surprising");
        assertThat(says("DO_NOT_TRACK")).isEqualTo("variable off");
        assertThat(says("INITRUNNER_TELEMETRY")).isEqualTo("variable unclear");
        assertThat(says("INITRUNNER_TELEMETRY_DEBUG")).isEqualTo("debug on");
        assertThat(says("INITRUNNER_TELEMETRY_COLLECTOR")).isEqualTo("collector unclear");
        assertThat(open().status().toString()).doesNotContain("surprising");
        assertThat(open().status()).doesNotContainKey("collector");
        surroundings.environment.put("INITRUNNER_TELEMETRY", "on");
        assertThat(says("INITRUNNER_TELEMETRY")).isEqualTo("variable on");
    }

    @Test
    void status_namesDoNotTrack_whenTheManifestDoesNot() {
        Policy.Builder bare = Policy.builder("bare", "Bare", InitRunnerPolicy.MANIFEST);
        assertThat(open(bare).status().toString()).contains("{name=DO_NOT_TRACK, kind=variable, says=nothing}");
    }

    @Test
    void status_asksTheFilesOfPreferences() throws IOException {
        Policy.Builder policy = InitRunnerPolicy.builder()
                .file("~/.tool.json", "telemetry", new String[] {"true"}, new String[] {"false"});
        assertThat(open(policy).status().toString()).contains("{name=~/.tool.json, kind=file, says=nothing}");
        Files.writeString(home.resolve(".tool.json"), "{\"telemetry\":false}");
        assertThat(open(policy).status().toString()).contains("{name=~/.tool.json, kind=file, says=off}");
    }

    @Test
    void status_showsNoId_whenEventsCarryNone() throws IOException {
        open().enable();
        assertThat(open(InitRunnerPolicy.builder().noId()).status())
                .containsEntry("identity", "none")
                .doesNotContainKey("install_id");
    }

    @Test
    void preview_isWhatIsSentNext_toTheByte() throws IOException {
        open().enable();
        record(2);
        Map<String, Object> preview = open().preview();
        assertThat(open().preview()).isEqualTo(preview);
        assertThat(collector.bodies).isEmpty();
        assertThat(preview)
                .containsEntry("url", collector.address().url() + "/v1/events")
                .containsEntry("events", 3L)
                .containsEntry("waiting", 0L);
        open().upload();
        assertThat(collector.bodies).containsExactly("POST /v1/events " + preview.get("body"));
        for (Map.Entry<String, String> each : collector.headers.get(0).entrySet()) {
            assertThat(String.valueOf(preview.get("head")).split("\r\n", -1))
                    .anyMatch(line -> line.equalsIgnoreCase(each.getKey() + ": " + each.getValue()));
        }
    }

    @Test
    void preview_showsOneUpload_andCountsWhatWaitsBehindIt() throws IOException {
        open().enable();
        record(Batch.MAX_EVENTS + 500);
        Map<String, Object> preview = open().preview();
        long shown = ((Number) Objects.requireNonNull(preview.get("events"))).longValue();
        assertThat(shown).isBetween(1L, (long) Batch.MAX_EVENTS);
        assertThat(preview).containsEntry("waiting", Batch.MAX_EVENTS + 501L - shown);
    }

    @Test
    void preview_isEmptyAndWritesNothing_whenNothingWaitsOrOff() throws IOException {
        open().enable();
        assertThat(open().preview()).isEmpty();
        assertThat(spool()).doesNotExist();
        record(1);
        surroundings.environment.put("DO_NOT_TRACK", "1");
        assertThat(open().preview()).isEmpty();
        assertThat(spool()).isDirectoryNotContaining("glob:**/sending-*");
    }

    @Test
    void preview_throws_whileAnUploadIsUnderWay() throws IOException {
        open().enable();
        record(1);
        try (StateLock lock = StateLock.await(new Spool(spool(), surroundings).lock(), 0)) {
            assertThat(lock).isNotNull();
            Thread other = new Thread(() -> assertThatThrownBy(() -> open().preview())
                    .hasMessage("An upload is under way; try again when it has ended."));
            List<Throwable> failures = new CopyOnWriteArrayList<>();
            other.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            other.start();
            join(other);
            assertThat(failures).isEmpty();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void log_readsBothFiles_olderFirst_andCountsDamagedLines() throws IOException {
        assertThat(open().log()).isEqualTo(Map.of("uploads", List.of(), "damaged", 0L));
        open().enable();
        String first = sentLine("b1");
        String second = sentLine("b2");
        Files.writeString(home.resolve(".initrunner/telemetry-sent.old.jsonl"), first + "\n{\"sent_at\n");
        Files.writeString(sentLog(), "{}\n" + second + "\n" + second.substring(0, 40));
        assertThat(open().log()).containsEntry("damaged", 3L);
        List<String> lines = new ArrayList<>();
        list(open().log().get("uploads")).forEach(each -> lines.add(String.valueOf(((Map<?, ?>) each).get("line"))));
        assertThat(lines).containsExactly(first, second);
    }

    @Test
    void log_neverThrowsForWhatALineHolds() throws IOException {
        open().enable();
        String line = sentLine("b1");
        SplittableRandom random = new SplittableRandom(Fuzz.seed());
        for (int i = 0; i < Fuzz.rounds(500); i++) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            Files.write(sentLog(), bytes);
            assertThat(open().log()).containsKeys("uploads", "damaged");
        }
    }

    private static String sentLine(String batch) {
        return "{\"sent_at_millis\":1763683200000,\"collector\":\"http://127.0.0.1:1\",\"batch\":\"" + batch
                + "\",\"status\":200,\"result\":{\"accepted\":1},\"events\":[{\"id\":\"e1\",\"event\":\"cli_command\"}]}";
    }

    @Test
    void delete_asksTheCollectorWithTheSecret_andForgetsTheId() throws IOException {
        open().enable();
        record(1);
        Files.writeString(sentLog(), sentLine("b1"));
        State state = new Installation(state(), surroundings).read();
        assertThat(open().delete())
                .isEqualTo(Map.of(
                        "state",
                        "done",
                        "deletion",
                        "d1",
                        "collector",
                        collector.address().url()));
        assertThat(collector.bodies)
                .containsExactly("POST /v1/deletions {\"overt\":1,\"product\":\"initrunner\",\"install\":\""
                        + state.installId() + "\",\"secret\":\"" + state.deleteSecret() + "\"}");
        assertThat(state())
                .content()
                .doesNotContain("install_id", "secret", "first_run")
                .contains("\"consent\":\"denied\"");
        assertThat(spool()).doesNotExist();
        assertThat(sentLog()).doesNotExist();
        assertThat(open().delete()).isEqualTo(Map.of("state", "nothing"));
        assertThat(collector.bodies).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "404, '', does not take requests for deletion",
        "405, '', does not take requests for deletion",
        "401, '', answered 401",
        "500, '', answered 500",
        "302, '', answered 302",
        "200, '<html>', was not that of a collector",
        "200, '{\"deletion\":\"d1\"}', was not that of a collector",
        "200, '{\"state\":\"done\"}', was not that of a collector",
    })
    void delete_keepsTheIdAndRefuses_whenTheCollectorDoesNotDelete(int status, String answer, String problem)
            throws IOException {
        open().enable();
        collector.status = status;
        collector.deletion = answer;
        assertThat(open().delete())
                .containsEntry("state", "failed")
                .hasEntrySatisfying(
                        "problem", why -> assertThat(String.valueOf(why)).contains(problem));
        assertThat(open().status()).containsKey("install_id").containsEntry("reason", "denied");
    }

    @Test
    void delete_keepsTheId_whilePending() throws IOException {
        open().enable();
        collector.status = 202;
        collector.deletion = "{\"deletion\":\"d1\",\"state\":\"pending\"}";
        assertThat(open().delete()).containsEntry("state", "pending").containsEntry("deletion", "d1");
        assertThat(open().status()).containsKey("install_id").containsEntry("reason", "denied");
    }

    @Test
    void delete_fails_withoutSecretAddressOrNetwork() throws IOException {
        Files.createDirectories(state().getParent());
        Files.writeString(
                state(),
                "{\"schema_version\":2,\"consent\":\"granted\",\"covers\":2,\"install_id\":\"" + "a".repeat(32)
                        + "\"}");
        assertThat(open().delete()).containsEntry("problem", "this install ID has no secret that proves whose it is");
        assertThat(open().status()).containsEntry("install_id", "a".repeat(32));
        assertThat(collector.bodies).isEmpty();
        Files.delete(state());
        open().enable();
        collector.close();
        assertThat(String.valueOf(open().delete().get("problem"))).contains(" did not answer");
        surroundings.environment.put("INITRUNNER_TELEMETRY_COLLECTOR", "http://nowhere");
        assertThat(open().delete()).containsEntry("problem", "no collector with a write key is known");
        assertThat(open().status()).containsKey("install_id");
    }

    @Test
    void delete_keepsTheReceipt_withTheSecretThatProvesWhoseItIs() throws IOException {
        open().enable();
        String secret = new Installation(state(), surroundings).read().deleteSecret();
        collector.deletion =
                "{\"deletion\":\"0a-../1b\",\"state\":\"done\",\"receipt\":{\"overt\": 1,\"deleted\":{\"log\":3}}}";

        Object file = open().delete().get("receipt");

        Path expected = state().resolveSibling("telemetry.receipt-0a-1b.json");
        assertThat(file).isEqualTo(expected.toString());
        assertThat(expected)
                .content()
                .isEqualTo("{\"secret\":\"" + secret + "\",\"receipt\":{\"overt\": 1,\"deleted\":{\"log\":3}}}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(expected)))
                .isEqualTo("rw-------");
        assertThat(state()).content().doesNotContain(secret);
    }

    @Test
    void delete_keepsTheId_whereTheReceiptCannotBeKept() throws IOException {
        open().enable();
        Files.createDirectories(
                state().resolveSibling("telemetry.receipt-d1.json").resolve("in the way"));
        collector.deletion = "{\"deletion\":\"d1\",\"state\":\"done\",\"receipt\":{}}";

        assertThatThrownBy(() -> open().delete()).isInstanceOf(IOException.class);

        assertThat(new Installation(state(), surroundings).read().installId()).isNotNull();
    }

    @Test
    void delete_works_whenTelemetryIsOff() throws IOException {
        open().enable();
        open().disable();
        surroundings.environment.put("DO_NOT_TRACK", "1");
        surroundings.environment.put("CI", "1");
        assertThat(open().delete()).containsEntry("state", "done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"per-event", "none"})
    void delete_sendsNothing_whenEventsCarryNoId(String identity) throws IOException {
        open().enable();
        Policy.Builder policy = InitRunnerPolicy.builder();
        assertThat(open(identity.equals("none") ? policy.noId() : policy.idPerEvent())
                        .delete())
                .isEqualTo(Map.of("state", "no-id"));
        assertThat(collector.bodies).isEmpty();
        assertThat(open().status()).containsEntry("reason", "denied");
    }

    @Test
    void nothingIsSent_whenAVariableSaysThatEventsAreOnlyShown() throws IOException {
        open().enable();
        record(1);
        surroundings.environment.put("INITRUNNER_TELEMETRY_DEBUG", "1");
        String message = "Nothing was sent: INITRUNNER_TELEMETRY_DEBUG is set; unset it.";
        assertThatThrownBy(() -> open().upload()).hasMessage(message);
        assertThatThrownBy(() -> open().delete()).hasMessage(message);
        assertThat(collector.bodies).isEmpty();
        assertThat(open().status()).containsEntry("reason", "granted");
    }
}
