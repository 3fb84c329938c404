package dev.overt.tool;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code overt} command line. */
@Command(
        name = "overt",
        description = "Usage telemetry that its users can check.",
        mixinStandardHelpOptions = true,
        version = "overt 0.1.0-SNAPSHOT",
        subcommands = {
            InitCommand.class,
            LintCommand.class,
            DiffCommand.class,
            SchemaCommand.class,
            CanonicalCommand.class,
            DocsCommand.class,
            GenerateCommand.class,
            ServeCommand.class,
            RegisterCommand.class,
            SqlCommand.class,
            DeleteCommand.class,
            ReceiptCommand.class,
            DestinationCommand.class,
            LogCommand.class,
            DemoCommand.class
        },
        footer = {
            "",
            "For people who work on Overt itself: overt build, overt test [MODULE], overt format.",
            "Exit codes: 0 done, 1 refused or failed (the reason is printed), 2 wrong usage,",
            "3 more is collected than people have agreed to (overt diff, overt register)."
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        // A page that is redirected to a file must not depend on the terminal's language.
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        System.exit(commandLine().setOut(out).execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, commandLine, result) -> {
                    if (!(exception instanceof Refusal)) {
                        throw exception;
                    }
                    commandLine.getErr().println("overt: " + exception.getMessage());
                    return 1;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? For a first look: overt demo");
    }
}
