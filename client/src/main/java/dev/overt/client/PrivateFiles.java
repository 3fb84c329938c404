package dev.overt.client;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** How files that only their owner may see are made and read. */
final class PrivateFiles {
    private static final boolean POSIX = File.separatorChar == '/';

    private PrivateFiles() {}

    /** Creates a directory, and those above it, for the owner alone; leaves an existing one as it is. */
    static void createDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, owner("rwx------"));
        }
    }

    /** Creates an empty file; fails where there already is one of that name. */
    static void create(Path file) throws IOException {
        Files.createFile(file, owner("rw-------"));
    }

    /** Creates an empty file unless there is one. */
    static void createIfAbsent(Path file) throws IOException {
        try {
            create(file);
        } catch (FileAlreadyExistsException another) {
            return;
        }
    }

    /** Makes a file that exists readable and writable for its owner alone; by java.io, whose classes are loaded anyway. */
    static void restrict(File file) throws IOException {
        if (POSIX
                && !(file.setReadable(false, false)
                        && file.setReadable(true, true)
                        && file.setWritable(false, false)
                        && file.setWritable(true, true))) {
            throw new IOException(file + " cannot be made private");
        }
    }

    /** Writes a new file and waits until it is on disk. */
    static void write(Path file, byte[] content) throws IOException {
        create(file);
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
    }

    /** Waits until the directory's entries are on disk, where the system can do that. */
    static void sync(Path directory) throws IOException {
        if (POSIX) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Takes a directory or a regular file for what it is; throws {@code NoSuchFileException} where there is none. */
    static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Whether {@code path} belongs to somebody else than this process acts for. By numbers: the name of
     * an owner may be a question to the network.
     */
    static boolean foreign(Path path) throws IOException {
        if (!POSIX) {
            return false;
        }
        Path self = Path.of("/proc/self");
        Path mine = Files.exists(self) ? self : Path.of(System.getProperty("user.home", "/"));
        return !Files.getAttribute(mine, "unix:uid")
                .equals(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
    }

    /** All of a file's bytes; null where it has more than {@code maxBytes}. */
    static byte @Nullable [] read(File file, int maxBytes) throws IOException {
        try (FileInputStream in = new FileInputStream(file)) {
            byte[] content = in.readNBytes(maxBytes + 1);
            return content.length > maxBytes ? null : content;
        }
    }

    private static FileAttribute<?>[] owner(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
