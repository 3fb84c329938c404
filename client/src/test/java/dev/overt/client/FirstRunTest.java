package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first run is reported exactly once, wherever a process dies and however many there are at once. */
final class FirstRunTest {
    private static final Event FIRST =
            Event.onFirstRun("first_run", Property.flag("is_ci").of(Fact.CI));
    private static final Event SECOND = Event.onFirstRun("first_run_os", Property.os("os"));
    private static final Event CALL = Event.onCall("called", Property.flag("well"));

    @TempDir
    Path home;

    private static Policy.Builder builder() {
        return Policy.builder("first", "First", InitRunnerPolicy.MANIFEST)
                .onOff("FIRST_TELEMETRY", new String[] {"on"}, new String[] {"off"})
                .events(FIRST, CALL, SECOND);
    }

    /** How consent is given in a process of this test. */
    enum Way {
        DEFAULT,
        VARIABLE,
        ENABLE,
        NOTICE,
        ID_FILE,
        PER_EVENT;

        Policy policy() {
            Policy.Builder builder = switch (this) {
                case DEFAULT -> builder().on();
                case NOTICE -> builder().notice("", "");
                case ID_FILE -> builder().on().idFile("~/ids/machine-id");
                case PER_EVENT -> builder().on().idPerEvent();
                case VARIABLE, ENABLE -> builder().ask("", "", "");
            };
            return builder.build();
        }
    }

    /** One run of a product in a process of its own or of the test: it agrees if it has to, and records. */
    private static void run(Way way, Path home) throws IOException {
        FakeSurroundings surroundings = new FakeSurroundings(home);
        surroundings.environment.put("FIRST_TELEMETRY", way == Way.VARIABLE ? "on" : "");
        if (way != Way.VARIABLE) {
            surroundings.environment.clear();
        }
        try (Telemetry telemetry = Telemetry.open(way.policy(), "1", surroundings)) {
            telemetry.begin("run");
            if (way == Way.NOTICE && telemetry.notifies()) {
                telemetry.noticed();
            } else if (telemetry.asks()) {
                telemetry.answer(true);
            }
            telemetry.record(CALL, true);
        }
    }

    private Telemetry open(Way way) {
        return Telemetry.open(way.policy(), "1", new FakeSurroundings(home));
    }

    private static List<Map<?, ?>> spooled(Path home) throws IOException {
        List<Map<?, ?>> events = new ArrayList<>();
        Path spool = home.resolve(".first/telemetry-spool");
        if (Files.exists(spool)) {
            try (Stream<Path> files = Files.list(spool)) {
                for (Path each : files.filter(file -> !file.endsWith("dropped")).toList()) {
                    for (String line : Files.readAllLines(each)) {
                        events.add(JsonReader.readObject(line));
                    }
                }
            }
        }
        return events;
    }

    private static List<String> ids(List<Map<?, ?>> events, Event wanted) {
        List<String> ids = new ArrayList<>();
        for (Map<?, ?> each : events) {
            if (wanted.name.equals(each.get("event"))) {
                ids.add(String.valueOf(each.get("id")));
            }
        }
        return ids;
    }

    private static Set<String> installs(List<Map<?, ?>> events) {
        Set<String> installs = new HashSet<>();
        for (Map<?, ?> each : events) {
            installs.add(String.valueOf(each.get("install")));
        }
        return installs;
    }

