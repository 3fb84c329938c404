package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many processes record at once, and half of them are killed while they do. */
final class KilledRecordersTest {
    private static final int PROCESSES = 64;
    private static final int AT_ONCE = 8;
    private static final int EVENTS = 30;
    private static final Pattern NUMBER = Pattern.compile("\\{\"number\":([0-9]+)}");
    private static final Event COUNTED = Event.onCall("counted", Property.integer("number", 0, 1_000_000));

    @TempDir
    Path home;

    private final Set<Long> recorded = ConcurrentHashMap.newKeySet();

    private static Policy policy() {
        return Policy.builder("counting", "Counting", InitRunnerPolicy.MANIFEST)
                .on()
                .state("~/telemetry.json")
                .events(COUNTED)
                .build();
    }

    @Test
    void eventsRecordedBeforeAKill_areSentOnce_andNothingHalfWritten() throws Exception {
        try (FakeCollector collector = new FakeCollector()) {
            runProcesses(collector);
            upload(collector);
            List<Long> sent = numbers(collector);
            assertThat(sent).doesNotHaveDuplicates().containsAll(recorded);
            assertThat(recorded).hasSizeGreaterThan(PROCESSES / 2 * EVENTS);
            assertThat(new Spool(home.resolve("telemetry-spool"), new Surroundings()).names())
                    .containsExactlyInAnyOrder("last-result", "uploading.lock");
        }
    }

    private void runProcesses(FakeCollector collector) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    record(number, number % 2 == 0);
                    upload(collector);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Runs one process to its end, or kills it while it records. */
    private void record(int number, boolean kill) throws IOException, InterruptedException {
        Process process = ChildJvm.start(home, Recorder.class, "-Dfirst=" + number * 1000, "-Dendless=" + kill);
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            int left = kill ? 1 + number / 2 : Integer.MAX_VALUE;
            for (String each = lines.readLine(); each != null && !each.isEmpty(); each = lines.readLine()) {
                recorded.add(Long.valueOf(each));
                if (--left == 0) {
                    // By its handle: what it has printed can still be read.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
    }

    private void upload(FakeCollector collector) throws IOException {
        Surroundings surroundings = new Surroundings();
        Installation installation = new Installation(home.resolve("telemetry.json"), surroundings);
        new Uploader(installation, Decision.Reason.DEFAULT, policy(), collector.address(), surroundings).run();
    }

    private static List<Long> numbers(FakeCollector collector) {
        List<Long> numbers = new ArrayList<>();
        for (String each : collector.bodies) {
            Matcher matcher = NUMBER.matcher(each);
            while (matcher.find()) {
                numbers.add(Long.valueOf(matcher.group(1)));
            }
        }
        return numbers;
    }

    /** Prints the number of each event once it is recorded. */
    static final class Recorder {
        private Recorder() {}

        public static void main(String[] args) {
            int first = Integer.getInteger("first", 0);
            try (Telemetry telemetry = Telemetry.open(policy(), "1.0")) {
                for (int i = 0; Boolean.getBoolean("endless") ? i < 1000 : i < EVENTS; i++) {
                    telemetry.record(COUNTED, first + i);
                    System.out.println(first + i);
                }
            }
        }
    }
}
