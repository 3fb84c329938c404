package dev.overt.client;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether standard input and standard output are terminals. */
record Terminals(boolean input, boolean output) {

    /**
     * Those of this process. On Linux from the links in /proc, which cost two system calls;
     * {@code System.console()} would load a line editor on a new JDK.
     */
    static Terminals ofThisProcess() {
        if (System.getProperty("os.name", "").equals("Linux")) {
            return new Terminals(isTerminal(0), isTerminal(1));
        }
        boolean both = consoleIsTerminal();
        return new Terminals(both, both);
    }

    boolean both() {
        return input && output;
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException closedOrHidden) {
            return false;
        }
    }

    @SuppressWarnings("SystemConsoleNull") // Before JDK 22 it is null without a terminal.
    private static boolean consoleIsTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since JDK 22 there may be a console without a terminal.
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }
}
