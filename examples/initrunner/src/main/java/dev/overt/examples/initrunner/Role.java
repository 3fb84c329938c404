package dev.overt.examples.initrunner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/*
 * A role file:
 *
 *   role: NAME      first line
 *   - STEP          one line for each step
 *   # …             a remark; empty lines are skipped, too
 */
/** An agent's name and the steps that it takes, in order. */
record Role(String name, List<String> steps) {
    private static final String NAME_PREFIX = "role: ";
    private static final String STEP_PREFIX = "- ";

    static Role read(Path file) {
        String name = "";
        List<String> steps = new ArrayList<>();
        for (String line : lines(file)) {
            if (line.startsWith(NAME_PREFIX)) {
                name = line.substring(NAME_PREFIX.length()).trim();
            } else if (line.startsWith(STEP_PREFIX)) {
                steps.add(line.substring(STEP_PREFIX.length()).trim());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new ValidationError(
                        file + ": not a role file: \"" + line + "\" is neither \"role: NAME\" nor \"- STEP\"");
            }
        }
        if (name.isEmpty()) {
            throw new ValidationError(file + ": the role has no name; begin the file with \"role: NAME\"");
        }
        return new Role(name, List.copyOf(steps));
    }

    String text() {
        return NAME_PREFIX + name + "\n" + STEP_PREFIX + String.join("\n" + STEP_PREFIX, steps) + "\n";
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException missing) {
            throw new FileNotFoundError(file + " does not exist; write one with `initrunner new NAME`");
        } catch (IOException unreadable) {
            throw new ValidationError(file + " cannot be read as text: " + unreadable);
        }
    }
}
