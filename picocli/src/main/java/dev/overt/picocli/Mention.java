package dev.overt.picocli;

import dev.overt.client.Telemetry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The telemetry command's line in a tool's help. Most runs need no more of that command, whose class costs some
 * milliseconds. Not thread-safe.
 */
final class Mention {
    private final CommandLine root;
    private final Telemetry telemetry;
    private CommandSpec command = CommandSpec.create().name(TelemetryCommand.NAME);
    private boolean replaced;

    private Mention(CommandLine root, Telemetry telemetry) {
        this.root = root;
        this.telemetry = telemetry;
    }

    /** Adds the line; null where the tool has a command of this name, which is left alone. */
    static @Nullable Mention add(CommandLine root, Telemetry telemetry) {
        if (root.getCommandSpec().subcommands().containsKey(TelemetryCommand.NAME)) {
            return null;
        }
        Mention mention = new Mention(root, telemetry);
        mention.command.usageMessage().description(TelemetryCommand.DESCRIPTION);
        root.addSubcommand(TelemetryCommand.NAME, mention.command);
        return mention;
    }

    /** Whether {@code other} is what stands in this place. */
    @SuppressWarnings("ReferenceEquality") // The tool may have commands of this name elsewhere.
    boolean is(CommandSpec other) {
        return other == command;
    }

    /** Puts the command itself in this place, set up as the tool has set up its own; false where it stands there. */
    boolean replace() {
        if (replaced) {
            return false;
        }
        replaced = true;
        remove();
        CommandLine full = TelemetryCommand.of(telemetry);
        command = full.getCommandSpec();
        root.addSubcommand(TelemetryCommand.NAME, full);
        full.setOut(root.getOut())
                .setErr(root.getErr())
                .setColorScheme(root.getColorScheme())
                .setUsageHelpWidth(root.getUsageHelpWidth())
                .setAbbreviatedOptionsAllowed(root.isAbbreviatedOptionsAllowed())
                .setAbbreviatedSubcommandsAllowed(root.isAbbreviatedSubcommandsAllowed())
                .setOptionsCaseInsensitive(root.isOptionsCaseInsensitive())
                .setSubcommandsCaseInsensitive(root.isSubcommandsCaseInsensitive());
        return true;
    }

    /** Takes away what stands in this place, so that the tool's command line is as it was. */
    void remove() {
        root.getCommandSpec().removeSubcommand(TelemetryCommand.NAME);
    }
}
