package dev.overt.examples.altimate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What an agent can do to the files of the working directory. */
final class Tool {
    private static final List<String> OF_FILES = List.of("read", "write", "edit", "glob", "grep", "bash", "list");

    private Tool() {}

    static String category(String name) {
        if (OF_FILES.contains(name)) {
            return "file";
        }
        return name.startsWith("sql") ? "sql" : name.startsWith("dbt") ? "dbt" : "standard";
    }

    /**
     * Does it.
     *
     * @return what it found, for the person
     * @throws PermissionError if the person has not allowed it
     */
    static String use(String name, String argument) throws IOException {
        return switch (name) {
            case "read" -> Files.readString(Path.of(argument)).lines().count() + " lines";
            case "list" -> entries(Path.of(argument)) + " entries";
            case "write" -> {
                Files.writeString(Path.of(argument), "written by altimate\n");
                yield "written";
            }
            case "bash" -> throw new PermissionError("`bash` is not allowed here.");
            default -> "nothing to do";
        };
    }

    private static long entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }
}