    private static void sendAll(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(".first/telemetry-spool"))) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void firstRun_isReportedOnce_howeverConsentWasGiven() throws IOException {
        for (Way way : Way.values()) {
            Path one = home.resolve(way.name());
            for (int i = 0; i < 4; i++) {
                run(way, one);
            }
            List<Map<?, ?>> events = spooled(one);
            assertThat(ids(events, FIRST)).as("%s", way).hasSize(1);
            assertThat(ids(events, SECOND)).as("%s", way).hasSize(1).doesNotContainAnyElementsOf(ids(events, FIRST));
            assertThat(ids(events, CALL)).as("%s", way).hasSize(way == Way.NOTICE ? 3 : 4);
            assertThat(installs(events)).as("%s", way).hasSize(1);
            sendAll(one);
            run(way, one);
            assertThat(ids(spooled(one), FIRST)).as("%s", way).isEmpty();
        }
    }

    @Test
    void firstRun_isNeitherLostNorDoubled_whereverAProcessIsKilled() throws Exception {
        for (Way way : List.of(Way.ENABLE, Way.ID_FILE)) {
            FaultyDisk disk = new FaultyDisk();
            run(way, disk.path(home.resolve(way.name())));
            List<Path> homes = new ArrayList<>();
            for (int at = 1; at <= disk.calls() + 1; at++) {
                homes.add(home.resolve(way.name() + at));
            }
            assertKilled(homes, way, "run");
            for (Path each : homes) {
                run(way, each);
                check(each);
                run(way, each);
                check(each);
            }
        }
    }

    @Test
    void firstRun_isDueAgain_whereverADisableThatDeletesItIsKilled() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        run(Way.ENABLE, home.resolve("disable"));
        Telemetry.open(Way.ENABLE.policy(), "1", new FakeSurroundings(disk.path(home.resolve("disable"))))
                .disable();
        List<Path> homes = new ArrayList<>();
        for (int at = 1; at <= disk.calls() + 1; at++) {
            homes.add(home.resolve("disable" + at));
            run(Way.ENABLE, home.resolve("disable" + at));
        }
        assertKilled(homes, Way.ENABLE, "disable");
        for (Path each : homes) {
            Telemetry.open(Way.ENABLE.policy(), "1", new FakeSurroundings(each)).enable();
            run(Way.ENABLE, each);
            check(each);
        }
    }

    /** In the first home a process is killed before its first call, and so on; in the last it comes to its end. */
    private static void assertKilled(List<Path> homes, Way way, String command) throws Exception {
        List<Process> processes = new ArrayList<>();
        for (Path each : homes) {
            int at = processes.size() + 1;
            processes.add(ChildJvm.start(each, Tool.class, "-Dway=" + way, "-Dat=" + at, "-Dcommand=" + command));
        }
        List<Integer> status = new ArrayList<>();
        for (Process each : processes) {
            assertThat(new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEmpty();
            status.add(each.waitFor());
        }
        assertThat(status).hasSizeGreaterThan(8).endsWith(0);
        assertThat(status.subList(0, status.size() - 1)).containsOnly(137);
    }

    private static void check(Path home) throws IOException {
        List<Map<?, ?>> events = spooled(home);
        assertThat(new HashSet<>(ids(events, FIRST))).as("%s", home).hasSize(1);
        assertThat(new HashSet<>(ids(events, SECOND))).as("%s", home).hasSize(1);
        assertThat(installs(events)).as("%s", home).hasSize(1);
        try (Stream<Path> files = Files.list(home.resolve(".first"))) {
            assertThat(files.map(each -> each.getFileName().toString()).filter(each -> each.equals("telemetry.json")))
                    .as("%s", home)
                    .hasSize(1);
        }
    }

    /** Runs in a process of its own, which ends before the call to the disk that {@code at} numbers. */
    static final class Tool {
        private Tool() {}

        public static void main(String[] args) throws IOException {
            Way way = Way.valueOf(System.getProperty("way"));
            FaultyDisk disk = new FaultyDisk();
            disk.set(FaultyDisk.Fault.END, Integer.getInteger("at", 0));
            Path home = disk.path(Path.of(args[0]));
            if (System.getProperty("command", "").equals("disable")) {
                Telemetry.open(way.policy(), "1", new FakeSurroundings(home)).disable();
            } else {
                run(way, home);
            }
        }
    }

    @Test
    void firstRun_isReportedOnce_amongManyProcessesAtOnce() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            Way way = i % 4 == 0 ? Way.ENABLE : Way.VARIABLE;
            processes.add(ChildJvm.start(home, Tool.class, "-Dway=" + way, "-Xshare:auto"));
        }
        for (Process each : processes) {
            String said = new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(each.waitFor()).as(said).isZero();
            assertThat(said).isEmpty();
        }
        List<Map<?, ?>> events = spooled(home);
        assertThat(ids(events, FIRST)).hasSize(1);
        assertThat(ids(events, CALL)).hasSize(64);
        assertThat(installs(events)).hasSize(1);
        try (Stream<Path> files = Files.list(home.resolve(".first"))) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("telemetry.json", "telemetry.lock", "telemetry-spool");
        }
    }

    @Test
    void firstRun_isDueAgain_withTheSameId_onlyWhereDisableDeletedItUnsent() throws IOException {
        run(Way.ENABLE, home);
        List<String> ids = ids(spooled(home), FIRST);
        open(Way.ENABLE).disable();
        assertThat(spooled(home)).isEmpty();
        open(Way.ENABLE).enable();
        run(Way.ENABLE, home);
        assertThat(ids(spooled(home), FIRST)).isEqualTo(ids);
        sendAll(home);
        open(Way.ENABLE).disable();
        open(Way.ENABLE).enable();
        run(Way.ENABLE, home);
        assertThat(ids(spooled(home), FIRST)).isEmpty();
    }

    @Test
    void firstRun_isDueAgain_whereOneOfItsEventsWasDeleted_orIsBeingSent() throws IOException {
        run(Way.ENABLE, home);
        Path spool = home.resolve(".first/telemetry-spool");
        Path sending = Files.createDirectory(spool.resolve("sending-0"));
        try (Stream<Path> files = Files.list(spool)) {
            Path ready = files.filter(each -> each.toString().endsWith(".ready"))
                    .findFirst()
                    .orElseThrow();
            Files.move(ready, sending.resolve(ready.getFileName()));
        }
        State state = new Installation(home.resolve(".first/telemetry.json"), new Surroundings()).read();
        assertThat(FirstRun.waits(state, new Spool(spool, new Surroundings()))).isTrue();
        open(Way.ENABLE).disable();
        open(Way.ENABLE).enable();
        run(Way.ENABLE, home);
        assertThat(ids(spooled(home), FIRST)).containsExactly(String.valueOf(state.firstRunId()));
    }

    @Test
    void firstRun_isNotReported_whereTheSpoolIsFull_andIsDueThen() throws IOException {
        Path spool = Files.createDirectories(home.resolve(".first/telemetry-spool"));
        Path big = Files.write(spool.resolve("1-0-0.ready"), new byte[(int) SpoolWriter.MAX_BYTES]);
        run(Way.DEFAULT, home);
        Files.delete(big);
        assertThat(ids(spooled(home), FIRST)).isEmpty();
        run(Way.DEFAULT, home);
        assertThat(ids(spooled(home), FIRST)).hasSize(1);
    }

    @Test
    void firstRun_isNotReportedByALaterVersion_ofAProductThatHadNone() throws IOException {
        Policy without = builder().on().events(CALL).build();
        try (Telemetry telemetry = Telemetry.open(without, "1", new FakeSurroundings(home))) {
            telemetry.record(CALL, true);
        }
        run(Way.DEFAULT, home);
        assertThat(ids(spooled(home), FIRST)).isEmpty();
        assertThat(ids(spooled(home), CALL)).hasSize(2);
    }
}
