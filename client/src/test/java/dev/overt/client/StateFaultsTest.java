package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random histories of one installation, each followed by a random fault, by runs and by a command: nothing is thrown at
 * a run, nothing turns on, no refusal is lost.
 */
@ParameterizedClass
@EnumSource(Platform.class)
final class StateFaultsTest {
    private static final Event CALL = Event.onCall("called", Property.hash("project"));
    private static final Event FIRST = Event.onFirstRun("first_run", Property.os("os"));
    private static final int COVERS = 2;
    private static final List<Fault> FAULTS = List.of(Fault.values());
    private static final List<Policy> POLICIES = List.of(
            builder().ask("", "", "").build(),
            builder().ask("", "", "").idFile("~/.faults/id").build(),
            builder().notice("", "").build(),
            builder().notice("", "").noId().build(),
            builder().on().build(),
            builder().on().idFile("~/.ids/id").build());
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final long DAY_MILLIS = 24L * 60 * 60 * 1000;

    private final Platform platform;

    @TempDir(factory = InMemory.class)
    Path home;

    StateFaultsTest(Platform platform) {
        this.platform = platform;
    }

    private static Policy.Builder builder() {
        return Policy.builder("faults", "Faults", InitRunnerPolicy.MANIFEST)
                .covers(COVERS)
                .onOff("FAULTS_TELEMETRY", new String[] {"on"}, new String[] {"off"})
                .events(CALL, FIRST);
    }

    /** What befalls the files of an installation. */
    enum Fault {
        BYTE_CHANGED,
        BIT_CHANGED,
        NUMBER_CHANGED,
        CUT_OFF,
        EMPTIED,
        TOO_LONG,
        NOISE,
        NOT_UTF_8,
        WRONG_TYPE,
        OTHER_VERSION,
        SYMBOLIC_LINK,
        DIRECTORY,
        PIPE,
        UNWRITABLE,
        FOREIGN,
        DELETED,
        REFUSAL_DELETED,
        REFUSAL_IS_A_DIRECTORY,
        LOCK_IS_ANOTHER,
        ID_IS_ANOTHER,
        ONE_CALL_FAILS,
        DISK_FULL,
        DIRECTORY_GONE,
        HOME_GONE,
        HOME_IS_A_FILE;

        /** Whether calls to the disk fail. */
        boolean fails() {
            return this == ONE_CALL_FAILS || this == DISK_FULL;
        }

        /** Whether it takes both places of a refusal away. */
        boolean takesAll() {
            return compareTo(DIRECTORY_GONE) >= 0;
        }
    }

