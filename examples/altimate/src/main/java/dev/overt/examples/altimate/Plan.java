package dev.overt.examples.altimate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the model of a session will do: a text, one step a line, so that a session needs no model. Empty lines and lines
 * that begin with {@code #} say nothing.
 *
 * <pre>
 * engine VERSION              the native engine starts
 * engine-fails PHASE MESSAGE  or does not
 * scan                        the project in the working directory is looked at
 * mcp NAME TRANSPORT TOOLS RESOURCES   an MCP server connects
 * skill NAME SOURCE           a skill is loaded
 * generate INPUT OUTPUT       the model answers: how many tokens went in and came out
 * overload STATUS ATTEMPTS    its provider refuses, until an attempt succeeds
 * overflow                    the context is full
 * tool NAME [ARGUMENT]        a tool is called: read, list, glob and write do what they say; bash is forbidden
 * native METHOD               the engine is called
 * sql WAREHOUSE STATEMENT     a statement is sent to a warehouse, of which there is none
 * fork                        the session is forked
 * crash MESSAGE               something goes wrong that nobody expected
 * </pre>
 */
record Plan(List<Step> steps) {
    /**
     * A line of it.
     *
     * @param words what follows the verb, cut at spaces
     * @param rest the same as it was written
     */
    record Step(int line, String verb, List<String> words, String rest) {
        /** The word at a place. */
        String word(int place) {
            if (place >= words.size()) {
                throw new ConfigError("line " + line + ": `" + verb + "` needs " + (place + 1) + " words after it.");
            }
            return words.get(place);
        }

        /** The number at a place. */
        long number(int place) {
            try {
                return Long.parseLong(word(place));
            } catch (NumberFormatException e) {
                throw new ConfigError("line " + line + ": `" + word(place) + "` must be a whole number.");
            }
        }

        /** What follows the first word. */
        String restAfterFirst() {
            return rest.substring(word(0).length()).strip();
        }
    }

    static Plan read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ConfigError("there is no plan " + file + ". Name a file with one step a line.");
        }
        List<String> lines = Files.readAllLines(file);
        List<Step> steps = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            String text = lines.get(line).strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                steps.add(step(line + 1, text));
            }
        }
        return new Plan(List.copyOf(steps));
    }

    private static Step step(int line, String text) {
        int end = text.indexOf(' ');
        String verb = end < 0 ? text : text.substring(0, end);
        String rest = end < 0 ? "" : text.substring(end).strip();
        return new Step(line, verb, rest.isEmpty() ? List.of() : List.of(rest.split(" +", -1)), rest);
    }
}
