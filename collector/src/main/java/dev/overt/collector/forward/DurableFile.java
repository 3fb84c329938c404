package dev.overt.collector.forward;

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
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Small files that only their owner may read, durable when a method returns. */
final class DurableFile {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private DurableFile() {}

    /** Makes a folder and those above it. */
    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, ownerOnly("rwx------"));
        Path parent = folder.toAbsolutePath().getParent();
        force(parent);
        force(parent == null ? null : parent.getParent());
    }

    /** Replaces a file whole or not at all. */
    static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        write(fresh, content, StandardOpenOption.CREATE_NEW);
        move(fresh, file);
    }

    static void append(Path file, byte[] content) throws IOException {
        boolean isNew = !Files.exists(file);
        write(file, content, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (isNew) {
            force(file.toAbsolutePath().getParent());
        }
    }

    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(to.toAbsolutePath().getParent());
    }

    static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        force(file.toAbsolutePath().getParent());
    }

    private static void write(Path file, byte[] content, StandardOpenOption... how) throws IOException {
        Set<StandardOpenOption> options = new HashSet<>(Set.of(how));
        options.add(StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, ownerOnly("rw-------"))) {
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

    /** Makes durable which files a folder has, where the system opens folders. */
    private static void force(@Nullable Path folder) throws IOException {
        if (folder == null || !POSIX) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
