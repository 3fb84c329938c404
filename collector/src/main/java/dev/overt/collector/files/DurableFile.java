package dev.overt.collector.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files and folders for their owner only (modes 0600 and 0700, where the system has modes), which are durable when a method
 * returns. One thread at a time for each file.
 */
public final class DurableFile {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private DurableFile() {}

    /** Makes a folder and those above it. */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, ownerOnly("rwx------"));
        Path parent = folder.toAbsolutePath().getParent();
        force(parent);
        force(parent == null ? null : parent.getParent());
    }

    /** Creates or replaces a file, whole or not at all. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        write(fresh, content, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(file.toAbsolutePath().getParent());
    }

    /** Adds to a file's end, or creates it; a process that is killed may leave a part. */
    public static void append(Path file, byte[] content) throws IOException {
        boolean isNew = !Files.exists(file);
        write(file, content, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        if (isNew) {
            force(file.toAbsolutePath().getParent());
        }
    }

    /** Cuts a file off after some bytes. */
    public static void cut(Path file, long sizeBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(sizeBytes);
            channel.force(true);
        }
    }

    /** Deletes a file, if it is there. */
    public static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        force(file.toAbsolutePath().getParent());
    }

    /** Makes durable which files a folder has, where the system opens folders; nothing for null. */
    public static void force(@Nullable Path folder) throws IOException {
        if (folder == null || !POSIX) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void write(Path file, byte[] content, Set<StandardOpenOption> how) throws IOException {
        try (FileChannel channel = FileChannel.open(file, how, ownerOnly("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
