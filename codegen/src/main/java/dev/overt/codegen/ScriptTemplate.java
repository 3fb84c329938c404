package dev.overt.codegen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A script with places for what comes from a manifest: {@code @PLACE@}, in a line or as all of it. Immutable. */
record ScriptTemplate(List<String> lines) {
    /** Makes the list immutable. */
    ScriptTemplate {
        lines = List.copyOf(lines);
    }

    /** The file of that name beside this class. A checkout may have turned its line ends into CRLF. */
    static ScriptTemplate read(String name) {
        try (InputStream file = ScriptTemplate.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return new ScriptTemplate(text.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With {@code text} wherever the place is. */
    ScriptTemplate with(String place, String text) {
        return new ScriptTemplate(lines.stream()
                .map(line -> line.replace("@" + place + "@", text))
                .toList());
    }

    /** With lines where the place is a whole line, as far from the margin as that; without any, its line goes. */
    ScriptTemplate with(String place, List<String> inserted) {
        List<String> filled = new ArrayList<>();
        for (String line : lines) {
            if (line.strip().equals("@" + place + "@")) {
                String margin = line.substring(0, line.indexOf('@'));
                inserted.forEach(each -> filled.add(each.isEmpty() ? each : margin + each));
            } else {
                filled.add(line);
            }
        }
        return new ScriptTemplate(filled);
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }
}
