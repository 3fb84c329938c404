package dev.overt.picocli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The terminal in front of a person, as far as a question needs to know it. */
record Terminal(int columns, int rows) {
    /** Where the size cannot be known. */
    static final Terminal USUAL = new Terminal(80, 24);

    private static final long PATIENCE_SECONDS = 2;
    private static final String KEEP_ON = "trap '' INT QUIT TSTP TTOU\n";

    /**
     * Prints rows and columns. Fails where nobody sees standard error or can answer: it is no terminal, or this is a job
     * in the background, which a read would stop. The fields of /proc/PID/stat: the fifth is the group of the process, the
     * eighth the one in the foreground of its terminal.
     */
    private static final String LOOK = KEEP_ON + """
            test -t 2 || exit 1
            if [ -r /proc/$$/stat ]; then
              read -r _ _ _ _ group _ _ front _ </proc/$$/stat
            else
              set -- $(ps -o pgid= -o tpgid= -p $$ 2>/dev/null)
              group=$1 front=$2
            fi
            [ "$group" = "$front" ] || exit 1
            stty size 2>/dev/null || echo 0 0
            """;

    /**
     * Lets a line that somebody has begun to type be seen as waiting input: a terminal hands it over when it leaves and
     * enters the mode in which it waits for the line's end.
     */
    private static final String HAND_OVER =
            KEEP_ON + "modes=$(stty -g 2>/dev/null) && stty -icanon 2>/dev/null && stty \"$modes\" 2>/dev/null";

    /** That of standard error; null where nobody would see a question there, or could answer. */
    static @Nullable Terminal find() {
        try {
            String printed = run(LOOK);
            return printed == null ? null : ofSize(printed);
        } catch (IOException noShell) {
            return USUAL;
        }
    }

    /** From what {@code stty size} prints: rows and columns, zeros where it does not know. */
    static Terminal ofSize(String printed) {
        String[] numbers = printed.trim().split(" ", -1);
        try {
            Terminal terminal =
                    new Terminal(Integer.parseInt(numbers[numbers.length - 1]), Integer.parseInt(numbers[0]));
            return terminal.columns > 0 && terminal.rows > 0 ? terminal : USUAL;
        } catch (NumberFormatException unknown) {
            return USUAL;
        }
    }

    /** Whether {@code in} already has input of this terminal, be it the beginning of a line. */
    static boolean hasInput(InputStream in) throws IOException {
        if (in.available() == 0) {
            run(HAND_OVER);
        }
        return in.available() > 0;
    }

    /** Whether {@code text}, wrapped to the width, is seen as a whole. */
    boolean fits(String text) {
        int needed = 0;
        for (String line : text.split("\n", -1)) {
            needed += Math.max(1, (width(line) + columns - 1) / columns);
        }
        return needed <= rows;
    }

    /** {@code text} in lines of whole words that fit. */
    String wrap(String text) {
        StringBuilder wrapped = new StringBuilder();
        int column = 0;
        for (String word : text.split(" ", -1)) {
            if (column > 0 && column + 1 + width(word) > columns) {
                wrapped.append(System.lineSeparator());
                column = 0;
            } else if (column > 0) {
                wrapped.append(' ');
                column++;
            }
            wrapped.append(word);
            column += width(word);
        }
        return wrapped.toString();
    }

    /** In columns: East Asian characters and pictures take two. */
    private static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += text.codePointAt(i) < 0x2e80 ? 1 : 2;
        }
        return width;
    }

    /** What {@code script} prints; null where it fails or takes long. It is never ended, lest it leave a terminal half set. */
    private static @Nullable String run(String script) throws IOException {
        Process shell = new ProcessBuilder("/bin/sh", "-c", script)
                .redirectInput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT)
                .start();
        try {
            boolean ended = shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && shell.exitValue() == 0
                    ? new String(shell.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    : null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
