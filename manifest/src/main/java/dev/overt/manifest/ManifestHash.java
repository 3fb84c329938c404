package dev.overt.manifest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What names the content of a manifest, however a checkout ends its lines: SHA-256 with every CRLF read as LF. */
final class ManifestHash {
    private ManifestHash() {}

    static String of(byte[] bytes) {
        MessageDigest digest = sha256();
        for (int i = 0; i < bytes.length; i++) {
            boolean crlf = bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n';
            if (!crlf) {
                digest.update(bytes[i]);
            }
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
