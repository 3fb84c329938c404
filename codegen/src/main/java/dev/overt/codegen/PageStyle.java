package dev.overt.codegen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** How the HTML page looks, and the hash by which a browser knows that style. */
final class PageStyle {
    static final String CSS = read();
    /** As a content security policy writes it. */
    static final String HASH = hash(CSS);

    private PageStyle() {}

    /** A checkout may have turned its line ends into CRLF. */
    private static String read() {
        try (InputStream file = PageStyle.class.getResourceAsStream("page.css")) {
            if (file == null) {
                throw new IllegalStateException("page.css is not in the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String css) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
