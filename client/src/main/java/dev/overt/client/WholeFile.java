package dev.overt.client;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/*
 * Beside a file NAME, while it is written and where a process died over that:
 *
 *   .NAME.RANDOM   its next content
 */
/** A file of a person's own that appears and changes as a whole. Safe for many threads and processes at once. */
final class WholeFile {
    private static final long LEFTOVER_MILLIS = 60L * 60 * 1000;

    private final Path file;
    private final Path directory;
    private final Surroundings surroundings;

    /** {@code file} is absolute. */
    WholeFile(Path file, Surroundings surroundings) {
        this.file = file;
        this.directory = file.resolveSibling("");
        this.surroundings = surroundings;
    }

    /** Makes sure that there is a directory for it, which is not somebody else's. */
    void prepare() throws IOException {
        PrivateFiles.createDirectory(directory);
        if (PrivateFiles.foreign(directory)) {
            throw new IOException(directory + " " + State.FOREIGN);
        }
    }

    /** Creates it, without a lock: of many processes at once, one does. False where there is one, or it takes a lock. */
    boolean create(byte[] content) throws IOException {
        Path temporary = temporary(content);
        try {
            Files.createLink(file, temporary);
        } catch (FileSystemException | UnsupportedOperationException thereIsOneOrNoLinks) {
            return false;
        } finally {
            Files.deleteIfExists(temporary);
        }
        PrivateFiles.sync(directory);
        return true;
    }

    /** Creates or replaces it; its caller holds a lock. */
    void replace(byte[] content) throws IOException {
        Path temporary = temporary(content);
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(temporary);
            throw failed;
        }
        PrivateFiles.sync(directory);
    }

    private Path temporary(byte[] content) throws IOException {
        prepare();
        String start = "." + file.getFileName() + ".";
        deleteLeftovers(start);
        Path temporary = directory.resolve(start + surroundings.newInstallId());
        try {
            PrivateFiles.write(temporary, content);
        } catch (IOException | RuntimeException unwritten) {
            Files.deleteIfExists(temporary);
            throw unwritten;
        }
        return temporary;
    }

    private void deleteLeftovers(String start) {
        String[] names = PrivateFiles.names(directory);
        for (int i = 0; names != null && i < names.length; i++) {
            Path leftover = directory.resolve(names[i]);
            if (names[i].startsWith(start)
                    && Files.isRegularFile(leftover)
                    && surroundings.nowMillis() - PrivateFiles.modifiedMillis(leftover) > LEFTOVER_MILLIS
                    && !PrivateFiles.delete(leftover)) {
                return;
            }
        }
    }
}
