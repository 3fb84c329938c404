package dev.overt.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A revision of the repository that a folder is in, read by the person's own git. */
record GitRevision(Path folder, String revision) {
    private static final long MAX_SECONDS = 30;

    /**
     * A file of the folder as it was then; empty where there was none.
     *
     * @throws IOException if there is no git, no such revision, or no answer in 30 seconds
     */
    Optional<byte[]> file(String name) throws IOException {
        if (revision.startsWith("-")) {
            throw new IOException("`" + revision + "` is not a revision");
        }
        return run("ls-tree", revision, "--", name).length == 0
                ? Optional.empty()
                : Optional.of(run("show", revision + ":./" + name));
    }

    private byte[] run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        // Into files, so that neither end waits for the other.
        Path answer = Files.createTempFile("overt-git", ".out");
        Path errors = Files.createTempFile("overt-git", ".err");
        try {
            Process git = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(answer.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (exitCode(git) != 0) {
                String said = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8).strip();
                throw new IOException("git: " + said.replace('\n', ' '));
            }
            return Files.readAllBytes(answer);
        } finally {
            Files.deleteIfExists(answer);
            Files.deleteIfExists(errors);
        }
    }

    private static int exitCode(Process git) throws IOException {
        try {
            if (git.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                return git.exitValue();
            }
            throw new IOException("git has not answered for " + MAX_SECONDS + " seconds");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            git.destroyForcibly();
        }
    }
}
