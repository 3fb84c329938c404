package dev.overt.examples.initrunner;

/** The example without its line of telemetry: what every other figure is held against. */
public final class WithoutTelemetry {
    private WithoutTelemetry() {}

    public static void main(String[] arguments) {
        System.exit(InitRunner.commandLine().execute(arguments));
    }
}
