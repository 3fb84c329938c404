package dev.overt.client;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A system on which the client keeps its files: this machine's own, or one in memory by the rules of another. */
enum Platform {
    MACHINE(System.getProperty("os.name", "")),
    /** Drive letters, backslashes, names regardless of case, no permissions. */
    WINDOWS("Windows 11"),
    /** The same with a person's directory on another machine. */
    WINDOWS_SHARE("Windows 11"),
    /** Permissions, and names regardless of case and of how a letter with an accent is written. */
    MAC("Mac OS X");

    /** What the JVM calls it. */
    final String system;

    Platform(String system) {
        this.system = system;
    }

    /** A new directory of a person; on this machine {@code temporary}. */
    Path home(Path temporary) throws IOException {
        return switch (this) {
            case MACHINE -> temporary;
            case WINDOWS -> Files.createDirectories(windows("C:\\").getPath("C:\\Users\\Ada Lovelace"));
            case WINDOWS_SHARE ->
                Files.createDirectories(windows("C:\\", "\\\\files\\homes\\").getPath("\\\\files\\homes\\ada"));
            case MAC -> Files.createDirectories(mac().getPath("/Users/ada"));
        };
    }

    /** Whether files have owners here that can be other than this process, pipes, and real processes that use them. */
    boolean isMachine() {
        return this == MACHINE;
    }

    /** Ends a test of what only a real file system has. */
    void assumeMachine() {
        Assumptions.assumeTrue(isMachine(), "not in memory");
    }

    /** Ends a test of permissions where files have none. */
    void assumePermissions() {
        Assumptions.assumeTrue(isMachine() || this == MAC, "no permissions there");
    }

    private static FileSystem windows(String root, String... more) {
        return Jimfs.newFileSystem(Configuration.windows().toBuilder()
                .setRoots(root, more)
                .setAttributeViews("basic", "owner", "dos", "acl")
                .build());
    }

    private static FileSystem mac() {
        return Jimfs.newFileSystem(Configuration.osX().toBuilder()
                .setAttributeViews("basic", "owner", "posix")
                .build());
    }
}
