package dev.overt.collector.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.overt.collector.EveryType;
import dev.overt.collector.MutableClock;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.receive.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeletionTest {
    private static final int HISTORIES = 5 * Integer.getInteger("overt.fuzz.factor", 1);

    @TempDir
    private Path directory;

    /** What a test ends a round with: nothing in the program catches it, as nothing catches SIGKILL. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private static UUID uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static void fill(DataFolder folder, List<Person> people, int events, Random random) {
        for (int i = 0; i < events; i++) {
            Person person = people.get(random.nextInt(people.size()));
            String install = random.nextBoolean() ? person.id() : person.id().toUpperCase(Locale.ROOT);
            folder.take(DataFolder.event(uuid(random), install, random.nextBoolean() ? "run" : "nonsense"));
        }
    }

    private static List<Person> people(int count, Random random) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(Person.random(random));
        }
        return people;
    }

    /** Puts the id where files that could not be read are, as it was when they could. */
    private static void setAside(DataFolder folder, Person person) throws IOException {
        Files.writeString(folder.path.resolve("store.duckdb.unreadable-20260101T000000.000Z.wal"), person.id());
        Files.writeString(folder.path.resolve("log/00000000000000000000.segment.damaged"), person.id());
    }

    @Test
    void deletion_leavesNoByte_andAllElse_throughRandomHistories() throws Exception {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            List<Person> people = people(2 + random.nextInt(6), random);
            Person gone = people.get(0);
            DataFolder folder = DataFolder.open(directory.resolve("history" + seed));
            try {
                for (int life = random.nextInt(3); life >= 0; life--) {
                    fill(folder, people, random.nextInt(60), random);
                    if (random.nextBoolean()) {
                        folder = folder.reopened();
                    }
                }
                folder.take(DataFolder.event(uuid(random), gone.id(), "run"));
                setAside(folder, gone);
                folder.load();
                long rows = folder.rows(gone.id());
                List<List<Object>> others = folder.rowsWithout(gone.id());
                List<LogEntry> entries = withoutOf(gone, folder.entries());
                long end = folder.log.endOffset();

                Deletion deletion = folder.request(gone);
                assertThat(folder.round()).isTrue();

                assertThat(folder.filesWith(gone.id())).as("history %d", seed).isEmpty();
                assertThat(folder.rowsWithout(gone.id())).isEqualTo(others);
                assertThat(folder.rows(gone.id())).isZero();
                assertThat(folder.entries()).isEqualTo(entries);
                Receipt receipt =
                        folder.deletions.receipts().find(deletion.id()).orElseThrow();
                assertThat(receipt.members().get("deleted"))
                        .isEqualTo(Map.of("log", rows, "store", rows, "quarantine", 0L, "files", 1L));
                assertThat(folder.recomputed).containsExactly("initrunner");
                assertThat(folder.take(DataFolder.event(uuid(random), gone.id(), "run"))
                                .get(0)
                                .outcome())
                        .isEqualTo(Result.Outcome.REJECTED);
                folder.take(DataFolder.event(uuid(random), people.get(1).id(), "run"));
                folder.load();
                assertThat(folder.log.endOffset()).isGreaterThan(end);
                assertThat(folder.rowsWithout(gone.id())).hasSize(others.size() + 1);

                folder = folder.reopened();
                assertThat(folder.rowsWithout(gone.id())).hasSize(others.size() + 1);
                assertThat(folder.filesWith(gone.id())).isEmpty();
            } finally {
                folder.close();
            }
        }
    }

    private static List<LogEntry> withoutOf(Person person, List<LogEntry> entries) {
        return entries.stream()
                .filter(entry -> !(entry instanceof LogEntry.Accepted event
                        && person.id().equals(event.install())))
                .toList();
    }

    /** Ends a round before each thing that it changes, one after the other, and goes on after a start. */
    @Test
    void deletion_endsInOneReceipt_whereverItIsCutOff() throws Exception {
        int cuts = 0;
        for (boolean cutOff = true; cutOff; cuts++) {
            Random random = new Random(cuts);
            List<Person> people = people(3, random);
            Person gone = people.get(0);
            DataFolder folder = DataFolder.open(directory.resolve("cut" + cuts));
            try {
                fill(folder, people, 40, random);
                folder.load();
                long rows = folder.rows(gone.id());
                List<List<Object>> others = folder.rowsWithout(gone.id());
                Deletion deletion = folder.request(gone);
                AtomicInteger left = new AtomicInteger(cuts);
                try {
                    folder.round(place -> {
                        if (left.getAndDecrement() == 0) {
                            throw new Killed();
                        }
                    });
                    cutOff = false;
                } catch (Killed killed) {
                    assertThat(folder.deletions.pending().size()).isEqualTo(1);
                }

                folder = folder.reopened();
                assertThat(folder.take(DataFolder.event(uuid(random), gone.id(), "run"))
                                .get(0)
                                .outcome())
                        .as("suppressed after cut %d", cuts)
                        .isEqualTo(Result.Outcome.REJECTED);
                assertThat(folder.round()).isTrue();

                assertThat(folder.filesWith(gone.id())).as("cut %d", cuts).isEmpty();
                assertThat(folder.rowsWithout(gone.id())).isEqualTo(others);
                assertThat(folder.deletions.receipts().count()).isEqualTo(1);
                Receipt receipt =
                        folder.deletions.receipts().find(deletion.id()).orElseThrow();
                assertThat(receipt.members().get("deleted"))
                        .isEqualTo(Map.of("log", rows, "store", rows, "quarantine", 0L, "files", 0L));
                assertThat(folder.deletions.pending().size()).isZero();
            } finally {
                folder.close();
            }
        }
        assertThat(cuts).isGreaterThan(12);
    }

    @Test
    void deletion_givesNoReceipt_whileAFileHasTheId() throws Exception {
        Random random = new Random(3);
        Person gone = Person.random(random);
        try (DataFolder folder = DataFolder.open(directory.resolve("data"))) {
            folder.take(DataFolder.event(uuid(random), gone.id(), "run"));
            Path left = Files.writeString(
                    folder.path.resolve("copy.txt"), "id: " + gone.id().toUpperCase(Locale.ROOT));
            Deletion deletion = folder.request(gone);

            folder.round();
            folder.round();
            assertThat(folder.deletions.receipts().count()).isZero();
            assertThat(folder.deletions
                            .pending()
                            .find(deletion.id())
                            .orElseThrow()
                            .step())
                    .isEqualTo(Step.LOG);

            Files.delete(left);
            folder.round();
            assertThat(folder.deletions.receipts().count()).isEqualTo(1);
        }
    }

    @Test
    void deletion_waits_forEveryDestination_andSaysWhichCannot() throws Exception {
        Random random = new Random(4);
        Person gone = Person.random(random);
        DataFolder folder = DataFolder.open(directory.resolve("data"));
        try {
            folder.destinations.putAll(Map.of("posthog", ErasureState.PENDING, "hook", ErasureState.IMPOSSIBLE));
            Deletion deletion = folder.request(gone);
            folder.round();
            folder = folder.reopened();
            folder.round();
            assertThat(folder.deletions.receipts().count()).isZero();

            folder.destinations.put("posthog", ErasureState.DONE);
            folder.round();

            Receipt receipt = folder.deletions.receipts().find(deletion.id()).orElseThrow();
            assertThat(receipt.members().get("destinations"))
                    .isEqualTo(Map.of("posthog", "done", "hook", "impossible"));
        } finally {
            folder.close();
        }
    }

    @Test
    void deletion_waits_whileAForwarderHasTheId() throws Exception {
        Random random = new Random(9);
        Person gone = Person.random(random);
        try (DataFolder folder = DataFolder.open(directory.resolve("data"))) {
            Path erasures = Files.createDirectories(folder.path.resolve("forward/initrunner/hook"))
                    .resolve("erasures.json");
            Files.writeString(erasures, "[{\"install\":\"" + gone.id() + "\"}]");
            Deletion deletion = folder.request(gone);

            assertThat(folder.round()).isFalse();
            assertThat(folder.deletions
                            .pending()
                            .find(deletion.id())
                            .orElseThrow()
                            .step())
                    .isEqualTo(Step.VERIFY);

            Files.delete(erasures);
            assertThat(folder.round()).isTrue();
            assertThat(folder.deletions.receipts().count()).isEqualTo(1);
        }
    }

    @Test
    void deletion_isOne_forRequestsThatAreRepeated_andForAnIdThatNobodyKnows() throws Exception {
        Random random = new Random(5);
        Person unknown = Person.random(random);
        try (DataFolder folder = DataFolder.open(directory.resolve("data"))) {
            Deletion first = folder.request(unknown);
            assertThat(folder.request(unknown)).isEqualTo(first);
            folder.round();
            assertThat(folder.deletions.request(unknown.installation(), unknown.secret(), "installation"))
                    .isEmpty();
            assertThat(folder.deletions
                            .done(unknown.installation())
                            .orElseThrow()
                            .deletion())
                    .isEqualTo(first.id());
            assertThat(folder.deletions.receipts().count()).isEqualTo(1);
        }
    }

    @Test
    void suppression_lasts90Days_andCountsWhatItDrops() throws Exception {
        Random random = new Random(6);
        Person gone = Person.random(random);
        DataFolder folder = DataFolder.open(directory.resolve("data"));
        try {
            folder.request(gone);
            folder.round();
            folder.clock.advance(Duration.ofDays(89));
            folder = folder.reopened();
            IncomingEvent late = DataFolder.event(uuid(random), gone.id(), "run");
            Result result = folder.take(late).get(0);
            assertThat(result.outcome()).isEqualTo(Result.Outcome.REJECTED);
            assertThat(result.reason()).isEqualTo("deleted_installation");
            folder.intake.close();
            folder.load();
            assertThat(folder.store
                            .query("select event, reason, count from overt.drops")
                            .rows())
                    .containsExactly(List.of("*", "deleted_installation", 1L));
            assertThat(folder.filesWith(gone.id())).isEmpty();

            folder.clock.advance(Duration.ofDays(2));
            folder = folder.reopened();
            assertThat(folder.take(late).get(0).outcome()).isEqualTo(Result.Outcome.ACCEPTED);
        } finally {
            folder.close();
        }
    }

    @Test
    void deletion_isPossible_whereAnotherProductHasTheSameId() throws Exception {
        Random random = new Random(7);
        Person gone = Person.random(random);
        try (DataFolder folder = DataFolder.open(directory.resolve("data"))) {
            folder.store.declare(EveryType.manifest());
            folder.take(DataFolder.event(uuid(random), gone.id(), "run"));
            folder.log.append(List.of(new LogEntry.Accepted(
                    uuid(random), "every-type", "batch_done", gone.id(), 1, 1, Map.of(), List.of())));
            folder.request(gone);
            assertThat(folder.round()).isTrue();

            assertThat(folder.deletions.receipts().count()).isEqualTo(1);
            assertThat(folder.rows(gone.id())).isZero();
            assertThat(folder.store
                            .query("select install_id from every_type.batch_done")
                            .rows())
                    .containsExactly(List.of(gone.id()));
        }
    }

    @Test
    void open_goesOn_afterAKillInTheMiddleOfAWrite_andRefusesWhatIsDamaged() throws Exception {
        Random random = new Random(8);
        Person gone = Person.random(random);
        DataFolder folder = DataFolder.open(directory.resolve("data"));
        try {
            folder.request(gone);
            folder.round();
            Path deletions = folder.path.resolve("deletions");
            Files.writeString(deletions.resolve("pending/x.json.new"), "{\"install\":\"" + gone.id());
            Files.writeString(deletions.resolve("receipts.jsonl"), "{\"overt\":1,", StandardOpenOption.APPEND);
            Files.writeString(deletions.resolve("suppressed"), "0123", StandardOpenOption.APPEND);
            folder = folder.reopened();
            assertThat(folder.filesWith(gone.id())).isEmpty();
            folder.request(Person.random(random));
            folder.round();
            assertThat(folder.deletions.receipts().count()).isEqualTo(2);

            String chain = Files.readString(deletions.resolve("receipts.jsonl"));
            Files.writeString(deletions.resolve("receipts.jsonl"), chain.substring(chain.indexOf('\n') + 1));
            assertThatThrownBy(() -> DeletionFolder.open(deletions, new MutableClock()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("receipts.jsonl is damaged")
                    .hasMessageContaining("rename it");
        } finally {
            folder.close();
        }
    }

    @Test
    void proof_holds_forTheSecretOnly() {
        String secret = "0123456789abcdef".repeat(4);
        // printf 'overt install id\n0123…' | sha256sum | cut -c 1-32
        assertThat(Proof.idOf(secret)).isEqualTo("87033c22c69dcfa330892c10de5e8747");
        assertThat(Proof.holds(secret, Proof.idOf(secret))).isTrue();
        for (int i = 0; i < 64; i++) {
            byte[] forged = secret.getBytes(StandardCharsets.US_ASCII);
            forged[i] = (byte) (forged[i] == 'a' ? 'b' : 'a');
            assertThat(Proof.holds(new String(forged, StandardCharsets.US_ASCII), Proof.idOf(secret)))
                    .isFalse();
        }
    }
}
