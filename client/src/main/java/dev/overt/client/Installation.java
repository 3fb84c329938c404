package dev.overt.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/*
 * Beside the state file, DIR/telemetry.json, stand:
 *
 *   DIR/telemetry.denied   empty; its existence is a refusal, which nothing that befalls the state file undoes
 *   DIR/telemetry.lock     empty; held while the state file is changed
 *   DIR/telemetry-spool/   events that wait to be sent
 */
/** What telemetry keeps on disk for one installation. Safe for many threads and processes at once. */
@SuppressWarnings("try") // A lock is held, not used.
final class Installation {
    private static final int MAX_STATE_BYTES = 16 * 1024;
    private static final long RUN_PATIENCE_MILLIS = 250;
    private static final long COMMAND_PATIENCE_MILLIS = 5_000;

    final Path file;
    private final Path directory;
    private final Path refusal;
    private final Surroundings surroundings;

    /** {@code file} is absolute. */
    Installation(Path file, Surroundings surroundings) {
        this.file = file;
        this.directory = file.resolve("..").normalize();
        this.refusal = sibling(".denied");
        this.surroundings = surroundings;
    }

    /** An install id, and whether this is the installation's first run. */
    record Settled(String installId, boolean firstRun) {}

    Path spool() {
        return sibling("-spool");
    }

    /** Whether a refusal is marked. Where that cannot be told, it is. */
    boolean refused() {
        return !Files.notExists(refusal, LinkOption.NOFOLLOW_LINKS);
    }

    /** What is stored. Never throws; what cannot be read or trusted is damaged, and a marked refusal stays one. */
    State read() {
        State state = readFile();
        return refused() ? state.withAnswer(State.Answer.DENIED, 0) : state;
    }

    private State readFile() {
        try {
            BasicFileAttributes attributes = PrivateFiles.attributes(file);
            if (!attributes.isRegularFile()) {
                return State.damaged("is not a regular file");
            }
            if (PrivateFiles.foreign(file) || PrivateFiles.foreign(directory)) {
                return State.damaged(State.FOREIGN);
            }
            byte[] content = PrivateFiles.read(file.toFile(), MAX_STATE_BYTES);
            return content == null
                    ? State.damaged("is too long")
                    : State.parse(new String(content, StandardCharsets.UTF_8));
        } catch (NoSuchFileException nothingStored) {
            return State.NONE;
        } catch (IOException | RuntimeException unreadable) {
            return State.damaged("cannot be read");
        }
    }

    /** Makes sure that there is an install id, and gives the first run to one process only. */
    Settled settle(State known) throws IOException {
        if (known.installId() != null && known.firstRunReported()) {
            return new Settled(known.installId(), false);
        }
        String id = surroundings.newInstallId();
        if (createFile(State.NONE.withInstallId(id).withFirstRunReported())) {
            return new Settled(id, true);
        }
        try (StateLock lock = lock(RUN_PATIENCE_MILLIS)) {
            return settleLocked(known, id);
        } catch (StateLock.Busy settledByAnother) {
            String other = read().installId();
            if (other == null) {
                throw settledByAnother;
            }
            return new Settled(other, false);
        }
    }

    private Settled settleLocked(State known, String newId) throws IOException {
        State state = read();
        if (state.answer() != known.answer()) {
            throw new IOException("the stored choice has just changed");
        }
        String id = state.installId() == null ? newId : state.installId();
        if (state.installId() == null || !state.firstRunReported()) {
            replace(state.withInstallId(id).withFirstRunReported());
        }
        return new Settled(id, !state.firstRunReported());
    }

    /** Stores that the person agreed to {@code covers}; the mark of an earlier refusal goes last. */
    void grant(int covers) throws IOException {
        try (StateLock lock = lock(COMMAND_PATIENCE_MILLIS)) {
            if (!createFile(granted(State.NONE, covers))) {
                replace(granted(read(), covers));
            }
            Files.deleteIfExists(refusal);
            PrivateFiles.sync(directory);
        }
    }

