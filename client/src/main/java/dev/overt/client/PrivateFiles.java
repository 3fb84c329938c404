package dev.overt.client;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How files that only their owner may see are made and read. What a path's own file system can do is done: owners are
 * compared where it knows numbers for them, others are shut out where it knows permissions. On the machine's own file
 * system by java.io, whose classes each JVM has loaded already; on another one, such as an image's, by java.nio.
 */
final class PrivateFiles {
    private static final FileSystem MACHINE = FileSystems.getDefault();
    private static final boolean POSIX = File.separatorChar == '/';
    private static final String OWNER = "unix:uid";
    /** The number of whom this process acts for; null until it is asked for. */
    private static @Nullable Object self;

    private PrivateFiles() {}

    /** Creates a directory, and those above it, for the owner alone; leaves an existing one as it is. */
    static void createDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, owner(directory, "rwx------"));
        }
    }

    /** Creates an empty file unless there is one. */
    static void createIfAbsent(Path file) throws IOException {
        try {
            Files.createFile(file, owner(file, "rw-------"));
        } catch (IOException failed) {
            // By instanceof: a class that is named in a catch clause is loaded in every run.
            if (!(failed instanceof FileAlreadyExistsException)) {
                throw failed;
            }
        }
    }

    /** Makes a file that exists readable and writable for its owner alone, by means whose classes are loaded anyway. */
    static void restrict(Path file) throws IOException {
        if (hasOwners(file)) {
            Files.setAttribute(file, "unix:mode", 0600);
        } else if (hasPermissions(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Whether its files have the numbers of their owners. */
    private static boolean hasOwners(Path path) {
        return supports(path, "unix");
    }

    private static boolean hasPermissions(Path path) {
        return supports(path, "posix");
    }

    private static boolean supports(Path path, String view) {
        return isOfMachine(path)
                ? POSIX
                : path.getFileSystem().supportedFileAttributeViews().contains(view);
    }

    private static boolean isOfMachine(Path path) {
        return path.getFileSystem().equals(MACHINE);
    }

    /** Writes a new file and waits until it is on disk; fails where there already is one of that name. */
    static void write(Path file, byte[] content) throws IOException {
        Set<StandardOpenOption> newly = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, newly, owner(file, "rw-------"))) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** Waits until the directory's entries are on disk, where the system can do that. */
    static void sync(Path directory) throws IOException {
        if (hasOwners(directory)) {
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
        boolean owned = hasOwners(file);
        String attributes = owned ? OWNER + ",isRegularFile" : "isRegularFile";
        Map<String, Object> found = Files.readAttributes(file, attributes, LinkOption.NOFOLLOW_LINKS);
        if (!Boolean.TRUE.equals(found.get("isRegularFile"))) {
            return "is not a regular file";
        }
        return owned && !self().equals(found.get("uid")) ? State.FOREIGN : null;
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
        return hasOwners(path) && !self().equals(Files.getAttribute(path, OWNER, LinkOption.NOFOLLOW_LINKS));
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
    static byte @Nullable [] read(Path file, int maxBytes) throws IOException {
        try (InputStream in = isOfMachine(file) ? new FileInputStream(file.toFile()) : Files.newInputStream(file)) {
            byte[] content = in.readNBytes(maxBytes + 1);
            return content.length > maxBytes ? null : content;
        }
    }

    /** Opens a file, which is made where there is none, to write at its end. */
    static OutputStream append(Path file) throws IOException {
        return isOfMachine(file)
                ? new FileOutputStream(file.toFile(), true)
                : Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Opens a file, which is made where there is none, and forgets what it held. */
    static OutputStream overwrite(Path file) throws IOException {
        return isOfMachine(file) ? new FileOutputStream(file.toFile()) : Files.newOutputStream(file);
    }

    /** Makes an empty file; false where there is one. */
    static boolean create(Path file) throws IOException {
        return isOfMachine(file) ? file.toFile().createNewFile() : OtherFiles.create(file);
    }

    /** What a directory holds; null where it cannot be read. */
    static String @Nullable [] names(Path directory) {
        return isOfMachine(directory) ? directory.toFile().list() : OtherFiles.names(directory);
    }

    /** The same of a directory that is one itself; none where it is not, or cannot be read. */
    static String[] list(Path directory) {
        String[] names = isDirectory(directory) ? names(directory) : null;
        return names == null ? new String[0] : names;
    }

    /** Whether there is a directory, and no symbolic link to one. */
    static boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** The last part of a path. */
    static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** In bytes; 0 where there is no such file. */
    static long length(Path file) {
        return isOfMachine(file) ? file.toFile().length() : OtherFiles.length(file);
    }

    /** When it was last changed; 0 where there is no such file. */
    static long modifiedMillis(Path file) {
        return isOfMachine(file) ? file.toFile().lastModified() : OtherFiles.modifiedMillis(file);
    }

    /** False where that cannot be set. */
    static boolean setModified(Path file, long millis) {
        return isOfMachine(file) ? file.toFile().setLastModified(millis) : OtherFiles.setModified(file, millis);
    }

    /** False where that cannot be done. */
    static boolean rename(Path file, Path to) {
        return isOfMachine(file) ? file.toFile().renameTo(to.toFile()) : OtherFiles.rename(file, to);
    }

    /** False where it is still there, or never was. */
    static boolean delete(Path file) {
        return isOfMachine(file) ? file.toFile().delete() : OtherFiles.delete(file);
    }

    private static FileAttribute<?>[] owner(Path path, String permissions) {
        return hasPermissions(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
