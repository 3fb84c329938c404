package dev.overt.collector.deletion;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of a data folder, as they can be read while the collector runs. What holds a lock is never closed before the end:
 * where locks are a process's (POSIX {@code fcntl}), to close any channel of a file gives up what another part of the process
 * has locked there. So a database's file stays open, and an empty one, as a lock is, is not opened. One thread at a time.
 */
public final class DataFiles implements AutoCloseable {
    private static final int PIECE_BYTES = 1 << 18;

    private final Path folder;
    /** Of each database's file by its identity, which a store that is written anew does not keep. */
    private final Map<Object, FileChannel> databases = new HashMap<>();

    public DataFiles(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** @param but a folder that is left out */
    List<Path> without(Path but) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return directory.equals(but) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        closeWhatIsGone(files);
        return files;
    }

    /** Returns how many bytes it has. */
    long read(Path file, Reader reader) throws IOException {
        if (file.toFile().length() == 0) {
            return 0;
        }
        Object identity = databaseIdentity(file);
        if (identity != null) {
            return read(database(identity, file), reader);
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return read(channel, reader);
        }
    }

    private static long read(FileChannel channel, Reader reader) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
        long position = 0;
        for (int count = channel.read(piece, 0); count >= 0; count = channel.read(piece, position)) {
            reader.next(piece.array(), 0, count);
            position += count;
            piece.clear();
        }
        return position;
    }

    private FileChannel database(Object identity, Path file) throws IOException {
        FileChannel open = databases.get(identity);
        if (open == null) {
            open = FileChannel.open(file);
            databases.put(identity, open);
        }
        return open;
    }

    /** Null where it is no database or gone, or the system has no such thing: there a lock belongs to the channel. */
    private static @Nullable Object databaseIdentity(Path file) throws IOException {
        if (!file.getFileName().toString().contains(".duckdb")) {
            return null;
        }
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    private void closeWhatIsGone(List<Path> files) throws IOException {
        Set<Object> present = new HashSet<>();
        for (Path file : files) {
            present.add(databaseIdentity(file));
        }
        for (Map.Entry<Object, FileChannel> database : Map.copyOf(databases).entrySet()) {
            if (!present.contains(database.getKey())) {
                database.getValue().close();
                databases.remove(database.getKey());
            }
        }
    }

    /** To be closed after all that has a lock on one of the files. */
    @Override
    public void close() throws IOException {
        for (FileChannel channel : databases.values()) {
            channel.close();
        }
        databases.clear();
    }

    /** What takes the bytes of a file, piece by piece. */
    interface Reader {
        void next(byte[] bytes, int from, int count);
    }
}