    private State granted(State state, int covers) {
        State identified = state.installId() == null ? state.withInstallId(surroundings.newInstallId()) : state;
        return identified.withAnswer(State.Answer.GRANTED, covers);
    }

    /** Stores that the person refused. One of its two places suffices, so that a damaged file is no hindrance. */
    void deny() throws IOException {
        PrivateFiles.createDirectory(directory);
        boolean marked = markRefusal();
        try (StateLock lock = lock(COMMAND_PATIENCE_MILLIS)) {
            replace(read().withAnswer(State.Answer.DENIED, 0));
        } catch (IOException unwritable) {
            if (!marked) {
                throw unwritable;
            }
        }
    }

    private boolean markRefusal() {
        try {
            PrivateFiles.createIfAbsent(refusal);
            PrivateFiles.sync(directory);
            return true;
        } catch (IOException unwritable) {
            return false;
        }
    }

    /** Stores that the notice of {@code covers} was shown. */
    void notice(int covers) throws IOException {
        try (StateLock lock = lock(COMMAND_PATIENCE_MILLIS)) {
            replace(read().withNotice(covers));
        }
    }

    /** Replaces the install id, and the secret of the hashes with it; null where there is no id. */
    @Nullable
    String renew() throws IOException {
        if (read().installId() == null) {
            return null;
        }
        try (StateLock lock = lock(COMMAND_PATIENCE_MILLIS)) {
            String id = surroundings.newInstallId();
            replace(read().withInstallId(id).withHashSecret(null));
            return id;
        }
    }

    /** The secret that hashes are keyed with, made when first asked for; throws where it cannot be kept. */
    String hashSecret() throws IOException {
        String known = read().hashSecret();
        if (known != null) {
            return known;
        }
        try (StateLock lock = lock(RUN_PATIENCE_MILLIS)) {
            State state = read();
            if (state.damage() != null) {
                throw new IOException("the state " + state.damage());
            }
            if (state.hashSecret() != null) {
                return state.hashSecret();
            }
            String secret = Surroundings.hexadecimal(surroundings.randomBytes(32));
            replace(state.withHashSecret(secret));
            return secret;
        } catch (StateLock.Busy madeByAnother) {
            String other = read().hashSecret();
            if (other == null) {
                throw madeByAnother;
            }
            return other;
        }
    }

    private StateLock lock(long patienceMillis) throws IOException {
        prepare();
        return StateLock.await(sibling(".lock"), patienceMillis);
    }

    private void prepare() throws IOException {
        PrivateFiles.createDirectory(directory);
        if (PrivateFiles.foreign(directory)) {
            throw new IOException(directory + " belongs to somebody else");
        }
    }

    /** Creates the state file, without a lock; false if there is one: of many processes at once, one creates it. */
    private boolean createFile(State state) throws IOException {
        prepare();
        if (!Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Path temporary = writeTemporary(state);
        try {
            Files.createLink(file, temporary);
            return true;
        } catch (FileAlreadyExistsException another) {
            return false;
        } catch (UnsupportedOperationException noHardLinks) {
            Files.move(temporary, file);
            return true;
        } finally {
            Files.deleteIfExists(temporary);
            PrivateFiles.sync(directory);
        }
    }

    private void replace(State state) throws IOException {
        Path temporary = writeTemporary(state);
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        PrivateFiles.sync(directory);
    }

    private Path writeTemporary(State state) throws IOException {
        Path temporary = directory.resolve("." + file.getFileName() + "." + surroundings.newInstallId());
        State dated = state.createdAt() == null ? state.withCreatedAt(now()) : state;
        try {
            PrivateFiles.write(temporary, (dated.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritten) {
            Files.deleteIfExists(temporary);
            throw unwritten;
        }
        return temporary;
    }

    /** Written by {@code LocalDateTime} itself; the formatters of java.time cost 20 ms at first use. */
    private String now() {
        return LocalDateTime.ofEpochSecond(surroundings.nowMillis() / 1000, 0, ZoneOffset.UTC) + "Z";
    }

    private Path sibling(String ending) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return directory.resolve((dot > 0 ? name.substring(0, dot) : name) + ending);
    }
}
