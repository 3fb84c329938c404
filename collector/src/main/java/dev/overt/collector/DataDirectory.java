package dev.overt.collector;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that holds all a collector keeps.
 *
 * <pre>
 * log/            the durable log
 * store.duckdb    the tables; store.duckdb.unreadable-TIME one that could not be read
 * store.duckdb.sealed  the counts of which the events have expired, once more; read where the store was lost
 * deletions/      what is to be deleted, whose events are taken no more, and the receipts
 * forward/        how far each destination is, and what it refused
 * published.duckdb  what of the counts viewers may see; made again where it is lost
 * manifests/      every manifest that was ever served
 * keys.json       write key of each product and the admin token, for the owner's eyes only
 * collector.json  where the collector listens, while it runs
 * lock            locked while a collector uses the folder
 * </pre>
 */
record DataDirectory(Path path) {
    static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** Makes the folder if it is absent, readable by its owner only. */
    static DataDirectory create(Path path) {
        try {
            Files.createDirectories(path, ownerOnly("rwx------"));
        } catch (IOException e) {
            throw new CollectorException(
                    "cannot make the data folder " + path + ": " + reason(e)
                            + ". Name a folder that can be written to.",
                    e);
        }
        if (!Files.isWritable(path)) {
            throw new CollectorException("cannot write to the data folder " + path
                    + ". Make it writable for the user who runs the collector, or name another.");
        }
        return new DataDirectory(path);
    }

    static FileAttribute<?>[] ownerOnly(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** What an exception of the file system says in words, without the file's name that most messages repeat. */
    static String reason(IOException e) {
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }

    Path log() {
        return path.resolve("log");
    }

    Path store() {
        return path.resolve("store.duckdb");
    }

    Path forward() {
        return path.resolve("forward");
    }

    Path published() {
        return path.resolve("published.duckdb");
    }

    Path manifests() {
        return path.resolve("manifests");
    }

    Path deletions() {
        return path.resolve("deletions");
    }

    Path keys() {
        return path.resolve("keys.json");
    }

    Path running() {
        return path.resolve("collector.json");
    }

    Path lock() {
        return path.resolve("lock");
    }

    /** Bytes that the folder's disk has left for this user; all the bytes there are if nobody can tell. */
    long freeBytes() {
        // A file store reads the table of all mounts each time; this asks for one number.
        long bytes = path.toFile().getUsableSpace();
        return bytes > 0 ? bytes : freeBytesOfStore();
    }

    /** Tells a full disk from one that nobody can tell of. */
    private long freeBytesOfStore() {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
