package dev.overt.picocli;

import dev.overt.client.Decision;
import dev.overt.client.Telemetry;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The subcommand with which a person sees and decides what is reported. */
@Command(name = TelemetryCommand.NAME, description = TelemetryCommand.DESCRIPTION)
final class TelemetryCommand implements Runnable {
    static final String NAME = "telemetry";
    static final String DESCRIPTION = "Show or change what is reported about usage.";

    private final Telemetry telemetry;

    @Spec
    private CommandSpec spec;

    TelemetryCommand(Telemetry telemetry) {
        this.telemetry = telemetry;
        this.spec = CommandSpec.create();
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing subcommand: status, enable, disable, reset or upload");
    }

    @Command(description = "Show whether usage is reported, why, and where.")
    int status() {
        for (String line : telemetry.status()) {
            out().println(line);
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

    @Command(description = "Replace the install id by a new one.")
    int reset() {
        try {
            String id = telemetry.reset();
            out().println(id == null ? "There is no install ID yet." : "Install ID rotated: " + id);
            return ExitCode.OK;
        } catch (IOException failure) {
            return failed("The install ID could not be rotated", failure);
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
