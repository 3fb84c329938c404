package dev.overt.codegen;

import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of somebody's own, such as an installer, with parts that come from a manifest. A part is a script of
 * {@link GeneratedFile}, whose first and last lines name it:
 *
 * <pre>
 * # &gt;&gt;&gt; overt: install-sh &gt;&gt;&gt;
 * …
 * # &lt;&lt;&lt; overt: install-sh &lt;&lt;&lt;
 * </pre>
 */
public final class MarkedFile {
    private static final Pattern OPENING = Pattern.compile("# >>> overt: (\\S{1,40}) >>>\\s*");

    private final Path file;
    private final Manifest manifest;
    private final StringBuilder text = new StringBuilder();
    private int parts;

    private MarkedFile(Path file, Manifest manifest) {
        this.file = file;
        this.manifest = manifest;
    }

    /**
     * The file with each of its parts as the manifest says, and with all else as it stands.
     *
     * @throws IllegalArgumentException if the file has no part, one without an end, or one that the manifest has no
     *     events for
     * @throws IOException if it cannot be read
     */
    public static RenderedFile of(Path file, Manifest manifest) throws IOException {
        return new MarkedFile(file, manifest).render();
    }

    private RenderedFile render() throws IOException {
        Iterator<String> lines = lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            Matcher opening = OPENING.matcher(line);
            if (opening.matches()) {
                replace(opening.group(1), line.endsWith("\r\n") ? "\r\n" : "\n", lines);
            } else {
                text.append(line);
            }
        }
        if (parts == 0) {
            throw new IllegalArgumentException(file + " has no place for a script. Write two lines where it belongs, "
                    + "`# >>> overt: KIND >>>` and `# <<< overt: KIND <<<`; KIND is the one of `--only`.");
        }
        return new RenderedFile(file, text.toString());
    }

    private void replace(String word, String lineEnd, Iterator<String> lines) {
        GeneratedFile kind = GeneratedFile.scripts(manifest)
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        file + " has a place for `" + word + "`, which does not come from this manifest."));
        String closing = "# <<< overt: " + word + " <<<";
        boolean closed = false;
        while (!closed) {
            if (!lines.hasNext()) {
                throw new IllegalArgumentException(file + " has no line `" + closing + "`, where the script ends.");
            }
            closed = lines.next().stripTrailing().equals(closing);
        }
        text.append(kind.of(manifest, Path.of(""), "").text().replace("\n", lineEnd));
        parts++;
    }

    /** The lines with their ends. */
    private List<String> lines() throws IOException {
        try {
            return List.of(Files.readString(file).split("(?<=\n)", -1));
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8", e);
        }
    }
}
