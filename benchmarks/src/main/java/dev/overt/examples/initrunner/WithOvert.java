package dev.overt.examples.initrunner;

/** The example as it is; from the same jar as its baselines, so that the telemetry is all the difference. */
public final class WithOvert {
    private WithOvert() {}

    public static void main(String[] arguments) {
        InitRunner.main(arguments);
    }
}
