package dev.overt.client;

/** The policy that is compiled from InitRunner's manifest, in short. */
final class InitRunnerPolicy {
    static final String MANIFEST = "sha256:" + "0".repeat(64);

    static final Event COMMAND = Event.onCommand(
            "cli_command",
            Property.enumeration("command", "other", "run", "new", "doctor").of(Fact.COMMAND),
            Property.enumeration("status", null, "ok", "error").of(Fact.OUTCOME),
            Property.integer("exit_code", 0, 255).of(Fact.EXIT_CODE),
            Property.errorClass("error_kind", "OtherError", "FileNotFoundError", "ValueError")
                    .of(Fact.ERROR)
                    .optional(),
            Property.bucket("duration_bucket", new long[] {1000, 5000, 30000}, "<1s", "1-5s", "5-30s", "30s+")
                    .of(Fact.DURATION),
            Property.flag("is_tty").of(Fact.TERMINAL),
            Property.flag("is_ci").of(Fact.CI));

    static final Event FIRST_RUN =
            Event.onFirstRun("cli_first_run", Property.installMethod("install_method", "unknown", "pip", "pipx", "uv"));

    static final Event CALL = Event.onCall(
            "flow_ended",
            Property.enumeration("kind", null, "short", "long"),
            Property.integer("steps", 1, 100),
            Property.flag("resumed").optional());

    private InitRunnerPolicy() {}

    static Policy.Builder builder() {
        return Policy.builder("initrunner", "InitRunner", MANIFEST)
                .ask("Help improve InitRunner?", "Send anonymous usage data.", "Enable?")
                .covers(2)
                .quiet("telemetry", "help", "version", "completion")
                .offWhenTruthy("DO_NOT_TRACK")
                .onOff("INITRUNNER_TELEMETRY", new String[] {"1", "true", "on"}, new String[] {"0", "false", "off"})
                .debugWhenTruthy("INITRUNNER_TELEMETRY_DEBUG")
                .collectorFrom("INITRUNNER_TELEMETRY_COLLECTOR")
                .state("~/.initrunner/telemetry.json")
                .collector("https://telemetry.invalid", 3_600_000L)
                .summary("cli_command: command, status")
                .never("Prompts", "file paths")
                .common(
                        Property.os("os"),
                        Property.version("python_version", Property.MINOR).of(Fact.RUNTIME),
                        Property.version("initrunner_version", Property.FULL).of(Fact.PRODUCT))
                .events(COMMAND, FIRST_RUN, CALL);
    }

    static Policy policy() {
        return builder().offInCi().offWithoutTerminal().build();
    }
}
