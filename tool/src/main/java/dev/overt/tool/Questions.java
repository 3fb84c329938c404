package dev.overt.tool;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;

/** Asks somebody at a terminal, a line for each answer. */
final class Questions {
    private final BufferedReader answers;
    private final PrintWriter screen;

    Questions(InputStream answers, PrintWriter screen) {
        this.answers = new BufferedReader(new InputStreamReader(answers, Charset.defaultCharset()));
        this.screen = screen;
    }

    /** Whether this process has somebody to ask. */
    @SuppressWarnings("SystemConsoleNull") // Before JDK 22 it is null without a terminal.
    static boolean canBeAsked() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since JDK 22 there may be a console without a terminal.
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }

    /** The answer, or {@code usual} where it is empty; asks again while both are. */
    String ask(String question, String usual) {
        String answer;
        do {
            screen.print(question + (usual.isEmpty() ? ": " : " [" + usual + "]: "));
            screen.flush();
            answer = line().strip();
            answer = answer.isEmpty() ? usual : answer;
        } while (answer.isEmpty());
        return answer;
    }

    /** One of {@code choices}; asks again while it is none. */
    String choose(String question, List<String> choices) {
        String text = question + " (" + String.join(", ", choices) + ")";
        String answer = ask(text, choices.get(0));
        while (!choices.contains(answer)) {
            screen.println("Type one of " + String.join(", ", choices) + ".");
            answer = ask(text, choices.get(0));
        }
        return answer;
    }

    private String line() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new Refusal("the answers ended too early, so nothing was written");
            }
            return line;
        } catch (IOException e) {
            throw new Refusal("cannot read the answers: " + e.getMessage(), e);
        }
    }
}
