package dev.overt.collector.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * DuckDB's native library as its driver unpacks it: 60 MB in the temporary folder at each start, which only an orderly exit
 * would delete. Linux keeps a file that is in use, so there its name is removed at once and a crash leaves nothing.
 */
final class UnpackedLibrary {
    private static final Path MAPS = Path.of("/proc/self/maps");
    private static final String NAME_START = "libduckdb_java";

    private UnpackedLibrary() {}

    /** Removes the name, once the library is loaded; does nothing where it cannot be told. */
    static void unlink() {
        try (Stream<String> maps = Files.lines(MAPS)) {
            for (String map : (Iterable<String>) maps.filter(UnpackedLibrary::isUnpacked)::iterator) {
                Files.deleteIfExists(Path.of(map.substring(map.indexOf('/'))));
            }
        } catch (IOException | UncheckedIOException e) {
            // Not Linux, or not ours to delete: an orderly exit still does.
            return;
        }
    }

    /** A map ends with its file; the driver's temporary file has a number where an installed library has none. */
    private static boolean isUnpacked(String map) {
        int name = map.lastIndexOf('/') + 1;
        int number = name + NAME_START.length();
        return map.startsWith(NAME_START, name)
                && map.length() > number
                && Character.isDigit(map.charAt(number))
                && map.endsWith(".so");
    }
}
