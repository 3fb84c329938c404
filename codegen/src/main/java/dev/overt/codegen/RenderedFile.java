package dev.overt.codegen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file that comes from a manifest, and the text that it must have. */
public record RenderedFile(Path file, String text) {
    private static final int MAX_SHOWN_CHARACTERS = 160;

    /**
     * Writes it, with the folders that lead to it. One that has the text already keeps its time, so that nothing is
     * built anew.
     *
     * @return whether it was written
     */
    public boolean write() throws IOException {
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return false;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
        return true;
    }

    /**
     * What is wrong with the file as it stands, in lines without an end; empty where it has the text. Line ends make
     * no difference.
     */
    public Optional<String> difference() throws IOException {
        if (!Files.exists(file)) {
            return Optional.of("There is no " + file + ".");
        }
        List<String> found = lines(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        List<String> expected = lines(text);
        int line = 0;
        while (line < found.size() && line < expected.size() && found.get(line).equals(expected.get(line))) {
            line++;
        }
        return line == found.size() && line == expected.size()
                ? Optional.empty()
                : Optional.of(file + " is not what the manifest says, first in line " + (line + 1) + ":\n"
                        + "  it has:       " + shown(found, line) + "\n"
                        + "  it must have: " + shown(expected, line));
    }

    private static List<String> lines(String text) {
        return List.of(text.replace("\r\n", "\n").split("\n", -1));
    }

    private static String shown(List<String> lines, int line) {
        if (line >= lines.size()) {
            return "(nothing more)";
        }
        String visible = lines.get(line).replaceAll("\\p{Cntrl}", "\ufffd");
        return visible.length() <= MAX_SHOWN_CHARACTERS ? visible : visible.substring(0, MAX_SHOWN_CHARACTERS) + "…";
    }
}
