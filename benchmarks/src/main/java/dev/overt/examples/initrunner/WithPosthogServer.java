package dev.overt.examples.initrunner;

import com.posthog.server.PostHog;
import com.posthog.server.PostHogCaptureOptions;
import com.posthog.server.PostHogConfig;
import com.posthog.server.PostHogInterface;

/** The example reporting through posthog-server, the way its documentation shows. */
public final class WithPosthogServer {
    private WithPosthogServer() {}

    public static void main(String[] arguments) {
        PostHogInterface posthog = PostHog.with(
                PostHogConfig.builder("key").host(System.getenv("COLLECTOR")).build());
        int status = InitRunner.commandLine().execute(arguments);
        posthog.capture(
                "installation",
                "cli_command",
                PostHogCaptureOptions.builder()
                        .property("command", arguments[0])
                        .property("exit_code", status)
                        .build());
        posthog.flush();
        posthog.close();
        System.exit(status);
    }
}
