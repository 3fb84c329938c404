package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UploaderTest {
    @TempDir
    Path home;

    private FakeCollector collector = fakeCollector();

    static FakeCollector fakeCollector() {
        try {
            return new FakeCollector();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @BeforeEach
    void agree() throws IOException {
        installation().grant(2);
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    private FakeSurroundings surroundings() {
        return new FakeSurroundings(home);
    }

    private Installation installation() {
        return new Installation(home.resolve(".initrunner/telemetry.json"), surroundings());
    }

    private Spool spool() {
        return new Spool(installation().spool(), surroundings());
    }

    private void record(int events) {
        try (Telemetry telemetry = Telemetry.open(InitRunnerPolicy.policy(), "1.0", surroundings())) {
            telemetry.begin("run");
            for (int i = 0; i < events; i++) {
                telemetry.record(InitRunnerPolicy.CALL, "short", 3, true);
            }
        }
    }

    private Uploader.Result upload(Decision.Reason basis) throws IOException {
        return new Uploader(installation(), basis, InitRunnerPolicy.policy(), collector.address(), surroundings())
                .run();
    }

    private Uploader.Result upload(FakeSurroundings surroundings) throws IOException {
        return new Uploader(
                        installation(),
                        Decision.Reason.GRANTED,
                        InitRunnerPolicy.policy(),
                        collector.address(),
                        surroundings)
                .run();
    }

    private Uploader.Result upload() throws IOException {
        return upload(Decision.Reason.GRANTED);
    }

    private Map<?, ?> sent(int i) {
        String body = collector.bodies.get(i);
        return JsonReader.readObject(body.substring(body.indexOf('{')));
    }

    private static List<String> ids(Map<?, ?> upload) {
        List<String> ids = new ArrayList<>();
        if (upload.get("events") instanceof List<?> events) {
            for (Object each : events) {
                ids.add(each instanceof Map<?, ?> event ? String.valueOf(event.get("id")) : "none");
            }
        }
        return ids;
    }

    @Test
    void run_sendsWhatWaits_asTheProtocolSays() throws IOException {
        record(2);
        assertThat(upload()).isEqualTo(Uploader.Result.done(3, 0));
        assertThat(collector.bodies).hasSize(1);
        assertThat(collector.bodies.get(0)).startsWith("POST /v1/events {\"overt\":1,\"product\":\"initrunner\"");
        Map<String, String> headers = collector.headers.get(0);
        assertThat(headers.keySet())
                .containsExactlyInAnyOrder(
                        "Accept",
                        "Authorization",
                        "Connection",
                        "Content-encoding",
                        "Content-length",
                        "Content-type",
                        "Host",
                        "User-agent");
        assertThat(headers)
                .containsEntry("Authorization", "Bearer key")
                .containsEntry("Content-type", "application/json")
                .containsEntry("User-agent", "overt");
        assertThat(spool().countWaiting()).isZero();
        assertThat(upload()).isEqualTo(Uploader.Result.done(0, 0));
        assertThat(collector.bodies).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accepted", "duplicate", "quarantined", "rejected", "some_new_word"})
    void run_removesEvents_ofEachFinalResult(String result) throws IOException {
        record(2);
        collector.result = result;
        assertThat(upload()).isEqualTo(Uploader.Result.done(3, 0));
        assertThat(spool().countWaiting()).isZero();
    }

    @Test
    void run_keepsEvents_thatMayBeSentAgain() throws IOException {
        record(2);
        collector.result = "retry";
        assertThat(upload().why()).isNotNull();
        assertThat(spool().countWaiting()).isEqualTo(3);
        collector.result = "accepted";
        assertThat(upload()).isEqualTo(Uploader.Result.done(3, 0));
        assertThat(ids(sent(1))).isEqualTo(ids(sent(0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503, 507, 302, 204, 408})
    void run_keepsTheUpload_andSendsItUnchanged_whenTheCollectorCannotTakeItNow(int status) throws IOException {
        record(2);
        collector.status = status;
        assertThat(upload().why()).isNotNull();
        assertThat(spool().countWaiting()).isEqualTo(3);
        record(1);
        collector.status = 200;
        assertThat(upload()).isEqualTo(Uploader.Result.done(4, 0));
        assertThat(collector.bodies).hasSize(3);
        assertThat(collector.bodies.get(1)).isEqualTo(collector.bodies.get(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 413, 415})
    void run_dropsTheUpload_andCountsIt_whenTheCollectorNeverTakesIt(int status) throws IOException {
        record(2);
        spool().drop("spool_full", 5);
        collector.status = status;
        assertThat(upload()).isEqualTo(Uploader.Result.done(0, 3));
        assertThat(spool().countWaiting()).isZero();
        collector.status = 200;
        collector.bodies.clear();
        record(1);
        assertThat(upload()).isEqualTo(Uploader.Result.done(1, 0));
        assertThat(sent(0).get("dropped")).isEqualTo(Map.of("spool_full", 5L, "refused_" + status, 3L));
    }

    @Test
    void run_keepsTheUpload_whenTheAnswerIsNotACollectors() throws IOException {
        record(1);
        collector.result = "";
        assertThat(upload().why()).isNotNull();
        assertThat(spool().countWaiting()).isEqualTo(2);
    }

    @Test
    void run_keepsTheUpload_whenNobodyAnswers() throws IOException {
        record(1);
        collector.close();
        assertThat(upload().why()).isNotNull();
        assertThat(spool().countWaiting()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void run_doesNotFollowRedirects(int status) throws IOException {
        record(1);
        try (FakeCollector other = new FakeCollector()) {
            collector.status = status;
            collector.answerHeaders.put("Location", other.address().url() + "/v1/events");
            assertThat(upload().why()).isNotNull();
            assertThat(other.bodies).isEmpty();
        }
    }

    @Test
    void run_sendsNothing_andDeletesWhatWaits_whenThePersonDeniedSince() throws IOException {
        record(2);
        Files.createFile(home.resolve(".initrunner/telemetry.denied"));
        assertThat(upload()).isEqualTo(Uploader.Result.WITHDRAWN);
        assertThat(collector.bodies).isEmpty();
        assertThat(installation().spool()).doesNotExist();
    }

    @Test
    void run_sendsNothing_andDeletesWhatWaits_whenTheAdministratorForbadeSince() throws IOException {
        record(2);
        Path policy = surroundings().machinePolicy();
        Files.createDirectories(policy.getParent());
        Files.writeString(policy, "initrunner\n");
        assertThat(upload()).isEqualTo(Uploader.Result.WITHDRAWN);
        assertThat(collector.bodies).isEmpty();
        assertThat(installation().spool()).doesNotExist();
    }

    @Test
    void run_sendsNothing_whenTheStateCannotBeReadAnyMore() throws IOException {
        record(2);
        Files.writeString(installation().file, "{");
        assertThat(upload()).isEqualTo(Uploader.Result.WITHDRAWN);
        assertThat(collector.bodies).isEmpty();
    }

    @Test
    void run_sendsManyEvents_inBatchesThatKeepTheBounds() throws IOException {
        record(2_500);
        assertThat(upload()).isEqualTo(Uploader.Result.done(2_501, 0));
        int total = 0;
        for (int i = 0; i < collector.bodies.size(); i++) {
            assertThat(ids(sent(i)).size()).isLessThanOrEqualTo(Batch.MAX_EVENTS);
            total += ids(sent(i)).size();
        }
        assertThat(total).isEqualTo(2_501);
    }

    @Test
    void run_sendsTheSameBatch_whenAnUploaderDiedWhileItSent() throws IOException {
        record(2);
        Batch begun = Objects.requireNonNull(Batch.next(spool(), surroundings()));
        record(1);
        upload();
        assertThat(sent(0).get("batch")).isEqualTo(begun.id());
        assertThat(ids(sent(0))).hasSize(3);
        assertThat(ids(sent(1))).hasSize(1);
    }

    @Test
    void run_goesOn_whenAnUploaderDiedBeforeItTookAnything_orAfterTheAnswer() throws IOException {
        record(1);
        Path spool = installation().spool();
        Files.createDirectory(spool.resolve("sending-019a9f3c-0000-7000-8000-000000000001"));
        Files.createDirectory(spool.resolve("sent-019a9f3c-0000-7000-8000-000000000002"));
        Files.writeString(spool.resolve("sent-019a9f3c-0000-7000-8000-000000000002/1-1-1.ready"), "{\"id\":\"x\"}\n");
        assertThat(upload()).isEqualTo(Uploader.Result.done(2, 0));
        assertThat(ids(sent(0))).hasSize(2).doesNotContain("x");
        assertThat(spool.resolve("sent-019a9f3c-0000-7000-8000-000000000002")).doesNotExist();
    }

    @Test
    void run_takesTheFileOfADeadProcess_andSkipsATornLine() throws IOException {
        record(1);
        Path spool = installation().spool();
        String torn = "{\"id\":\"a\"}\nnot json\n{\"id\":\"b\"";
        Files.writeString(spool.resolve("1763683200000-99999999-00000000.open"), torn);
        long self = ProcessHandle.current().pid();
        Path live = Files.writeString(spool.resolve("1763683200000-" + self + "-00000000.open"), "{\"id\":\"c\"}\n");
        Files.setLastModifiedTime(live, FileTime.fromMillis(surroundings().nowMillis()));
        assertThat(upload()).isEqualTo(Uploader.Result.done(3, 0));
        assertThat(ids(sent(0))).hasSize(3).contains("a").doesNotContain("b", "c");
        assertThat(sent(0).get("dropped")).isEqualTo(Map.of("damaged", 2L));
    }

    /** Of a clock that was wrong when it was recorded. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_000_000_000_000L, 4_102_444_800_000L})
    void run_sendsWhatWaits_whateverItsTime(long millis) throws IOException {
        record(1);
        Files.writeString(installation().spool().resolve(millis + "-1-00000000.ready"), "{\"id\":\"a\"}\n");
        assertThat(upload()).isEqualTo(Uploader.Result.done(3, 0));
        assertThat(ids(sent(0))).contains("a");
    }

    @ParameterizedTest
    @ValueSource(longs = {-40L * 365, 40L * 365})
    void run_losesNothing_whenTheClockIsWrongByYears_andNobodyAnswersForAWhile(long days) throws IOException {
        record(1);
        collector.status = 503;
        FakeSurroundings wrong = surroundings();
        wrong.nowMillis += days * 24 * 60 * 60 * 1000;
        for (int i = 1; i < Uploader.MAX_FAILURES; i++) {
            assertThat(upload(i % 2 == 0 ? surroundings() : wrong).why()).isNotNull();
        }
        assertThat(spool().countWaiting()).isEqualTo(2);
        collector.status = 200;
        assertThat(upload(wrong)).isEqualTo(Uploader.Result.done(2, 0));
    }

    @Test
    void run_dropsAndCounts_whatIsOld_afterManyFailures() throws IOException {
        record(1);
        long old = surroundings().nowMillis() - Spool.MAX_AGE_MILLIS - 1;
        Path spool = installation().spool();
        collector.status = 503;
        for (int i = 1; i < Uploader.MAX_FAILURES; i++) {
            upload();
        }
        Path stuck = Files.createDirectory(spool.resolve("sending-019a9f3c-0000-7000-8000-000000000009"));
        Files.writeString(stuck.resolve(old + "-1-00000000.ready"), "{\"id\":\"a\"}\n");
        Files.writeString(spool.resolve(old + "-1-00000001.ready"), "{\"id\":\"b\"}\n");
        assertThat(spool().countWaiting()).isEqualTo(4);
        upload();
        assertThat(spool().countWaiting()).isEqualTo(2);
        collector.status = 200;
        record(1);
        collector.bodies.clear();
        assertThat(upload()).isEqualTo(Uploader.Result.done(3, 0));
        assertThat(collector.bodies.toString()).contains("\"too_old\":2");
    }

    @Test
    void run_waitsLonger_withEachFailure_andNotAfterAnAnswer() throws IOException {
        record(1);
        collector.status = 503;
        List<Long> waitHours = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            upload();
            waitHours.add(
                    (lastUpload() - surroundings().nowMillis() + InitRunnerPolicy.policy().everyMillis) / 3_600_000);
        }
        assertThat(waitHours).containsExactly(1L, 2L, 4L, 8L, 16L, 24L, 24L);
        collector.status = 200;
        upload();
        record(1);
        collector.status = 503;
        upload();
        assertThat(lastUpload()).isEqualTo(surroundings().nowMillis());
    }

    private long lastUpload() throws IOException {
        return Files.getLastModifiedTime(installation().spool().resolve("last-upload"))
                .toMillis();
    }

    @ParameterizedTest
    @ValueSource(longs = {-10L * 365, -2, 2, 10L * 365})
    void isUploadDue_soon_howeverFarTheClockJumped(long days) throws IOException {
        record(1);
        assertThat(writer(surroundings()).noteUpload()).isTrue();
        spool().dateUpload(surroundings().nowMillis());
        FakeSurroundings jumped = surroundings();
        jumped.nowMillis += days * 24 * 60 * 60 * 1000;
        assertThat(writer(jumped).isUploadDue()).isTrue();
        assertThat(writer(surroundings()).isUploadDue()).isFalse();
    }

    private SpoolWriter writer(Surroundings surroundings) {
        return new SpoolWriter(InitRunnerPolicy.policy(), installation(), surroundings);
    }

    @Test
    void run_sendsInParts_whatIsTooLargeAsAWhole() throws IOException {
        record(9);
        spool().drop("spool_full", 2);
        collector.maxEvents = 3;
        assertThat(upload()).isEqualTo(Uploader.Result.done(10, 0));
        assertThat(spool().countWaiting()).isZero();
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < collector.bodies.size(); i++) {
            if (ids(sent(i)).size() <= 3) {
                taken.addAll(ids(sent(i)));
            }
        }
        assertThat(taken).hasSize(10).doesNotHaveDuplicates();
        assertThat(collector.bodies.stream().filter(body -> body.contains("spool_full")))
                .isNotEmpty();
    }

    @Test
    void run_dropsAnEvent_thatIsTooLargeByItself_andNoOther() throws IOException {
        record(3);
        collector.status = 413;
        assertThat(upload()).isEqualTo(Uploader.Result.done(0, 4));
        assertThat(collector.bodies).hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({"7200, 7200", "99999999999, 86400", "-5, 3600", "soon, 3600"})
    void run_waitsAsLongAsTheCollectorAsks(String after, long seconds) throws IOException {
        record(1);
        collector.status = 503;
        collector.answerHeaders.put("Retry-After", after);
        upload();
        assertThat(lastUpload()).isEqualTo(surroundings().nowMillis() + (seconds - 3600) * 1000);
    }

    @Test
    void close_startsAnUploader_thatSendsFromAProcessOfItsOwn() throws Exception {
        FakeSurroundings surroundings = surroundings();
        surroundings.nowMillis = System.currentTimeMillis();
        surroundings.environment.put(
                "INITRUNNER_TELEMETRY_COLLECTOR", collector.address().toString());
        try (Telemetry telemetry = Telemetry.open(InitRunnerPolicy.policy(), "1.0", surroundings)) {
            telemetry.begin("run");
            telemetry.finish(0, null);
        }
        for (int i = 0; i < 3_000 && collector.bodies.isEmpty(); i++) {
            Thread.sleep(10);
        }
        assertThat(ids(sent(0))).hasSize(2);
        assertThat(installation().spool().resolve("last-upload")).exists();
        awaitEndOfUploader();
    }

    /** So that nothing is written any more where the test's files are deleted. */
    private void awaitEndOfUploader() throws Exception {
        Path result = installation().spool().resolve(Spool.LAST_RESULT);
        for (int i = 0; i < 3_000 && Files.notExists(result); i++) {
            Thread.sleep(10);
        }
        StateLock.await(new Spool(installation().spool(), surroundings()).lock(), 30_000)
                .close();
    }
}
