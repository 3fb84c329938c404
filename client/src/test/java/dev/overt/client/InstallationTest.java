package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Platform.class)
@SuppressWarnings("try") // A lock is held, not used.
final class InstallationTest {
    private static final String ID = "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b";
    private static final List<String> CONTENTS = List.of(
            "{\"schema_version\":2,\"install_id\":\"" + ID + "\",\"consent\":\"unset\",\"covers\":2}",
            "{\"schema_version\":2,\"install_id\":\"" + ID + "\",\"consent\":\"denied\",\"covers\":0}",
            "{\"schema_version\":1,\"install_id\":\"" + ID + "\",\"enabled\":true,\"notice_shown\":false}",
            "{\"schema_version\":1,\"install_id\":\"" + ID + "\",\"enabled\":false}",
            "{\"schema_version\":2,\"install_id\":\"" + ID + "\",\"hash_secret\":\"" + "a1".repeat(32)
                    + "\",\"consent\":\"denied\",\"covers\":2}",
            "{\"schema_version\":30003,\"install_id\":\"" + ID + "\",\"consent\":\"granted\",\"covers\":2}");

    private static final String SECRET = "0123456789abcdef".repeat(4);

    private final Platform platform;

    @TempDir
    Path home;

    InstallationTest(Platform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void locate() throws IOException {
        home = platform.home(home);
    }

    private Installation installation() {
        return new Installation(home.resolve("dir/telemetry.json"), new Surroundings());
    }

    private String hashSecret() throws IOException {
        return installation().hashSecret(installation().read());
    }

    private void store(byte[] content) throws IOException {
        Files.createDirectories(home.resolve("dir"));
        Files.write(home.resolve("dir/telemetry.json"), content);
    }

    private void store(String content) throws IOException {
        store(content.getBytes(StandardCharsets.UTF_8));
    }

    private static Decision decide(State state) {
        Policy policy = InitRunnerPolicy.builder().build();
        return Consent.decide(Situation.of(policy, state), "run");
    }

    @Test
    void read_isUnset_andCreatesNothing_whenNothingIsStored() {
        assertThat(installation().read()).isEqualTo(State.NONE);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void read_neverTurnsOnOrThrows_whateverTheFileHolds() throws IOException {
        long seed = Fuzz.seed();
        Random random = new Random(seed);
        for (int i = 0; i < Fuzz.rounds(5_000); i++) {
            store(corrupted(CONTENTS.get(i % CONTENTS.size()).getBytes(StandardCharsets.UTF_8), random));
            assertThat(decide(installation().read()).on())
                    .as("seed %d, round %d", seed, i)
                    .isFalse();
        }
    }

    @Test
    void read_keepsARecordedRefusal_whateverBefallsTheFile() throws IOException {
        long seed = Fuzz.seed();
        Random random = new Random(seed);
        installation().grant(2);
        installation().deny();
        byte[] stored = Files.readAllBytes(installation().file);
        byte[] granted = CONTENTS.get(5).replace("30003,", "2,").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < Fuzz.rounds(3_000); i++) {
            store(corrupted(i % 2 == 0 ? stored : granted, random));
            assertThat(decide(installation().read()).reason())
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(Decision.Reason.DENIED);
        }
        Files.delete(installation().file);
        assertThat(decide(installation().read()).reason()).isEqualTo(Decision.Reason.DENIED);
    }

    private static byte[] corrupted(byte[] content, Random random) {
        byte[] result = content.clone();
        switch (random.nextInt(4)) {
            case 0 -> result = Arrays.copyOf(content, random.nextInt(content.length));
            case 1 -> result[random.nextInt(result.length)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> {
                for (int i = 0; i < 4; i++) {
                    result[random.nextInt(result.length)] = (byte) random.nextInt(256);
                }
            }
            default -> {
                result = new byte[random.nextInt(40_000)];
                random.nextBytes(result);
            }
        }
        return result;
    }

    @Test
    void read_migratesTheFirstVersion() throws IOException {
        store(CONTENTS.get(3));
        assertThat(installation().read().answer()).isEqualTo(State.DENIED);
        store(CONTENTS.get(2));
        assertThat(installation().read().answer()).isEqualTo(State.UNSET);
        assertThat(installation().read().installId()).isEqualTo(ID);
    }

    @Test
    void read_keepsARefusal_ofANewerVersion() throws IOException {
        store(CONTENTS.get(5).replace("granted", "denied"));
        assertThat(installation().read().answer()).isEqualTo(State.DENIED);
    }

    @Test
    void read_doesNotCoverMore_whenTheAnswerDoesNotSayWhatItCovers() throws IOException {
        store(CONTENTS.get(5).replace("30003,", "2,").replace(",\"covers\":2", ""));
        assertThat(decide(installation().read()).reason()).isEqualTo(Decision.Reason.OUTDATED);
    }

    @Test
    void read_isDamaged_forAnythingButARegularFile() throws IOException {
        store(CONTENTS.get(5).replace("30003,", "2,"));
        Path file = installation().file;
        assertThat(decide(installation().read()).on()).isTrue();
        Path real = Files.move(file, home.resolve("real.json"));
        Files.createSymbolicLink(file, real);
        assertThat(installation().read().damage()).isEqualTo("is not a regular file");
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(installation().read().damage()).isEqualTo("is not a regular file");
    }

    @Test
    void read_isDamaged_whenTheFileIsTooLong() throws IOException {
        store(CONTENTS.get(5).replace("30003,", "2,") + " ".repeat(16 * 1024));
        assertThat(installation().read().damage()).isEqualTo("is too long");
    }

    @Test
    void read_isDamaged_whenTheFileBelongsToSomebodyElse() throws IOException {
        platform.assumeMachine();
        store(CONTENTS.get(5).replace("30003,", "2,"));
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
        Files.setAttribute(installation().file, "unix:uid", 12_345);
        assertThat(installation().read().isForeign()).isTrue();
    }

    @Test
    void deny_works_whenTheStateFileCannotBeReplaced() throws IOException {
        Files.createDirectories(home.resolve("dir/telemetry.json/full"));
        installation().deny();
        assertThat(decide(installation().read()).reason()).isEqualTo(Decision.Reason.DENIED);
    }

    @Test
    void deny_throws_whenNothingCanBeStored() throws IOException {
        Files.writeString(home.resolve("dir"), "a file where the directory should be");
        assertThatThrownBy(() -> installation().deny()).isInstanceOf(IOException.class);
    }

    @Test
    void grant_throws_andARefusalStays_whenTheStateFileCannotBeReplaced() throws IOException {
        installation().deny();
        Files.delete(installation().file);
        Files.createDirectories(home.resolve("dir/telemetry.json/full"));
        assertThatThrownBy(() -> installation().grant(2)).isInstanceOf(IOException.class);
        assertThat(decide(installation().read()).reason()).isEqualTo(Decision.Reason.DENIED);
    }

    @Test
    void grant_liftsARefusal_andKeepsTheInstallId() throws IOException {
        String id = installation().settle(State.NONE);
        installation().deny();
        assertThat(installation().read().answer()).isEqualTo(State.DENIED);
        installation().grant(2);
        assertThat(decide(installation().read()).on()).isTrue();
        assertThat(installation().read().installId()).isEqualTo(id);
    }

    @Test
    void files_areForTheirOwnerAlone_andNoTemporaryOneIsLeft() throws IOException {
        platform.assumePermissions();
        installation().settle(State.NONE);
        installation().deny();
        try (Stream<Path> files = Files.list(home.resolve("dir"))) {
            List<Path> all = files.sorted().toList();
            assertThat(all)
                    .extracting(each -> each.getFileName().toString())
                    .containsExactly("telemetry.denied", "telemetry.json", "telemetry.lock");
            for (Path each : all) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void settle_agreesOnOneId_amongManyAtOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path file = home.resolve("round" + round + "/telemetry.json");
            Callable<String> settling = round % 2 == 0
                    ? () -> String.valueOf(new Installation(file, new Surroundings()).settle(State.NONE))
                    : () -> {
                        Installation installation = new Installation(file, new Surroundings());
                        installation.grant(2);
                        return String.valueOf(installation.settle(installation.read()));
                    };
            assertThat(new HashSet<>(atOnce(16, settling))).hasSize(1);
        }
    }

    private static <T> List<T> atOnce(int count, Callable<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            start.countDown();
            List<T> all = new ArrayList<>();
            for (Future<T> each : futures) {
                all.add(each.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    private String granted(String secret) {
        return CONTENTS.get(5).replace("30003,", "2,\"hash_secret\":" + secret + ",");
    }

    @Test
    void read_isDamaged_whenTheHashSecretIsNone() throws IOException {
        store(granted("\"" + SECRET + "\""));
        assertThat(decide(installation().read()).on()).isTrue();
        assertThat(installation().read().hashSecret()).isEqualTo(SECRET);
        assertThat(installation().read()).asString().doesNotContain(SECRET);
        for (String each : List.of(
                "\"\"", "\"" + SECRET.substring(1) + "\"", "7", "[]", "\"" + SECRET.toUpperCase(Locale.ROOT) + "\"")) {
            store(granted(each));
            assertThat(decide(installation().read()).on()).as(each).isFalse();
            assertThat(installation().read().hashSecret()).as(each).isNull();
        }
    }

    @Test
    void hashSecret_isMadeOnce_amongManyAtOnce_andKept() throws Exception {
        installation().grant(2);
        String id = installation().read().installId();
        assertThat(installation().read().hashSecret()).isNull();
        Set<String> secrets = new HashSet<>(atOnce(8, () -> {
            try {
                return hashSecret();
            } catch (StateLock.Busy aSlowDisk) {
                return "";
            }
        }));
        secrets.remove("");
        assertThat(secrets).hasSize(1).allMatch(each -> each.matches("[0-9a-f]{64}"));
        assertThat(installation().read().hashSecret()).isIn(secrets);
        assertThat(installation().read().installId()).isEqualTo(id);
        assertThat(decide(installation().read()).on()).isTrue();
    }

    @Test
    void hashSecret_isForgotten_byRenew() throws IOException {
        installation().grant(2);
        String secret = hashSecret();
        installation().renew();
        assertThat(installation().read().hashSecret()).isNull();
        assertThat(hashSecret()).isNotEqualTo(secret);
    }

    @Test
    void hashSecret_throws_andStoresNothing_whenTheStateIsDamagedOrCannotBeWritten() throws IOException {
        store("{}");
        assertThatThrownBy(() -> hashSecret()).isInstanceOf(IOException.class);
        assertThat(Files.readString(installation().file)).isEqualTo("{}");
        Files.delete(installation().file);
        Files.createDirectories(home.resolve("dir/telemetry.json/full"));
        assertThatThrownBy(() -> hashSecret()).isInstanceOf(IOException.class);
    }

    private static State parse(String members) {
        return State.parse("{\"schema_version\":2,\"consent\":\"granted\",\"covers\":2" + members + "}");
    }

    @Test
    void state_keepsMembersOfOthers_asTheyAreWritten() throws IOException {
        String others =
                "\"theme\":{ \"a\" : [1, 2.50, 1e400, 123456789012345678901234567890] },\"\\u0022x\":\"\\u00e4\u00e4\"";
        store("{\"schema_version\":1,\"enabled\":true,\"notice_shown\":false," + others + ",\"install_id\":\"" + ID
                + "\"}");
        installation().notice(1);
        installation().grant(2);
        hashSecret();
        installation().renew();
        installation().deny();
        String stored = Files.readString(installation().file);
        assertThat(stored)
                .contains(
                        "\"theme\":{ \"a\" : [1, 2.50, 1e400, 123456789012345678901234567890] }", ":\"\\u00e4\u00e4\"")
                .doesNotContain("notice_shown", "enabled");
        assertThat(JsonReader.readObject(stored).get("\"x")).isEqualTo("\u00e4\u00e4");
        store("{\"schema_version\":30003,\"theme\":7}");
        installation().grant(2);
        assertThat(Files.readString(installation().file)).contains("\"theme\":7");
    }

    @Test
    void state_isKeptWithoutMembersOfOthers_whereItWouldBeTooLong() throws IOException {
        store("{\"schema_version\":2,\"consent\":\"unset\",\"theme\":\"" + "\u00e4".repeat(8 * 1024 - 40) + "\"}");
        assertThat(installation().read().damage()).isNull();
        installation().grant(2);
        assertThat(Files.size(installation().file)).isLessThan(1_000);
        assertThat(decide(installation().read()).on()).isTrue();
    }

    @Test
    void read_migratesAsInitRunnersPageSays() throws IOException {
        String first = "{\"schema_version\":1,\"install_id\":\"" + ID + "\",\"enabled\":%s,\"notice_shown\":true,"
                + "\"created_at\":\"2026-06-07T10:00:00.000000+00:00\"}";
        store(String.format(Locale.ROOT, first, "true"));
        assertThat(decide(installation().read()).reason()).isEqualTo(Decision.Reason.UNDECIDED);
        installation().grant(2);
        assertThat(installation().read().installId()).isEqualTo(ID);
        assertThat(installation().proof()).isNull();
        assertThat(Files.readString(installation().file))
                .contains("\"created_at\":\"2026-06-07T10:00:00.000000+00:00\"", "\"schema_version\":2");
        store(String.format(Locale.ROOT, first, "false"));
        State refused = installation().read();
        assertThat(decide(refused).reason()).isEqualTo(Decision.Reason.DENIED);
        // A variable may turn it on all the same: what is written then still refuses.
        assertThat(installation().settle(refused)).isEqualTo(ID);
        hashSecret();
        assertThat(decide(installation().read()).reason()).isEqualTo(Decision.Reason.DENIED);
        installation().grant(2);
        assertThat(decide(installation().read()).on()).isTrue();
    }

    @Test
    void read_doesNotTakeInitRunnersConsentForMoreThanItsAnswer() throws IOException {
        store("{\"schema_version\":2,\"install_id\":\"" + ID + "\",\"consent\":\"granted\","
                + "\"created_at\":\"2026-06-07T10:00:00.000000+00:00\"}");
        assertThat(decide(installation().read()).reason()).isEqualTo(Decision.Reason.OUTDATED);
        assertThat(installation().read().installId()).isEqualTo(ID);
    }

    @Test
    void read_isARefusal_whateverElseTheFileSays_whereItIsNotEnabled() {
        for (String version : List.of("1", "2", "3", "\"2\"", "null")) {
            State state = State.parse(
                    "{\"consent\":\"granted\",\"covers\":9,\"enabled\":false,\"schema_version\":" + version + "}");
            assertThat(state.answer()).as(version).isEqualTo(State.DENIED);
        }
        assertThat(parse(",\"enabled\":true").answer()).isEqualTo(State.GRANTED);
    }

    @Test
    void read_isDamaged_whereWhatDecidesWasChangedAndTheCheckWasNot() throws IOException {
        installation().grant(1);
        String stored = Files.readString(installation().file);
        store(stored.replace("\"covers\":1", "\"covers\":3"));
        assertThat(installation().read().damage()).isEqualTo("was changed by something else");
        assertThat(decide(installation().read()).on()).isFalse();
        store(stored.replace("granted", "denied"));
        assertThat(decide(installation().read()).reason()).isEqualTo(Decision.Reason.DENIED);
    }

    @Test
    void firstRunReported_isTrueInDoubt_andItsIdIsOne() {
        assertThat(parse("").firstRunReported()).isFalse();
        assertThat(parse(",\"first_run_reported\":false").firstRunReported()).isFalse();
        for (String each : List.of("true", "1", "\"false\"", "[]")) {
            assertThat(parse(",\"first_run_reported\":" + each).firstRunReported())
                    .as(each)
                    .isTrue();
        }
        assertThat(parse(",\"first_run_id\":\"0196f1e0-5b3a-7c41-9d2e-6a1b2c3d4e5f\"")
                        .damage())
                .isNull();
        for (String each : List.of("7", "\"\"", "\"0196f1e0\"", "\"0196f1e0-5b3a-7c41-9d2e-6a1b2c3d4e5F\"")) {
            assertThat(parse(",\"first_run_id\":" + each).damage())
                    .as(each)
                    .isEqualTo("holds an event id that is none");
        }
    }

    @Test
    void installId_isTheHashOfASecret_whichNoMessageShows() throws Exception {
        installation().grant(2);
        State proof = Objects.requireNonNull(installation().proof());
        String secret = Objects.requireNonNull(proof.deleteSecret());
        byte[] text = ("overt install id\n" + secret).getBytes(StandardCharsets.US_ASCII);
        assertThat(secret).matches("[0-9a-f]{64}");
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text)))
                .startsWith(proof.installId());
        assertThat(proof.toString()).doesNotContain(secret).doesNotContain(proof.installId());
        installation().deny();
        assertThat(Objects.requireNonNull(installation().proof()).deleteSecret())
                .isEqualTo(secret);
        String renewed = installation().renew();
        State other = Objects.requireNonNull(installation().proof());
        assertThat(other.installId()).isEqualTo(renewed).isNotEqualTo(proof.installId());
        assertThat(other.deleteSecret()).isNotEqualTo(secret);
        store(Files.readString(installation().file).replace(String.valueOf(renewed), ID));
        assertThat(installation().proof()).isNull();
        store("{\"schema_version\":2,\"consent\":\"granted\",\"delete_secret\":\"" + secret.substring(1) + "\"}");
        assertThat(installation().read().damage()).isEqualTo("holds a secret that is none");
    }

    @Test
    void settle_throws_andStoresNothing_whereTheChoiceIsGoneSinceTheRunBegan() throws IOException {
        for (String each : List.of("{", CONTENTS.get(1), CONTENTS.get(5), CONTENTS.get(0))) {
            store(each);
            State known = each.equals(CONTENTS.get(0)) ? State.NONE.withAnswer(State.GRANTED, 2) : State.NONE;
            assertThatThrownBy(() -> installation().settle(known)).as(each).isInstanceOf(IOException.class);
            assertThat(installation().file).hasContent(each);
        }
        Files.delete(installation().file);
        installation().grant(2);
        assertThat(installation().settle(State.NONE))
                .isEqualTo(installation().read().installId());
    }

    @Test
    void notice_throws_whereWhatIsStoredMayBeARefusal() throws IOException {
        store("{\"schema_version\":2,\"consent\":\"den");
        assertThatThrownBy(() -> installation().notice(2))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("cannot be used, it is not a JSON object; enable or disable telemetry.");
        assertThat(decide(installation().read()).on()).isFalse();
    }

    @Test
    void write_deletesWhatADeadProcessLeft_andNothingElse() throws IOException {
        installation().deny();
        Path directory = home.resolve("dir");
        FileTime old = FileTime.fromMillis(System.currentTimeMillis() - 3_700_000);
        for (String each :
                List.of(".telemetry.json.0a", ".telemetry.json.tmp.7.0a", ".telemetry.json", "telemetry.json.0a")) {
            Files.setLastModifiedTime(Files.createFile(directory.resolve(each)), old);
        }
        Files.createFile(directory.resolve(".telemetry.json.young"));
        Files.setLastModifiedTime(Files.createDirectory(directory.resolve(".telemetry.json.d")), old);
        installation().deny();
        assertThat(PrivateFiles.names(directory))
                .contains(".telemetry.json", "telemetry.json.0a", ".telemetry.json.young", ".telemetry.json.d")
                .doesNotContain(".telemetry.json.0a", ".telemetry.json.tmp.7.0a");
    }

    @Test
    @SuppressWarnings("try") // A lock is held, not used.
    void deny_says_thatAnotherProcessIsInTheWay_ratherThanThatItHolds() throws Exception {
        platform.assumeMachine();
        installation().grant(2);
        try (StateLock lock = installation().lock(0)) {
            Thread other = new Thread(
                    () -> assertThatThrownBy(() -> installation().deny()).isInstanceOf(StateLock.Busy.class));
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            other.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
            other.start();
            other.join();
            assertThat(failure.get()).isNull();
        }
        assertThat(decide(installation().read()).on()).isFalse();
    }

    @Test
    void run_readsTheStateOnce() throws IOException {
        platform.assumeMachine();
        Policy policy = Policy.builder("once", "Once", InitRunnerPolicy.MANIFEST)
                .on()
                .state("~/dir/telemetry.json")
                .events(InitRunnerPolicy.COMMAND, Event.onCall("hashed", Property.hash("project")))
                .build();
        for (int i = 0; i < 3; i++) {
            FaultyDisk disk = new FaultyDisk();
            try (Telemetry telemetry = Telemetry.open(policy, "1", new FakeSurroundings(disk.path(home)))) {
                telemetry.begin("run");
                telemetry.record(policy.events.get(1), "/home/ada");
                telemetry.finish(0, null);
            }
            if (i > 0) {
                assertThat(disk.looksAt(installation().file)).isEqualTo(1);
                assertThat(disk.changed())
                        .isNotEmpty()
                        .allMatch(each -> each.toString().contains("telemetry-spool"));
            }
        }
    }
}
