package dev.overt.collector.deletion;

import dev.overt.collector.log.IdScan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A look through every file of a folder for some ids, in every form that {@link IdScan} knows. One thread. */
final class FolderScan {
    private static final int PIECE_BYTES = 1 << 18;

    private final IdScan scan;
    private final Map<Path, Set<String>> found = new LinkedHashMap<>();
    private long files;
    private long bytes;

    private FolderScan(Collection<String> ids) {
        scan = new IdScan(ids);
    }

    /** @param but a folder that is left out */
    static FolderScan of(Path folder, Path but, Collection<String> ids) throws IOException {
        FolderScan scan = new FolderScan(ids);
        for (Path file : regularFiles(folder, but)) {
            scan.look(file);
        }
        return scan;
    }

    private static List<Path> regularFiles(Path folder, Path but) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !path.startsWith(but) && Files.isRegularFile(path))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** An empty one is not opened: where locks are a process's, closing the file of a lock gives it up. */
    private void look(Path file) throws IOException {
        if (file.toFile().length() == 0) {
            files++;
            return;
        }
        byte[] piece = new byte[PIECE_BYTES];
        scan.begin();
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                scan.next(piece, 0, count);
                bytes += count;
            }
            files++;
        } catch (NoSuchFileException gone) {
            return;
        }
        Set<String> ids = scan.found();
        if (!ids.isEmpty()) {
            found.put(file, ids);
        }
    }

    /** The files that have an id. */
    List<Path> filesWith(String id) {
        return found.entrySet().stream()
                .filter(file -> file.getValue().contains(id))
                .map(Map.Entry::getKey)
                .toList();
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }
}
