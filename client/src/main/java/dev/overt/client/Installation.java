package dev.overt.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
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
    static final long RUN_PATIENCE_MILLIS = 250;
    static final long COMMAND_PATIENCE_MILLIS = 5_000;

    final Path file;
    private final Path refusal;
    /** Whether events carry an install id. */
    private final boolean identified;

    /** Null where the id stands in the state file, or is none. */
    private final @Nullable Path idFile;

    private final Surroundings surroundings;

    private Installation(Path file, boolean identified, @Nullable Path idFile, Surroundings surroundings) {
        this.file = file;
        this.refusal = sibling(".denied");
        this.identified = identified;
        this.idFile = idFile;
        this.surroundings = surroundings;
    }

    /** One that keeps its id in the state file, which is absolute. */
    Installation(Path file, Surroundings surroundings) {
        this(file, true, null, surroundings);
    }

    /** That of a product in the directory of a person. */
    static Installation of(Policy policy, Path home, Surroundings surroundings) {
        Path idFile = policy.idFile.isEmpty() ? null : home.resolve(policy.idFile.substring(2));
        return new Installation(home.resolve(policy.state.substring(2)), policy.hasInstallId, idFile, surroundings);
    }

    Path spool() {
        return sibling("-spool");
    }

    /** Whether a refusal is marked. Where that cannot be told, it is. */
    boolean refused() {
        return !PrivateFiles.absent(refusal);
    }

    /** What is stored. Never throws; what cannot be read or trusted is damaged, and a marked refusal stays one. */
    State read() {
        State state = readFile();
        return refused() ? state.withAnswer(State.DENIED, 0) : state;
    }

    private State readFile() {
        try {
            String unfit = PrivateFiles.unfitWithin(file);
            if (unfit != null) {
                return State.damaged(unfit);
            }
            byte[] content = PrivateFiles.read(file, State.MAX_BYTES);
            return content == null
                    ? State.damaged("is too long")
                    : State.parse(new String(content, StandardCharsets.UTF_8));
        } catch (NoSuchFileException nothingStored) {
            return State.NONE;
        } catch (IOException | RuntimeException unreadable) {
            return State.damaged("cannot be read");
        }
    }

    /** The install id, where {@code state} is what is stored; null where there is none. Reads only. */
    @Nullable
    String installId(State state) {
        try {
            return !identified ? null : idFile == null ? state.installId() : IdFile.read(idFile);
        } catch (IOException unusable) {
            return null;
        }
    }

    /** The state whose install id was made of its delete secret; null where no secret proves the id. */
    @Nullable
    State proof() {
        State state = read();
        String secret = state.deleteSecret();
        return idFile == null && secret != null && idOf(secret).equals(state.installId()) ? state : null;
    }

    /** Makes sure that there is an install id; null where events carry none, throws where it cannot be kept. */
    @Nullable
    String settle(State known) throws IOException {
        if (!identified) {
            return null;
        }
        String id = idFile == null ? known.installId() : IdFile.read(idFile);
        if (id != null) {
            return id;
        }
        try {
            return idFile == null ? settleState(known) : settleFile(idFile);
        } catch (IOException failed) {
            return orByAnother(failed, installId(read()));
        }
    }

    private @Nullable String settleState(State known) throws IOException {
        begin();
        State state = unchanged(known);
        if (state.installId() == null) {
            try (StateLock lock = lock(RUN_PATIENCE_MILLIS)) {
                state = begun(unchanged(known));
                replace(state);
            }
        }
        return state.installId();
    }

    private @Nullable String settleFile(Path idFile) throws IOException {
        WholeFile whole = new WholeFile(idFile, surroundings);
        if (PrivateFiles.absent(idFile)) {
            whole.create(IdFile.content(surroundings));
        }
        String id = IdFile.read(idFile);
        if (id == null) {
            try (StateLock lock = lock(RUN_PATIENCE_MILLIS)) {
                if (IdFile.read(idFile) == null) {
                    whole.replace(IdFile.content(surroundings));
                }
            }
            id = IdFile.read(idFile);
        }
        return id;
    }

    /** Creates the state file unless there is one: of many processes at once, one does, and none waits. */
    void begin() throws IOException {
        if (PrivateFiles.absent(file)) {
            create(begun(State.NONE));
        }
    }

    private boolean create(State state) throws IOException {
        return PrivateFiles.absent(file) && new WholeFile(file, surroundings).create(content(state));
    }

    /** What is stored; throws where that is less than a run began with. Its caller may hold the lock. */
    State unchanged(State known) throws IOException {
        State state = sound();
        if (!state.answer().equals(known.answer()) && !state.answer().equals(State.GRANTED)) {
            throw new IOException("the stored choice has just changed");
        }
        return state;
    }

    /** With an install id, if the state is where it stands, and the id of the first-run event. */
    State begun(State state) {
        State begun = state;
        if (identified && idFile == null && state.installId() == null) {
            begun = renewed(state);
        }
        return begun.firstRunReported() || begun.firstRunId() != null
                ? begun
                : begun.withFirstRun(surroundings.newUuid(), false);
    }

    private State renewed(State state) {
        String secret = Surroundings.hexadecimal(surroundings.randomBytes(32));
        return state.withInstallId(idOf(secret), secret);
    }

    private static String idOf(String secret) {
        byte[] hash = Sha256.of(("overt install id\n" + secret).getBytes(StandardCharsets.US_ASCII));
        return Surroundings.hexadecimal(Arrays.copyOf(hash, 16));
    }

    /** Stores that the person agreed to {@code covers}; the mark of an earlier refusal goes last. */
    void grant(int covers) throws IOException {
        try (StateLock lock = lock(COMMAND_PATIENCE_MILLIS)) {
            if (!create(begun(State.NONE).withAnswer(State.GRANTED, covers))) {
                replace(begun(read()).withAnswer(State.GRANTED, covers));
            }
            Files.deleteIfExists(refusal);
            PrivateFiles.sync(file.resolveSibling(""));
        }
    }

    /** Stores that the person refused. One of its two places suffices, so that a damaged file is no hindrance. */
    void deny() throws IOException {
        PrivateFiles.createDirectory(file.resolveSibling(""));
        boolean marked = markRefusal();
        try (StateLock lock = lock(COMMAND_PATIENCE_MILLIS)) {
            if (!create(State.NONE.withAnswer(State.DENIED, 0))) {
                replace(read().withAnswer(State.DENIED, 0));
            }
        } catch (IOException unwritable) {
            // Whoever holds the lock may be about to take the mark away.
            if (!marked || unwritable instanceof StateLock.Busy) {
                throw unwritable;
            }
        }
    }

    private boolean markRefusal() {
        try {
            PrivateFiles.createIfAbsent(refusal);
            PrivateFiles.sync(file.resolveSibling(""));
            return true;
        } catch (IOException unwritable) {
            return false;
        }
    }

    /** Stores that the notice of {@code covers} was shown; throws where what is stored may be a refusal. */
    void notice(int covers) throws IOException {
        try (StateLock lock = lock(COMMAND_PATIENCE_MILLIS)) {
            if (!create(State.NONE.withNotice(covers))) {
                replace(sound().withNotice(covers));
            }
        }
    }

    /** Deletes every event that was not sent; a first run among them is due again. False if something is left. */
    boolean discard() {
        Spool waiting = new Spool(spool(), surroundings);
        try (StateLock lock = lock(COMMAND_PATIENCE_MILLIS)) {
            State state = read();
            if (state.damage() == null && state.firstRunReported() && FirstRun.waits(state, waiting)) {
                replace(state.withFirstRun(state.firstRunId(), false));
            }
            return waiting.clear();
        } catch (IOException unwritable) {
            return waiting.clear();
        }
    }

    /**
     * Replaces the install id, and the secret of the hashes with it; null where there is no id. A first run that was
     * not sent under the old one is due under the new.
     */
    @Nullable
    String renew() throws IOException {
        State known = read();
        boolean identified = idFile == null ? known.installId() != null : !PrivateFiles.absent(idFile);
        if (!identified && known.hashSecret() == null) {
            return null;
        }
        try (StateLock lock = lock(COMMAND_PATIENCE_MILLIS)) {
            State state = sound();
            boolean due = !state.firstRunReported() || FirstRun.waits(state, new Spool(spool(), surroundings));
            State anonymous = state.withHashSecret(null).withFirstRun(due ? surroundings.newUuid() : null, !due);
            replace(state.installId() == null ? anonymous : renewed(anonymous));
            if (idFile != null && identified) {
                IdFile.requireFit(idFile);
                new WholeFile(idFile, surroundings).replace(IdFile.content(surroundings));
            }
            return installId(read());
        }
    }

    /** The secret that hashes are keyed with, made when first asked for; throws where it cannot be kept. */
    String hashSecret(State known) throws IOException {
        if (known.hashSecret() != null) {
            return known.hashSecret();
        }
        try (StateLock lock = lock(RUN_PATIENCE_MILLIS)) {
            State state = sound();
            if (state.hashSecret() != null) {
                return state.hashSecret();
            }
            String secret = Surroundings.hexadecimal(surroundings.randomBytes(32));
            replace(state.withHashSecret(secret));
            return secret;
        } catch (IOException failed) {
            return orByAnother(failed, read().hashSecret());
        }
    }

    /**
     * What another process, which held the lock, has made meanwhile; throws where that is not why this one could not.
     * A class that is named in a catch clause is loaded with this one, in every run: so none is.
     */
    private static String orByAnother(IOException failed, @Nullable String made) throws IOException {
        if (made == null || !(failed instanceof StateLock.Busy)) {
            throw failed;
        }
        return made;
    }

    /** What is stored; throws where it is damaged. */
    private State sound() throws IOException {
        State state = read();
        if (state.damage() != null) {
            throw new IOException(file + " cannot be used, it " + state.damage() + "; enable or disable telemetry.");
        }
        return state;
    }

    /** Forgets all that ties this installation to what it sent; what the person answered stays. */
    void forget() throws IOException {
        try (StateLock lock = lock(COMMAND_PATIENCE_MILLIS)) {
            replace(sound().withInstallId(null, null).withHashSecret(null).withFirstRun(null, false));
        }
    }

    /** Where the receipt of a deletion is kept. */
    Path receipt(String deletion) {
        return sibling(".receipt-" + deletion + ".json");
    }

    /** Writes a file beside the state's, for its owner alone. */
    void write(Path beside, String content) throws IOException {
        try (StateLock lock = lock(COMMAND_PATIENCE_MILLIS)) {
            new WholeFile(beside, surroundings).replace(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    StateLock lock(long patienceMillis) throws IOException {
        new WholeFile(file, surroundings).prepare();
        return StateLock.await(sibling(".lock"), patienceMillis);
    }

    /** Its caller holds the lock. */
    void replace(State state) throws IOException {
        new WholeFile(file, surroundings).replace(content(state));
    }

    /** Dated by {@code LocalDateTime} itself; the formatters of java.time cost 20 ms at first use. */
    private byte[] content(State state) {
        return state.dated(LocalDateTime.ofEpochSecond(surroundings.nowMillis() / 1000, 0, ZoneOffset.UTC) + "Z")
                .content();
    }

    private Path sibling(String ending) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ending);
    }
}
