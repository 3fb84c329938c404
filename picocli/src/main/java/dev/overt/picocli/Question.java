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
    private static final int MAX_TRIES = 3;
    private static final int END = -1;

    private final Policy policy;
    private final Terminal terminal;
    private final PrintWriter out;

    Question(Policy policy, Terminal terminal, PrintWriter out) {
        this.policy = policy;
        this.terminal = terminal;
        this.out = out;
    }

    /** What a person said. */
    enum Answer {
        YES,
        NO,
        NONE
    }

    /** Asks, or else tells, where a person can see all of it; otherwise another time. In any case the command runs. */
    static void ask(Telemetry telemetry, PrintWriter out, InputStream in) {
        Terminal terminal = Terminal.find();
        if (terminal == null) {
            return;
        }
        Question question = new Question(telemetry.policy(), terminal, out);
        try {
            if (telemetry.asks()) {
                question.askAndStore(telemetry, in);
            } else if (question.tell()) {
                telemetry.noticed();
            }
        } catch (IOException failure) {
            out.println("Your choice about telemetry could not be stored: " + failure.getMessage());
        }
        out.flush();
    }

    private void askAndStore(Telemetry telemetry, InputStream in) throws IOException {
        switch (ask(in)) {
            case YES -> telemetry.answer(true);
            case NO -> telemetry.answer(false);
            case NONE -> out.flush();
        }
    }

    /** Shows the notice; false where it does not fit, or cannot be shown. */
    boolean tell() {
        String notice = explanation();
        if (!terminal.fits(notice)) {
            return false;
        }
        out.print(notice);
        return !out.checkError();
    }

    /**
     * What a person says to the question. No answer where they could not see all of it, had typed something before it
     * was there, leave it, or do not say yes or no in {@value #MAX_TRIES} tries: they are asked another time.
     */
    Answer ask(InputStream in) {
        try {
            String prompt = terminal.wrap(policy.question() + " [y/N]: ");
            if (!terminal.fits(explanation() + prompt) || Terminal.hasInput(in)) {
                return Answer.NONE;
            }
            out.print(explanation());
            return answer(prompt, in);
        } catch (IOException closed) {
            return Answer.NONE;
        }
    }

    private Answer answer(String prompt, InputStream in) throws IOException {
        for (int i = 0; i < MAX_TRIES; i++) {
            out.print(prompt);
            String line = out.checkError() ? null : readLine(in);
            if (line == null) {
                break;
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
        out.println();
        return Answer.NONE;
    }

    private String explanation() {
        String title = policy.title().isEmpty() ? "" : terminal.wrap(policy.title()) + System.lineSeparator();
        return title + terminal.wrap(policy.text()) + System.lineSeparator();
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
}
