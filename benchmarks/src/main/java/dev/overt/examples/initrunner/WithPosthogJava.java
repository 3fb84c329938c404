package dev.overt.examples.initrunner;

import com.posthog.java.PostHog;
import java.util.Map;

/** The example reporting through posthog-java, the way its documentation shows. */
public final class WithPosthogJava {
    private WithPosthogJava() {}

    public static void main(String[] arguments) {
        PostHog posthog =
                new PostHog.Builder("key").host(System.getenv("COLLECTOR")).build();
        int status = InitRunner.commandLine().execute(arguments);
        posthog.capture("installation", "cli_command", Map.of("command", arguments[0], "exit_code", status));
        posthog.shutdown();
        System.exit(status);
    }
}
