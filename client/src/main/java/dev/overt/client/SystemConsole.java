package dev.overt.client;

import java.io.Console;

/** The console of a process on a system that does not say by itself what the standard streams are. */
final class SystemConsole {
    private SystemConsole() {}

    /** Whether standard input and standard output are terminals, which such a system tells of both at once only. */
    @SuppressWarnings("SystemConsoleNull") // Before JDK 22 it is null without a terminal.
    static boolean isTerminal() {
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
