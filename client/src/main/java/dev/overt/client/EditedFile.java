package dev.overt.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that people edit, and by which they say something to telemetry: UTF-8 text of at most 64 KiB. */
final class EditedFile {
    private static final int MAX_BYTES = 64 * 1024;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private EditedFile() {}

    /**
     * Its text, without a byte order mark; null where there is nothing. Throws where something is there that is no
     * such file; a symbolic link to one is.
     */
    static @Nullable String read(Path file) throws IOException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        // Looked at before it is opened: to open a pipe would wait for its other end.
        byte[] content = Files.isRegularFile(file) ? PrivateFiles.read(file, MAX_BYTES) : null;
        if (content == null) {
            throw new IOException(file + " is no regular file, or too long");
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
