package dev.overt.examples.altimate;

import dev.overt.examples.altimate.AltimateCodeTelemetry.AuthLoginMethod;
import dev.overt.examples.altimate.AltimateCodeTelemetry.AuthLoginProviderId;
import dev.overt.examples.altimate.AltimateCodeTelemetry.AuthLoginStatus;
import dev.overt.examples.altimate.AltimateCodeTelemetry.AuthLogoutProviderId;
import dev.overt.examples.altimate.AltimateCodeTelemetry.CommandCommandName;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs in and out. */
@Command(name = "auth", description = "Sign in to a provider, or out.", mixinStandardHelpOptions = true)
final class AuthCommand {
    private final AltimateCodeTelemetry telemetry;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    AuthCommand(AltimateCodeTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    @Command(name = "login", description = "Sign in.", mixinStandardHelpOptions = true)
    void login(
            @Parameters(paramLabel = "PROVIDER", description = "Such as anthropic.") String provider,
            @Parameters(paramLabel = "EMAIL", description = "Your address there.") String email)
            throws IOException {
        telemetry.command(CommandCommandName.AUTH);
        AuthLoginProviderId known = Word.of(AuthLoginProviderId.class, provider);
        try {
            Account.ofPerson().signIn(email);
            telemetry.authLogin(known, AuthLoginMethod.API_KEY, AuthLoginStatus.SUCCESS);
            spec.commandLine().getOut().println("Signed in as " + email + ".");
        } catch (ConfigError | IOException e) {
            telemetry.authLogin(known, AuthLoginMethod.API_KEY, AuthLoginStatus.ERROR);
            throw e;
        }
    }

    @Command(name = "logout", description = "Sign out.", mixinStandardHelpOptions = true)
    void logout(@Parameters(paramLabel = "PROVIDER", description = "Such as anthropic.") String provider)
            throws IOException {
        telemetry.command(CommandCommandName.AUTH);
        Account.ofPerson().signOut();
        telemetry.authLogout(Word.of(AuthLogoutProviderId.class, provider));
        spec.commandLine().getOut().println("Signed out.");
    }
}
