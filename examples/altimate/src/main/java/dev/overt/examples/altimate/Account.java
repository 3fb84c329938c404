package dev.overt.examples.altimate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who is signed in: one e-mail address in a file of the person's. */
final class Account {
    private final Path file;

    private Account(Path file) {
        this.file = file;
    }

    static Account ofPerson() {
        String home = Objects.requireNonNullElse(System.getenv("HOME"), System.getProperty("user.home"));
        return new Account(Path.of(home, ".altimate", "account"));
    }

    @Nullable
    String email() {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : null;
        } catch (IOException e) {
            return null;
        }
    }

    void signIn(String email) throws IOException {
        if (email.indexOf('@') < 1) {
            throw new ConfigError("`" + email + "` is no e-mail address. Give one, such as jo@example.org.");
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, email + "\n");
    }

    void signOut() throws IOException {
        Files.deleteIfExists(file);
    }
}