    /** In memory where the system has such a place: nothing here waits for a disk. */
    static final class InMemory implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            Path memory = Path.of("/dev/shm");
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "overt")
                    : Files.createTempDirectory("overt");
        }
    }

    @Test
    void anyFault_throwsNothingAtARun_turnsNothingOn_andLosesNoRefusal() throws Exception {
        long seed = Fuzz.seed();
        home = platform.home(home);
        Path pipe = home.resolve("pipe");
        if (platform.isMachine()) {
            assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();
        } else {
            Files.createFile(pipe);
        }
        int refusals = 0;
        for (int i = 0; i < Fuzz.rounds(platform.isMachine() ? 20_000 : 2_000); i++) {
            Case one = new Case(platform, home.resolve("home"), pipe, new Random(seed + i));
            try {
                one.play();
            } catch (Throwable failure) {
                throw new AssertionError("seed " + seed + ", case " + i + ": " + one.story, failure);
            }
            refusals += one.refused() ? 1 : 0;
            delete(home.resolve("home"));
        }
        assertThat(refusals).isPositive();
    }

    private static void delete(Path file) throws IOException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            for (String each : Objects.requireNonNull(PrivateFiles.names(file))) {
                delete(file.resolve(each));
            }
        }
        Files.deleteIfExists(file);
    }

    /** One history, and what it should have come to. */
    private static final class Case {
        private final Path home;
        private final Path directory;
        private final Path file;
        private final Path pipe;
        private final Random random;
        private final Platform platform;
        private final FaultyDisk disk;
        private final FakeSurroundings surroundings;
        private final Policy policy;
        private final Fault fault;
        final StringBuilder story = new StringBuilder();

        private String answer = State.UNSET;
        private int covers;
        private int noticed;
        /** Whether the person has said yes, or may have been told, even if that failed. */
        private boolean mayBeOn;

        Case(Platform platform, Path home, Path pipe, Random random) {
            this.platform = platform;
            this.disk = new FaultyDisk(home.getFileSystem());
            this.home = home;
            this.directory = home.resolve(".faults");
            this.file = directory.resolve("telemetry.json");
            this.pipe = pipe;
            this.random = random;
            this.surroundings = new FakeSurroundings(disk.path(home));
            this.surroundings.nowMillis = System.currentTimeMillis();
            this.policy = POLICIES.get(random.nextInt(POLICIES.size()));
            this.fault = FAULTS.get(random.nextInt(FAULTS.size()));
        }

        boolean refused() {
            return answer.equals(State.DENIED);
        }

        private boolean on() {
            return switch (answer) {
                case State.DENIED -> false;
                case State.GRANTED -> covers >= COVERS;
                default -> isOnByDefault() || (policy.notifies && noticed >= COVERS);
            };
        }

        private boolean isOnByDefault() {
            return !policy.asks && !policy.notifies;
        }

        private Installation installation() {
            return Installation.of(policy, disk.path(home), surroundings);
        }

        private Telemetry open() {
            return Telemetry.open(policy, "1", surroundings);
        }

        private Decision decide() {
            return Consent.decide(Situation.of(policy, installation().read()), "run");
        }

        void play() throws IOException {
            Files.createDirectory(home);
            for (int i = random.nextInt(4); i > 0; i--) {
                live();
            }
            story.append("on ").append(on());
            if (random.nextInt(4) == 0) {
                assertThat(decide().on()).isEqualTo(on());
            }
            byte @Nullable [] before = content();
            // Where nothing is left that says no, a product that asks nobody is on.
            boolean nothingLeft = fault.takesAll() || (fault == Fault.DELETED && !refused());
            mayBeOn = on() || (nothingLeft && isOnByDefault());
            befall();
            check();
            if (random.nextInt(8) == 0) {
                surroundings.environment.put("FAULTS_TELEMETRY", "on");
            }
            int when = random.nextInt(3);
            if (when == 0) {
                run();
            }
            boolean refusedNow = command();
            if (when == 1) {
                run();
            }
            check();
            checkWhole(before);
            lift();
            if (refusedNow) {
                assertThat(decide().reason()).isEqualTo(Decision.Reason.DENIED);
            }
            if (fault.fails()) {
                check();
                checkLeftovers();
            }
        }

        /** One step of a history without faults. */
        private void live() throws IOException {
            int step = random.nextInt(7);
            story.append("step ").append(step).append(", ");
            switch (step) {
                case 0 -> {
                    covers = 1 + random.nextInt(COVERS + 1);
                    installation().grant(covers);
                    answer = State.GRANTED;
                }
                case 1 -> {
                    open().disable();
                    answer = State.DENIED;
                }
                case 2 -> {
                    noticed = 1 + random.nextInt(COVERS);
                    installation().notice(noticed);
                }
                case 3 -> installation().settle(installation().read());
                case 4 -> open().reset();
                case 5 -> installation().hashSecret(installation().read());
                default -> run();
            }
        }

        /** A run, which nothing may disturb. */
        private void run() {
            try (Telemetry telemetry = open()) {
                telemetry.begin("run");
                telemetry.record(CALL, "/home/ada");
                telemetry.finish(0, null);
            }
            assertThat(surroundings.errors.size()).isZero();
        }

        /** A command, which may fail by an {@code IOException}; whether it is a refusal that did not. */
        private boolean command() {
            int command = random.nextInt(6);
            story.append(", command ").append(command);
            try {
                switch (command) {
                    case 0 -> {
                        mayBeOn = true;
                        answer = State.GRANTED;
                        open().enable();
                        assertThat(decide().on()).isTrue();
                    }
                    case 1 -> {
                        open().disable();
                        mayBeOn = false;
                        answer = State.DENIED;
                        assertThat(decide().reason()).isEqualTo(Decision.Reason.DENIED);
                        return true;
                    }
                    case 2 -> {
                        State told = installation().read();
                        mayBeOn |= policy.notifies && told.answer().equals(State.UNSET) && told.damage() == null;
                        open().noticed();
                    }
                    case 3 -> open().reset();
                    case 4 -> open().status();
                    default -> open().log();
                }
            } catch (IOException failed) {
                story.append(" failed: ").append(failed.getMessage());
            }
            return false;
        }

        private void check() {
            Decision decision = decide();
            if (decision.on()) {
                assertThat(mayBeOn).as("%s", decision).isTrue();
            }
            if (refused() && !fault.takesAll()) {
                assertThat(decision.reason()).isEqualTo(Decision.Reason.DENIED);
            }
        }

        /** Whoever reads the file while calls fail sees all of one content. */
        private void checkWhole(byte @Nullable [] before) throws IOException {
            byte[] now = content();
            if (now != null && !Arrays.equals(now, before) && fault.fails()) {
                assertThat(State.parse(new String(now, StandardCharsets.UTF_8)).damage())
                        .isNull();
            }
        }

        private byte @Nullable [] content() throws IOException {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.readAllBytes(file) : null;
        }

        /** What a failed deletion left is deleted by a later write. */
        private void checkLeftovers() throws IOException {
            surroundings.nowMillis += DAY_MILLIS;
            if (Files.isDirectory(directory)) {
                installation().deny();
                assertThat(PrivateFiles.names(directory)).noneMatch(name -> name.startsWith(".telemetry.json."));
            }
        }

        private void befall() throws IOException {
            story.append(", ").append(fault);
            byte[] content = content();
            switch (fault) {
                case DELETED -> Files.deleteIfExists(file);
                case REFUSAL_DELETED -> Files.deleteIfExists(directory.resolve("telemetry.denied"));
                case REFUSAL_IS_A_DIRECTORY -> replaceRefusal();
                case LOCK_IS_ANOTHER -> another(directory.resolve("telemetry.lock"));
                case ID_IS_ANOTHER -> another(home.resolve(policy.idFile.isEmpty() ? "x" : policy.idFile.substring(2)));
                case ONE_CALL_FAILS -> disk.set(FaultyDisk.Fault.ONE_CALL, 1 + random.nextInt(24));
                case DISK_FULL -> disk.set(FaultyDisk.Fault.EACH_CALL, 1 + random.nextInt(24));
                case DIRECTORY_GONE -> delete(directory);
                case HOME_GONE -> delete(home);
                case HOME_IS_A_FILE -> {
                    delete(home);
                    Files.createFile(home);
                }
                case SYMBOLIC_LINK, DIRECTORY, PIPE -> another(file);
                default -> {
                    if (content != null) {
                        befall(content);
                    }
                }
            }
        }

        private void replaceRefusal() throws IOException {
            Path refusal = directory.resolve("telemetry.denied");
            if (Files.deleteIfExists(refusal)) {
                Files.createDirectory(refusal);
                if (random.nextBoolean()) {
                    Files.createFile(refusal.resolve("full"));
                }
            }
        }

        /** Puts something else into a file's place. */
        private void another(Path place) throws IOException {
            if (!Files.exists(Objects.requireNonNull(place.getParent()))) {
                return;
            }
            int what = fault == Fault.PIPE ? 0 : fault == Fault.DIRECTORY ? 1 : random.nextInt(5);
            if (fault == Fault.SYMBOLIC_LINK) {
                what = 2 + what % 3;
            }
            Path moved = home.resolve("moved");
            if (Files.exists(place)) {
                Files.move(place, moved, StandardCopyOption.REPLACE_EXISTING);
            }
            switch (what) {
                case 0 -> Files.createLink(place, pipe);
                case 1 -> Files.createDirectories(random.nextBoolean() ? place.resolve("full") : place);
                case 2 -> Files.createSymbolicLink(place, home.resolve("nowhere"));
                case 3 -> Files.createSymbolicLink(place, place);
                default -> Files.createSymbolicLink(place, moved);
            }
        }

        private void befall(byte[] content) throws IOException {
            String text = new String(content, StandardCharsets.UTF_8);
            int at = random.nextInt(content.length);
            switch (fault) {
                case BYTE_CHANGED -> content[at] = (byte) random.nextInt(256);
                case BIT_CHANGED -> content[at] ^= (byte) (1 << random.nextInt(8));
                case NUMBER_CHANGED -> content[numberIn(text)] = (byte) ('0' + random.nextInt(10));
                case CUT_OFF -> content = Arrays.copyOf(content, at);
                case EMPTIED -> content = new byte[0];
                case TOO_LONG -> content = Arrays.copyOf(content, State.MAX_BYTES + 1 + random.nextInt(1_000));
                case NOISE -> random.nextBytes(content);
                case NOT_UTF_8 -> content[at] = (byte) (0x80 | random.nextInt(128));
                case WRONG_TYPE -> content = wrongType(text).getBytes(StandardCharsets.UTF_8);
                case OTHER_VERSION ->
                    content = text.replace("\"schema_version\":2", "\"schema_version\":" + random.nextInt(40_000))
                            .getBytes(StandardCharsets.UTF_8);
                case UNWRITABLE -> makeWritable(false);
                case FOREIGN -> {
                    if (ROOT && platform.isMachine()) {
                        Files.setAttribute(random.nextBoolean() ? file : directory, "unix:uid", 12_345);
                    }
                }
                default -> throw new AssertionError(fault);
            }
            if (fault != Fault.UNWRITABLE) {
                Files.write(file, content);
            }
        }

        /** Where one of the members that are numbers ends. */
        private int numberIn(String text) {
            int at = random.nextInt(text.length());
            while (!(Character.isDigit(text.charAt(at)) && ",}".indexOf(text.charAt(at + 1)) >= 0)) {
                at = (at + 1) % text.length();
            }
            return at;
        }

        /** One member has a value of another type. */
        private String wrongType(String text) {
            String[] members = text.split(",", -1);
            int one = random.nextInt(members.length);
            String[] values = {"7", "true", "null", "[]", "{}", "\"\"", "-1", "1e400", "\"\\u0000\"", "\"true\""};
            int colon = members[one].indexOf(':');
            members[one] = members[one].substring(0, colon + 1)
                    + values[random.nextInt(values.length)]
                    + (one == members.length - 1 ? "}\n" : "");
            return (one == 0 && !members[0].startsWith("{") ? "{" : "") + String.join(",", members);
        }

        /** Ends a fault that can end by itself. */
        private void lift() {
            disk.set(FaultyDisk.Fault.ONE_CALL, 0);
            makeWritable(true);
        }

        /** As far as that counts for whom the test runs as. */
        private void makeWritable(boolean writable) {
            if (platform.isMachine()) {
                file.toFile().setWritable(writable);
                directory.toFile().setWritable(writable);
            }
        }
    }
}
