package dev.overt.client;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How files that only their owner may see are made and read. */
final class PrivateFiles {
    private static final boolean POSIX = File.separatorChar == '/';
    private static final String OWNER = "unix:uid";
    /** The number of whom this process acts for; null until it is asked for. */
    private static @Nullable Object self;

    private PrivateFiles() {}

    /** Creates a directory, and those above it, for the owner alone; leaves an existing one as it is. */
    static void createDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, owner("rwx------"));
        }
    }

    /** Creates an empty file unless there is one. */
    static void createIfAbsent(Path file) throws IOException {
        try {
            Files.createFile(file, owner("rw-------"));
        } catch (IOException failed) {
            // By instanceof: a class that is named in a catch clause is loaded in every run.
            if (!(failed instanceof FileAlreadyExistsException)) {
                throw failed;
            }
        }
    }

    /** Makes a file that exists readable and writable for its owner alone, by means whose classes are loaded anyway. */
    static void restrict(File file) throws IOException {
        if (POSIX) {
            Files.setAttribute(file.toPath(), "unix:mode", 0600);
        }
    }

    /** Writes a new file and waits until it is on disk; fails where there already is one of that name. */
    static void write(Path file, byte[] content) throws IOException {
        Set<StandardOpenOption> newly = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, newly, owner("rw-------"))) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
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

    /** Whether nothing is there, not even a symbolic link; in doubt something is. */
    static boolean absent(Path path) {
        return Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Why a file is not to be opened, as the end of the sentence "it …": it is no regular one, and to open a pipe may
     * take for ever, or it is somebody else's. Null where it can be; throws {@code NoSuchFileException} where none is.
     */
    static @Nullable String unfit(Path file) throws IOException {
        String attributes = POSIX ? OWNER + ",isRegularFile" : "isRegularFile";
        Map<String, Object> found = Files.readAttributes(file, attributes, LinkOption.NOFOLLOW_LINKS);
        if (!Boolean.TRUE.equals(found.get("isRegularFile"))) {
            return "is not a regular file";
        }
        return POSIX && !self().equals(found.get("uid")) ? State.FOREIGN : null;
    }

    /** The same of a file whose directory counts, too. */
    static @Nullable String unfitWithin(Path file) throws IOException {
        String unfit = unfit(file);
        return unfit == null && foreign(file.resolveSibling("")) ? State.FOREIGN : unfit;
    }

    /**
     * Whether {@code path} belongs to somebody else than this process acts for. By numbers: the name of
     * an owner may be a question to the network.
     */
    static boolean foreign(Path path) throws IOException {
        return POSIX && !self().equals(Files.getAttribute(path, OWNER, LinkOption.NOFOLLOW_LINKS));
    }

    private static Object self() throws IOException {
        Object known = self;
        if (known == null) {
            try {
                known = Files.getAttribute(Path.of("/proc/self"), OWNER);
            } catch (IOException notLinux) {
                known = Files.getAttribute(Path.of(System.getProperty("user.home", "/")), OWNER);
            }
            self = known;
        }
        return known;
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
