package dev.overt.collector.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A store's file written anew, in a folder of its own beside the old one until it takes its place: {@code
 * store.duckdb.copy/store.duckdb}.
 *
 * <p>DuckDB leaves the bytes of deleted rows in the blocks that it frees, also after a checkpoint, and compresses texts so
 * that nobody finds them by looking. A file that was written from the rows that are left has nothing else.
 */
final class StoreCopy {
    private final Path file;
    private final Path folder;

    /** @param file the store's */
    StoreCopy(Path file) {
        this.file = file;
        this.folder = folder(file);
    }

    /** The only folder that a store may write to, beside its own file. */
    static Path folder(Path file) {
        return file.resolveSibling(file.getFileName() + ".copy").toAbsolutePath();
    }

    /** The new file. */
    Path path() {
        return folder.resolve(file.getFileName());
    }

    /** Makes the folder, empty. */
    void begin() throws IOException {
        discard();
        Files.createDirectory(folder);
    }

    /** Removes what a copy that was cut off has left. */
    void discard() throws IOException {
        removeFolder(folder);
    }

    /** Puts the new file in the old one's place. Neither is open, and the old one has no changes beside it. */
    void replace() throws IOException {
        if (Files.exists(beside(".wal"))) {
            throw new IOException("the store was not closed cleanly");
        }
        force(path(), StandardOpenOption.WRITE);
        removeFolder(beside(".tmp"));
        Files.move(path(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path parent = folder.getParent();
        if (parent != null && !System.getProperty("os.name", "").startsWith("Windows")) {
            force(parent, StandardOpenOption.READ);
        }
        discard();
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    private static void removeFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path left : List.copyOf(files.toList())) {
                Files.deleteIfExists(left);
            }
        } catch (NoSuchFileException none) {
            return;
        }
        Files.deleteIfExists(folder);
    }
}
