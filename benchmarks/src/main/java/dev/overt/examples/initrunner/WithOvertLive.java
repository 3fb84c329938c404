package dev.overt.examples.initrunner;

import dev.overt.client.Event;
import dev.overt.client.Fact;
import dev.overt.client.Policy;
import dev.overt.client.Property;
import dev.overt.client.Telemetry;
import dev.overt.picocli.CommandTelemetry;

/** The example with its event delivered live, as Altimate Code's manifest bounds that. */
public final class WithOvertLive {
    private static final long EXIT_MILLIS = 2_000;

    private static final Policy POLICY = Policy.builder("initrunner", "InitRunner", InitRunnerTelemetry.MANIFEST)
            .ask("", "", "Enable anonymous usage telemetry?")
            .covers(2)
            .offInCi()
            .offWithoutTerminal()
            .quiet("telemetry", "help", "version", "completion")
            .offWhenTruthy("DO_NOT_TRACK")
            .collectorFrom("INITRUNNER_TELEMETRY_COLLECTOR")
            .collector("https://telemetry.initrunner.ai", 5_000)
            .live(200, 1, EXIT_MILLIS)
            .common(
                    Property.os("os"),
                    Property.version("version", Property.FULL).of(Fact.PRODUCT))
            .events(Event.onCommand(
                    "cli_command",
                    Property.enumeration("command", "other", "run", "new", "doctor")
                            .of(Fact.COMMAND),
                    Property.integer("exit_code", 0, 255).of(Fact.EXIT_CODE)))
            .build();

    private WithOvertLive() {}

    public static void main(String[] arguments) {
        System.exit(CommandTelemetry.execute(
                InitRunner.commandLine(), Telemetry.open(POLICY, InitRunner.VERSION), arguments));
    }
}
