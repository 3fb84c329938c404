package dev.overt.codegen;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.Surface;
import java.util.List;

/** The file by which whoever runs a machine turns telemetry off for everybody on it, where the client looks for it. */
final class MachinePolicy {
    private static final String POSIX = "/etc/overt/disabled";
    private static final String MACOS = "/Library/Application Support/overt/disabled";
    private static final String WINDOWS = "%ProgramData%\\overt\\disabled";

    /** Where a script looks that may run on any of the systems but Windows. */
    static final List<String> POSIX_FILES = List.of(POSIX, MACOS);

    /** Where one looks on Windows, below the folder of all users' data. */
    static final String WINDOWS_FILE = "/overt/disabled";

    private MachinePolicy() {}

    static void append(Section section, Manifest manifest) {
        Controls controls = new Controls(manifest);
        List<List<Prose>> files = List.of(
                List.of(Prose.of("Linux and other systems"), Prose.code(POSIX)),
                List.of(Prose.of("macOS"), Prose.code(MACOS)),
                List.of(Prose.of("Windows"), Prose.code(WINDOWS)));
        section.table(
                Prose.of("For a whole machine"),
                List.of("System", "File"),
                controls.has(Surface.TOOL) || controls.has(Surface.INSTALLER) ? files : files.subList(0, 1));
        section.paragraph(
                "By this file an administrator turns telemetry off for everybody, and nothing overrules it. Each line names "
                        + "a product, here {}; `*` means every product, and so does a file that names none or that cannot be read. "
                        + "`#` begins a comment.{}",
                Prose.code(manifest.product().id()),
                controls.has(Surface.CONTAINER) ? " A container sees the file where it is mounted into it." : "");
    }
}
