package dev.overt.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.manifest.PropertyType.Bucket;
import dev.overt.manifest.PropertyType.Enumeration;
import dev.overt.manifest.PropertyType.ErrorClass;
import dev.overt.manifest.PropertyType.Flag;
import dev.overt.manifest.PropertyType.InstallMethod;
import dev.overt.manifest.PropertyType.IntegerRange;
import dev.overt.manifest.PropertyType.Keep;
import dev.overt.manifest.PropertyType.OperatingSystem;
import dev.overt.manifest.PropertyType.Quantity;
import dev.overt.manifest.PropertyType.Version;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class InitRunnerTest {
    private static final List<String> COMMANDS = List.of(
            ("run new setup doctor examples export test ingest validate configure dashboard desktop a2a flow mcp"
                            + " install uninstall list update search info publish pull login logout whoami plugins skill"
                            + " memory audit cost vault approve pending hub")
                    .split(" ", -1));
    private static final List<String> ERRORS = List.of(
            ("KeyboardInterrupt SystemExit FileNotFoundError PermissionError IsADirectoryError NotADirectoryError"
                            + " TimeoutError ConnectionError ValueError TypeError KeyError RuntimeError OSError"
                            + " ImportError ModuleNotFoundError MissingExtraError ValidationError UsageError")
                    .split(" ", -1));

    private final Reading.Accepted reading = (Reading.Accepted) ManifestReader.read(InitRunner.FILE);
    private final Manifest manifest = reading.manifest();

    @Test
    void read_warnsOfNothing_forInitRunner() {
        assertThat(reading.warnings()).isEmpty();
    }

    @Test
    void product_isAsWritten() {
        assertThat(manifest.product()).isEqualTo(new Product("initrunner", "InitRunner", "contact@initrunner.ai"));
    }

    @Test
    void consent_isAsWritten() {
        assertThat(manifest.consent())
                .isEqualTo(new Consent(
                        Consent.Default.ASK,
                        2,
                        new Consent.Ask(
                                "Help improve InitRunner?",
                                "Send anonymous usage data (which command ran, version, OS, error type) to guide what to"
                                        + " build next. No prompts, files, paths, arguments, or API keys are sent, and it"
                                        + " is tied to a random id, not to you. Change anytime with `initrunner telemetry"
                                        + " enable/disable`.",
                                "Enable anonymous usage telemetry?"),
                        false,
                        false,
                        List.of("telemetry", "help", "version", "completion"),
                        List.of(
                                new Variable.Switch("DO_NOT_TRACK", List.of(), List.of(), true),
                                new Variable.Switch(
                                        "INITRUNNER_TELEMETRY",
                                        List.of("1", "true", "on", "yes", "enable", "enabled"),
                                        List.of("0", "false", "off", "no", "disable", "disabled"),
                                        false),
                                new Variable.Debug("INITRUNNER_TELEMETRY_DEBUG"),
                                new Variable.Collector("INITRUNNER_TELEMETRY_COLLECTOR")),
                        "~/.initrunner/telemetry.json"));
    }

    @Test
    void common_isAsWritten() {
        assertThat(manifest.common())
                .containsExactly(
                        new Property("os", new OperatingSystem(), null, false),
                        new Property("python_version", new Version(Keep.MINOR), Fact.RUNTIME, false),
                        new Property("initrunner_version", new Version(Keep.FULL), Fact.PRODUCT, false));
    }

    @Test
    void events_areAsWritten() {
        assertThat(manifest.events())
                .containsExactly(
                        new Event(
                                "cli_command",
                                "To see which commands are used, how long they take and which fail.",
                                "A command has finished.",
                                Trigger.COMMAND,
                                commandProperties()),
                        new Event(
                                "cli_first_run",
                                "To count distinct installations and learn how people install.",
                                "The first run after telemetry was accepted, once for each installation.",
                                Trigger.FIRST_RUN,
                                List.of(new Property(
                                        "install_method",
                                        new InstallMethod(List.of("pip", "pipx", "uv", "docker"), "unknown"),
                                        null,
                                        false))));
    }

    private static List<Property> commandProperties() {
        return List.of(
                new Property("command", new Enumeration(COMMANDS, "other"), Fact.COMMAND, false),
                new Property("status", new Enumeration(List.of("ok", "error"), null), Fact.OUTCOME, false),
                new Property("exit_code", new IntegerRange(0, 255), Fact.EXIT_CODE, false),
                new Property("error_kind", new ErrorClass(ERRORS, "OtherError"), Fact.ERROR, true),
                new Property(
                        "duration_bucket",
                        new Bucket(
                                Quantity.DURATION,
                                List.of(1_000L, 5_000L, 30_000L),
                                List.of("<1s", "1-5s", "5-30s", "30s+")),
                        Fact.DURATION,
                        false),
                new Property("is_tty", new Flag(), Fact.TERMINAL, false),
                new Property("is_ci", new Flag(), Fact.CI, false));
    }

    @Test
    void rest_isAsWritten() {
        assertThat(manifest.identity()).isEqualTo(Identity.INSTALL_ID);
        assertThat(manifest.delivery())
                .isEqualTo(new Delivery(
                        Delivery.Mode.SPOOL, Duration.ofHours(1), URI.create("https://telemetry.initrunner.ai")));
        assertThat(manifest.retention()).isEqualTo(new Retention(Duration.ofDays(90), Optional.empty()));
        assertThat(manifest.never())
                .hasSize(11)
                .startsWith("Prompts", "role or skill file contents")
                .endsWith("hostnames", "usernames");
    }

    @Test
    void properties_beginWithTheCommonOnes() {
        Event event = manifest.event("cli_first_run").orElseThrow();
        assertThat(manifest.properties(event))
                .extracting(Property::name)
                .containsExactly("os", "python_version", "initrunner_version", "install_method");
        assertThat(manifest.event("cli_update")).isEmpty();
    }
}
