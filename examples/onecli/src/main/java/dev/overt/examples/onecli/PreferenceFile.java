package dev.overt.examples.onecli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;

/** What a person chose on the page: one word, {@code on} or {@code off}, which the entrypoint obeys. */
record PreferenceFile(Path file) {
    private static final int MAX_BYTES = 65_536;

    /** What the file says. */
    enum Preference {
        /** There is none. */
        NONE,
        ON,
        OFF,
        /** It cannot be read, or says something else: the entrypoint takes it for off. */
        UNCLEAR
    }

    Preference read() {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Preference.NONE;
        }
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES
                    ? preference(Files.readString(file))
                    : Preference.UNCLEAR;
        } catch (IOException e) {
            return Preference.UNCLEAR;
        }
    }

    private static Preference preference(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "on" -> Preference.ON;
            case "off" -> Preference.OFF;
            default -> Preference.UNCLEAR;
        };
    }

    /** Replaces the file at once, so that no reader finds half of it, and for good. */
    void write(boolean on) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "folder");
        Path written = Files.createTempFile(folder, file.getFileName().toString(), ".new");
        try {
            try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap((on ? "on\n" : "off\n").getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
