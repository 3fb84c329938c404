package dev.overt.client;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What java.io does with a file of the machine, done with one of another file system. */
final class OtherFiles {
    private OtherFiles() {}

    static boolean create(Path file) throws IOException {
        try {
            Files.createFile(file);
            return true;
        } catch (FileAlreadyExistsException exists) {
            return false;
        }
    }

    static String @Nullable [] names(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(each -> String.valueOf(each.getFileName())).toArray(String[]::new);
        } catch (IOException unreadable) {
            return null;
        }
    }

    static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException absent) {
            return 0;
        }
    }

    static long modifiedMillis(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException absent) {
            return 0;
        }
    }

    static boolean setModified(Path file, long millis) {
        try {
            Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
            return true;
        } catch (IOException failed) {
            return false;
        }
    }

    static boolean rename(Path file, Path to) {
        try {
            Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException failed) {
            return false;
        }
    }

    static boolean delete(Path file) {
        try {
            Files.delete(file);
            return true;
        } catch (IOException failed) {
            return false;
        }
    }
}
