package dev.overt.picocli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Locale;

/** A person's answer to whether something that cannot be undone shall be done. */
final class Confirmation {
    private Confirmation() {}

    /** Asks once; whatever is not yes is no. */
    static boolean ask(String question, PrintWriter out, InputStream in) throws IOException {
        out.print(question + " [y/N]: ");
        out.flush();
        StringBuilder line = new StringBuilder();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                out.println();
                return false;
            }
            line.append((char) each);
        }
        String answer = line.toString().trim().toLowerCase(Locale.ROOT);
        return answer.equals("y") || answer.equals("yes");
    }
}
