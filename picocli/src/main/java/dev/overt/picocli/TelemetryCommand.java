package dev.overt.picocli;

import dev.overt.client.Decision;
import dev.overt.client.Telemetry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/*
 * Exit codes of every one of its commands:
 *
 *   0   done; status always ends so
 *   1   failed, or not done yet: the message says why
 *   2   wrong usage, among it a deletion that nobody is there to confirm
 */
/** The subcommand with which a person sees and decides what is reported. */
@Command(name = TelemetryCommand.NAME, description = TelemetryCommand.DESCRIPTION)
final class TelemetryCommand implements Callable<Integer> {
    static final String NAME = "telemetry";
    static final String DESCRIPTION = "Show or change what is reported about usage.";

    private static final Map<String, String> EXIT_CODES = exitCodes();

    private final Telemetry telemetry;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // Picocli itself shows the help.
    private boolean helpRequested;

    private TelemetryCommand(Telemetry telemetry) {
        this.telemetry = telemetry;
        this.spec = CommandSpec.create();
    }

    /** The command with those below it. */
    static CommandLine of(Telemetry telemetry) {
        CommandLine line = new CommandLine(new TelemetryCommand(telemetry));
        document(line);
        line.getSubcommands().values().forEach(TelemetryCommand::document);
        return line;
    }

    private static void document(CommandLine line) {
        line.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(EXIT_CODES);
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "Done.");
        codes.put("1", "Failed, or not done yet; the message says why.");
        codes.put("2", "Wrong usage.");
        return codes;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(err());
        return ExitCode.USAGE;
    }

    @Command(description = "Show whether usage is reported, why, what and where.")
    int status(@Option(names = "--json", description = "Print one JSON object.") boolean json) {
        Map<String, Object> status = telemetry.status();
        if (json) {
            out().println(PlainJson.of(status));
        } else {
            StatusText.lines(status).forEach(out()::println);
        }
        return ExitCode.OK;
    }

    @Command(description = "Agree to reporting usage.")
    int enable() {
        try {
            telemetry.enable();
            out().println("Telemetry enabled.");
            Decision now = telemetry.standing();
            if (!now.on()) {
                out().println("It stays off for now: " + now.sentence() + ".");
            }
            return ExitCode.OK;
        } catch (IOException failure) {
            return failed("Telemetry could not be enabled", failure);
        }
    }

    @Command(description = "Refuse reporting usage, and delete what was not sent.")
    int disable() {
        try {
            telemetry.disable();
            out().println("Telemetry disabled. No usage data will be sent.");
            Decision now = telemetry.standing();
            if (now.on()) {
                out().println("But it is on in this environment: " + now.sentence() + ".");
            }
            return ExitCode.OK;
        } catch (IOException failure) {
            return failed("Telemetry could not be disabled", failure);
        }
    }

    @Command(
            description = "Replace the install id by a new one, and delete what waits under the old one."
                    + " What was sent under it stays where it is; delete comes first where it should not.")
    int reset() {
        try {
            String id = telemetry.reset();
            boolean identified = "install-id".equals(telemetry.status().get("identity"));
            out().println(
                            id != null
                                    ? "Install ID rotated: " + id
                                    : identified
                                            ? "There is no install ID yet."
                                            : "Events carry no ID of this installation.");
            return ExitCode.OK;
        } catch (IOException failure) {
            return failed("The install ID could not be rotated", failure);
        }
    }

    @Command(description = "Show exactly what would be sent next, and send nothing.")
    int preview(@Option(names = "--json", description = "Print the body alone, on one line.") boolean json) {
        try {
            Map<String, Object> preview = telemetry.preview();
            if (preview.isEmpty()) {
                nothingToPreview().forEach((json ? err() : out())::println);
            } else if (json) {
                out().println(preview.get("body"));
            } else {
                UploadText.next(preview).forEach(out()::println);
            }
            return ExitCode.OK;
        } catch (IOException failure) {
            return failed("The next upload cannot be shown", failure);
        }
    }

    private List<String> nothingToPreview() {
        Decision now = telemetry.standing();
        if (!now.on()) {
            return List.of("Nothing would be sent: telemetry is off, because " + now.sentence() + ".");
        }
        return UploadText.none(telemetry.status());
    }

    @Command(description = "Show what was sent from here, the newest last.")
    int log(
            @Option(names = "--json", description = "Print the lines of the log as they are.") boolean json,
            @Option(names = "--last", paramLabel = "N", description = "Show the last N uploads only.") Integer last) {
        if (last != null && last < 0) {
            throw new ParameterException(spec.commandLine(), "--last takes a number from 0.");
        }
        try {
            Map<String, Object> log = telemetry.log();
            List<?> uploads = log.get("uploads") instanceof List<?> all ? all : List.of();
            int first = last == null ? 0 : Math.max(0, uploads.size() - last);
            for (Object each : uploads.subList(first, uploads.size())) {
                show(each, json, out());
            }
            UploadText.remarks(log, telemetry.status()).forEach((json ? err() : out())::println);
            return ExitCode.OK;
        } catch (IOException failure) {
            return failed("What was sent cannot be shown", failure);
        }
    }

    private static void show(Object upload, boolean json, PrintWriter out) {
        if (upload instanceof Map<?, ?> one && json) {
            out.println(one.get("line"));
        } else if (upload instanceof Map<?, ?> one) {
            UploadText.sent(one).forEach(out::println);
        }
    }

    @Command(
            description =
                    "Refuse from now on, delete what is kept here, and ask the collector to delete what was sent.")
    int delete(@Option(names = "--yes", description = "Do not ask whether to go on.") boolean yes) {
        if (!yes && !telemetry.atTerminal()) {
            throw new ParameterException(spec.commandLine(), "Nobody is there to confirm the deletion. Add --yes.");
        }
        try {
            Map<String, Object> before = telemetry.status();
            if (!yes && !Confirmation.ask(DeletionText.question(before), err(), System.in)) {
                err().println("Nothing was deleted.");
                return ExitCode.SOFTWARE;
            }
            Map<String, Object> deletion = telemetry.delete();
            out().println("Telemetry disabled. What was recorded here, and the log of what was sent, are deleted.");
            boolean done = DeletionText.isDone(deletion);
            DeletionText.lines(deletion, before).forEach((done ? out() : err())::println);
            return done ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (IOException failure) {
            return failed("The deletion failed, and the collector was not asked", failure);
        }
    }

    @Command(description = "Send now what waits to be sent.")
    int upload() {
        try {
            out().println(telemetry.upload());
            return ExitCode.OK;
        } catch (IOException failure) {
            err().println(failure.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private int failed(String what, IOException failure) {
        err().println(what + ": " + failure.getMessage());
        return ExitCode.SOFTWARE;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
