package dev.overt.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A person's directory, on a disk that can be spoilt; gone when closed, and with it the uploaders that use it. */
final class Home implements AutoCloseable {
    /** What may be wrong with the disk. */
    enum Disk {
        GOOD,
        READ_ONLY,
        FULL
    }

    final Path path;
    private final Disk disk;

    private Home(Path path, Disk disk) {
        this.path = path;
        this.disk = disk;
    }

    /** Makes one on a disk that is still good. Other than a good one takes root. */
    static Home make(Disk disk) throws IOException {
        Path path = Files.createTempDirectory("overt-benchmark-");
        if (disk != Disk.GOOD) {
            execute("mount", "-t", "tmpfs", "-o", "size=128k", "overt-benchmark", path.toString());
        }
        return new Home(path, disk);
    }

    /** Whether this process may make such a home. */
    static boolean canMake(Disk disk) {
        try {
            make(disk).close();
            return true;
        } catch (IOException notRoot) {
            return false;
        }
    }

    /** Makes the disk what it is said to be. */
    void spoil() throws IOException {
        switch (disk) {
            case GOOD -> {}
            case READ_ONLY -> execute("mount", "-o", "remount,ro", path.toString());
            case FULL -> fill();
        }
    }

    private void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(path.resolve("filling"))) {
            while (true) {
                out.write(new byte[512]);
            }
        } catch (IOException full) {
            // As wanted.
        }
    }

    /** Ends the uploaders that runs have started, so that they do not disturb those that follow. */
    void endUploaders() {
        List<ProcessHandle> uploaders = ProcessHandle.allProcesses()
                .filter(each -> each.info().commandLine().orElse("").contains("dev.overt.client.Uploader " + path))
                .toList();
        uploaders.forEach(ProcessHandle::destroyForcibly);
        uploaders.forEach(each -> each.onExit().join());
    }

    @Override
    public void close() throws IOException {
        endUploaders();
        if (disk != Disk.GOOD) {
            execute("umount", path.toString());
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static void execute(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(said);
        }
    }
}
