package dev.overt.client;

import static dev.overt.client.FakeCollector.each;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class LiveDeliveryTest {
    static final Event STEP = Event.onCall("step", Property.integer("number", 0, 1_000_000));
    private static final Event START = Event.onFirstRun("first_run");
    private static final long NEVER = 1_000_000_000;

    @TempDir
    Path home;

    private final FakeCollector collector = fakeCollector();
    private FakeSurroundings surroundings = new FakeSurroundings(Path.of("/"));

    private static FakeCollector fakeCollector() {
        try {
            return new FakeCollector();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @BeforeEach
    void freshSurroundings() {
        surroundings = surroundings();
    }

    /** No thread outlives its run, whatever the collector did. */
    @AfterEach
    void stop() throws InterruptedException {
        collector.close();
        awaitNoThread();
    }

    private static void awaitNoThread() throws InterruptedException {
        while (!threads().isEmpty()) {
            Thread.sleep(5);
        }
    }

    private FakeSurroundings surroundings() {
        FakeSurroundings fresh = new FakeSurroundings(home);
        fresh.ticking = true;
        return fresh;
    }

    static Policy.Builder policy(String collector, long everyMillis) {
        return Policy.builder("live", "Live", InitRunnerPolicy.MANIFEST)
                .on()
                .quiet("help")
                .collector(collector, everyMillis)
                .live(200, 1, 2_000)
                .events(STEP);
    }

    private Policy.Builder policy(long everyMillis) {
        return policy(collector.address().toString(), everyMillis);
    }

    private Telemetry open(Policy policy) {
        return Telemetry.open(policy, "1.0", surroundings);
    }

    /** Another process of the same person. */
    private Telemetry another() {
        return Telemetry.open(policy(NEVER).build(), "1.0", surroundings());
    }

    private static List<String> numbers(Map<?, ?> upload) {
        List<String> numbers = new ArrayList<>();
        for (String each : each(upload, "properties")) {
            numbers.add(each.substring("{number=".length(), each.length() - 1));
        }
        return numbers;
    }

    private static Set<String> threads() {
        Set<String> names = new HashSet<>();
        for (Thread each : Thread.getAllStackTraces().keySet()) {
            if (each.getName().startsWith("telemetry")) {
                names.add(each.getName());
            }
        }
        return names;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> home.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void record_isSentAtTheInterval_asOneUpload() throws Exception {
        try (Telemetry telemetry = open(policy(200).build())) {
            telemetry.record(STEP, 1);
            telemetry.record(STEP, 2);
            Map<?, ?> upload = collector.awaitUpload(1);
            assertThat(numbers(upload)).containsExactly("1", "2");
            assertThat(upload.get("product")).isEqualTo("live");
            assertThat(each(upload, "install"))
                    .containsOnly(String.valueOf(another().status().get("install_id")));
            telemetry.record(STEP, 3);
            assertThat(numbers(collector.awaitUpload(2))).containsExactly("3");
            assertThat(collector.upload(2).get("batch")).isNotEqualTo(upload.get("batch"));
        }
        assertThat(collector.bodies).hasSize(2);
    }

    @Test
    void close_sendsWhatWaits_inUploadsAsTheProtocolBoundsThem() {
        try (Telemetry telemetry = open(policy(NEVER).live(5_000, 1, 5_000).build())) {
            for (int i = 0; i < 2_500; i++) {
                telemetry.record(STEP, i);
            }
        }
        assertThat(collector.bodies).hasSize(3);
        assertThat(numbers(collector.upload(1))).hasSize(Batch.MAX_EVENTS).startsWith("0");
        assertThat(numbers(collector.upload(3))).hasSize(500).endsWith("2499");
    }

    @Test
    void close_canBeCalledAgain_andARunCanGoOnAfterIt() {
        Telemetry telemetry = open(policy(NEVER).build());
        telemetry.close();
        assertThat(collector.bodies).isEmpty();
        for (int i = 1; i <= 2; i++) {
            telemetry.record(STEP, i);
            telemetry.close();
            telemetry.close();
            assertThat(numbers(collector.upload(i))).containsExactly(String.valueOf(i));
        }
        assertThat(collector.bodies).hasSize(2);
    }

    @Test
    void close_sendsWhatWaits_inAThreadThatIsInterrupted() {
        Telemetry telemetry = open(policy(NEVER).build());
        telemetry.record(STEP, 1);
        Thread.currentThread().interrupt();
        telemetry.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(collector.bodies).hasSize(1);
    }

    @Test
    void close_sendsWhatEarlierCommandsRecorded_afterAQuietOne() {
        Telemetry telemetry = open(policy(NEVER).build());
        telemetry.begin("run");
        telemetry.record(STEP, 1);
        telemetry.begin("help");
        telemetry.record(STEP, 2);
        telemetry.close();
        assertThat(numbers(collector.upload(1))).containsExactly("1");
    }

    @ParameterizedTest
    @EnumSource(names = "ANSWERS", mode = EnumSource.Mode.EXCLUDE)
    void close_endsAllTheSame_whateverTheCollectorDoes(FakeCollector.Manner manner) throws Exception {
        collector.manner = manner;
        Telemetry telemetry = open(policy(1).live(200, 1, 1_000).build());
        telemetry.record(STEP, 1);
        collector.awaitUpload(1);
        telemetry.record(STEP, 2);
        telemetry.close();
        telemetry.record(STEP, 3);
        telemetry.close();
    }

    @Test
    void record_isSentOnceMore_whenTheCollectorFails_andThenCountedAsDropped() throws Exception {
        collector.statuses.addAll(List.of(500, 500));
        try (Telemetry telemetry = open(policy(20).build())) {
            telemetry.record(STEP, 1);
            Map<?, ?> first = collector.awaitUpload(1);
            assertThat(collector.awaitUpload(2)).isEqualTo(first);
        }
        try (Telemetry telemetry = open(policy(20).build())) {
            collector.statuses.addAll(List.of(500, 500));
            telemetry.record(STEP, 1);
            collector.awaitUpload(4);
            // The count of the drop is no reason for an upload, and goes with the next.
            telemetry.record(STEP, 2);
            while (collector.bodies.size() < 5 || !numbers(collector.upload(5)).contains("2")) {
                Thread.sleep(5);
            }
        }
        assertThat(numbers(collector.upload(5))).containsExactly("2");
        assertThat(collector.upload(5).get("dropped")).isEqualTo(Map.of("send_failed", 1L));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void record_isSentAgain_asOftenAsThePolicySays(int retries) {
        collector.manner = FakeCollector.Manner.RESETS;
        try (Telemetry telemetry = open(policy(NEVER).live(200, retries, 5_000).build())) {
            telemetry.record(STEP, 1);
        }
        assertThat(collector.bodies).hasSize(retries + 1);
        assertThat(new HashSet<>(collector.bodies)).hasSize(1);
    }

    @Test
    void record_isSentAgain_whereItsResultIsRetry() throws Exception {
        collector.result = "retry";
        try (Telemetry telemetry = open(policy(20).build())) {
            telemetry.record(STEP, 1);
            Map<?, ?> first = collector.awaitUpload(1);
            assertThat(collector.awaitUpload(2)).isEqualTo(first);
        }
        assertThat(collector.bodies).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accepted", "duplicate", "quarantined", "rejected", "some_new_word"})
    void record_isSentOnce_whateverItsFinalResult(String result) {
        collector.result = result;
        try (Telemetry telemetry = open(policy(NEVER).build())) {
            telemetry.record(STEP, 1);
        }
        assertThat(collector.bodies).hasSize(1);
    }

    @Test
    void record_isDroppedAndCounted_whenTheCollectorRefuses() throws Exception {
        collector.statuses.add(400);
        try (Telemetry telemetry = open(policy(20).build())) {
            telemetry.record(STEP, 1);
            telemetry.record(STEP, "no number");
            collector.awaitUpload(1);
            while (collector.holding.get() > 0) {
                Thread.sleep(5);
            }
            telemetry.record(STEP, 3);
            collector.awaitUpload(2);
        }
        assertThat(numbers(collector.upload(2))).containsExactly("3");
        // What the refused upload counted was not counted by the collector.
        assertThat(collector.upload(2).get("dropped")).isEqualTo(Map.of("refused", 2L, "invalid_value", 1L));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void record_waits_whenTheCollectorAsksForIt(int status) throws Exception {
        collector.statuses.add(status);
        collector.answerHeaders.put("Retry-After", "1");
        try (Telemetry telemetry = open(policy(1).build())) {
            telemetry.record(STEP, 1);
            collector.awaitUpload(1);
            long asked = System.nanoTime();
            assertThat(collector.awaitUpload(2)).isEqualTo(collector.upload(1));
            assertThat(System.nanoTime() - asked).isGreaterThan(800_000_000);
        }
    }

    @Test
    void close_sendsNothing_whileTheCollectorAsksToWait() throws Exception {
        collector.statuses.add(429);
        collector.answerHeaders.put("Retry-After", "3600");
        try (Telemetry telemetry = open(policy(1).build())) {
            telemetry.record(STEP, 1);
            collector.awaitUpload(1);
            while (collector.holding.get() > 0) {
                Thread.sleep(5);
            }
            Thread.sleep(100);
        }
        assertThat(collector.bodies).hasSize(1);
    }

    @Test
    void record_dropsTheOldest_whenTooManyWait() {
        try (Telemetry telemetry = open(policy(NEVER).live(3, 1, 5_000).build())) {
            for (int i = 1; i <= 5; i++) {
                telemetry.record(STEP, i);
            }
        }
        assertThat(numbers(collector.upload(1))).containsExactly("3", "4", "5");
        assertThat(collector.upload(1).get("dropped")).isEqualTo(Map.of("buffer_full", 2L));
    }

    @Test
    void record_keepsEveryEvent_ofManyThreads() throws Exception {
        List<Thread> recording = new ArrayList<>();
        try (Telemetry telemetry = open(policy(5).live(10_000, 1, 5_000).build())) {
            for (int i = 0; i < 8; i++) {
                int first = i * 500;
                Thread thread = new Thread(() -> {
                    for (int j = 0; j < 500; j++) {
                        telemetry.record(STEP, first + j);
                    }
                });
                recording.add(thread);
                thread.start();
            }
            for (Thread each : recording) {
                each.join();
            }
        }
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= collector.bodies.size(); i++) {
            ids.addAll(each(collector.upload(i), "id"));
        }
        assertThat(ids).hasSize(4_000).doesNotHaveDuplicates();
    }

    @Test
    void record_writesNothingOfAnEventToDisk() throws Exception {
        collector.statuses.addAll(List.of(500, 429, 200));
        try (Telemetry telemetry = open(policy(20).events(START, STEP).build())) {
            telemetry.record(STEP, 1);
            List<String> settled = files();
            assertThat(settled).contains(".live/telemetry.json").doesNotContain(".live/telemetry-spool");
            String state = Files.readString(home.resolve(".live/telemetry.json"));
            collector.awaitUpload(2);
            telemetry.record(STEP, 2);
            collector.awaitUpload(3);
            assertThat(files()).isEqualTo(settled);
            assertThat(home.resolve(".live/telemetry.json")).hasContent(state);
        }
        assertThat(home.resolve(".live/telemetry-spool")).doesNotExist();
    }

    @Test
    void run_reportsItsFirstRunOnce_howLongEverItGoesOn() throws Exception {
        try (Telemetry telemetry = open(policy(20).events(START, STEP).build())) {
            for (int i = 1; i <= 3; i++) {
                telemetry.record(STEP, i);
                collector.awaitUpload(i);
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= collector.bodies.size(); i++) {
            names.addAll(each(collector.upload(i), "event"));
        }
        assertThat(names).containsExactly("first_run", "step", "step", "step");
    }

    @Test
    void run_startsAThread_withItsFirstEventOnly() throws Exception {
        Telemetry telemetry = open(policy(NEVER).build());
        telemetry.begin("help");
        telemetry.record(STEP, 1);
        telemetry.begin("run");
        assertThat(threads()).isEmpty();
        telemetry.record(STEP, 1);
        assertThat(threads()).containsExactly("telemetry");
        telemetry.close();
        awaitNoThread();
        surroundings.environment.put("DO_NOT_TRACK", "1");
        try (Telemetry off = open(policy(NEVER).offWhenTruthy("DO_NOT_TRACK").build())) {
            off.record(STEP, 1);
            assertThat(threads()).isEmpty();
        }
        assertThat(collector.bodies).hasSize(1);
    }

    @Test
    void disable_inAnotherProcess_dropsWhatWaits_andEndsTheThread() throws Exception {
        Telemetry telemetry = open(policy(300).build());
        telemetry.record(STEP, 1);
        another().disable();
        awaitNoThread();
        telemetry.record(STEP, 2);
        telemetry.close();
        assertThat(collector.bodies).isEmpty();
    }

    @Test
    void disable_inAnotherProcess_isHeededAtTheEnd() throws Exception {
        try (Telemetry telemetry = open(policy(NEVER).build())) {
            telemetry.record(STEP, 1);
            another().disable();
        }
        assertThat(collector.bodies).isEmpty();
    }

    @Test
    void disable_inTheProcess_dropsWhatWaits_atOnce() throws Exception {
        Telemetry telemetry = open(policy(NEVER).build());
        telemetry.record(STEP, 1);
        telemetry.disable();
        awaitNoThread();
        telemetry.enable();
        telemetry.record(STEP, 2);
        telemetry.close();
        assertThat(numbers(collector.upload(1))).containsExactly("2");
    }

    @Test
    void reset_inAnotherProcess_dropsWhatWaitsUnderTheOldId() throws Exception {
        String renewed;
        try (Telemetry telemetry = open(policy(NEVER).build())) {
            telemetry.record(STEP, 1);
            renewed = String.valueOf(another().reset());
            surroundings.elapsedMillis = Telemetry.MAX_AGE_MILLIS;
            telemetry.record(STEP, 2);
        }
        assertThat(numbers(collector.upload(1))).containsExactly("2");
        assertThat(each(collector.upload(1), "install")).containsExactly(renewed);
    }

    @Test
    void reset_inAnotherProcess_isHeededAtTheEnd() throws Exception {
        try (Telemetry telemetry = open(policy(NEVER).build())) {
            telemetry.record(STEP, 1);
            another().reset();
        }
        assertThat(collector.bodies).isEmpty();
    }

    @Test
    void notice_shownByAnotherProcess_letsALongRunBegin() throws Exception {
        try (Telemetry telemetry = open(policy(NEVER).notice("Title", "Text").build())) {
            telemetry.record(STEP, 1);
            another().noticed();
            telemetry.record(STEP, 2);
            assertThat(threads()).isEmpty();
            surroundings.elapsedMillis = Telemetry.MAX_AGE_MILLIS;
            telemetry.record(STEP, 3);
        }
        assertThat(numbers(collector.upload(1))).containsExactly("3");
    }

    @Test
    void notice_shownByTheRunItself_countsFromTheNextOn() throws Exception {
        try (Telemetry telemetry = open(policy(NEVER).notice("Title", "Text").build())) {
            telemetry.begin("run");
            assertThat(telemetry.notifies()).isTrue();
            telemetry.noticed();
            surroundings.elapsedMillis = Telemetry.MAX_AGE_MILLIS;
            telemetry.record(STEP, 1);
        }
        assertThat(collector.bodies).isEmpty();
    }
}
