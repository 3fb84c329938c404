package dev.overt.picocli;

import dev.overt.client.Policy;
import dev.overt.client.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a person is asked, or told, about telemetry: once, before the first command that reports. */
final class Question {
    private static final int WIDTH = 80;
    private static final int MAX_TRIES = 3;
    private static final int END = -1;

    private Question() {}

    /** What a person said. */
    enum Answer {
        YES,
        NO,
        NONE
    }

    /** Asks, or else tells. Whatever comes of it, the command runs. */
    static void ask(Telemetry telemetry, PrintWriter out, InputStream in) {
        try {
            if (telemetry.asks()) {
                askUntilAnswered(telemetry, out, in);
            } else {
                explain(telemetry.policy(), out);
                telemetry.noticed();
            }
        } catch (IOException failure) {
            out.println("Your choice about telemetry could not be stored: " + failure.getMessage());
        }
        out.flush();
    }

    private static void askUntilAnswered(Telemetry telemetry, PrintWriter out, InputStream in) throws IOException {
        switch (ask(telemetry.policy(), out, in)) {
            case YES -> telemetry.answer(true);
            case NO -> telemetry.answer(false);
            case NONE -> out.println();
        }
    }

    /** What a person says to the question; no answer at the end of the input: they are asked another time. */
    static Answer ask(Policy policy, PrintWriter out, InputStream in) throws IOException {
        explain(policy, out);
        for (int i = 0; i < MAX_TRIES; i++) {
            out.print(policy.question() + " [y/N]: ");
            out.flush();
            String line = readLine(in);
            if (line == null) {
                return Answer.NONE;
            }
            switch (line.trim().toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> {
                    return Answer.YES;
                }
                case "", "n", "no" -> {
                    return Answer.NO;
                }
                default -> out.println("Please answer y or n.");
            }
        }
        return Answer.NONE;
    }

    private static void explain(Policy policy, PrintWriter out) {
        if (!policy.title().isEmpty()) {
            out.println(policy.title());
        }
        out.println(wrap(policy.text()));
    }

    /** One line, byte by byte: what follows it is the tool's. Null at the end of the input. */
    private static @Nullable String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int each = in.read();
        while (each != '\n') {
            if (each == END) {
                return null;
            }
            line.append((char) each);
            each = in.read();
        }
        return line.toString();
    }

    static String wrap(String text) {
        StringBuilder wrapped = new StringBuilder();
        int column = 0;
        for (String word : text.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                wrapped.append(System.lineSeparator());
                column = 0;
            } else if (column > 0) {
                wrapped.append(' ');
                column++;
            }
            wrapped.append(word);
            column += word.length();
        }
        return wrapped.toString();
    }
}
