package dev.overt.collector.deletion;

import dev.overt.collector.log.IdScan;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A look through every file of a folder for some ids, in every form that {@link IdScan} knows. One thread. */
final class FolderScan {
    private final IdScan scan;
    private final Map<Path, Set<String>> found = new LinkedHashMap<>();
    private long files;
    private long bytes;

    private FolderScan(Collection<String> ids) {
        scan = new IdScan(ids);
    }

    /** @param but a folder that is left out */
    static FolderScan of(DataFiles data, Path but, Collection<String> ids) throws IOException {
        FolderScan scan = new FolderScan(ids);
        for (Path file : data.without(but)) {
            scan.look(data, file);
        }
        return scan;
    }

    private void look(DataFiles data, Path file) throws IOException {
        scan.begin();
        try {
            bytes += data.read(file, scan::next);
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
