package dev.overt.examples.ktx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A folder of CSV files with a {@code ktx.yaml}.
 *
 * @param database host and port of its database; empty where it has none
 */
record Project(Path folder, String database) {
    private static final String FILE = "ktx.yaml";
    private static final String DATABASE = "database:";

    /** The one in the working directory. */
    static Project here() {
        Path folder = Path.of("");
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw new ConfigError("there is no " + FILE + " here. Run `ktx setup` first.");
        }
        return new Project(
                folder,
                lines(file).stream()
                        .filter(line -> line.startsWith(DATABASE))
                        .map(line -> line.substring(DATABASE.length()).strip())
                        .findFirst()
                        .orElse(""));
    }

    static void create(Path folder, String database) throws IOException {
        Files.writeString(folder.resolve(FILE), database.isEmpty() ? "" : DATABASE + " " + database + "\n");
    }

    List<Path> tables() {
        try (Stream<Path> files = Files.list(folder.toAbsolutePath())) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of all tables that have a word. */
    List<String> search(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return tables().stream()
                .flatMap(table -> lines(table).stream().skip(1))
                .filter(row -> row.toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    }

    /** How many rows a table has. */
    long count(String table) {
        Path file = folder.resolve(table + ".csv");
        if (!Files.exists(file)) {
            throw new NotFoundError("no table is called " + table + ": there is no " + file.toAbsolutePath());
        }
        return lines(file).size() - 1L;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
