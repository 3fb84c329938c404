package dev.overt.examples.initrunner;

import io.sentry.Sentry;

/** The example reporting through Sentry, the way its documentation shows. */
public final class WithSentry {
    private WithSentry() {}

    public static void main(String[] arguments) {
        Sentry.init(options -> options.setDsn(System.getenv("COLLECTOR").replace("://", "://key@") + "1"));
        int status = InitRunner.commandLine().execute(arguments);
        Sentry.captureMessage("cli_command", scope -> {
            scope.setTag("command", arguments[0]);
            scope.setTag("exit_code", Integer.toString(status));
        });
        Sentry.close();
        System.exit(status);
    }
}
