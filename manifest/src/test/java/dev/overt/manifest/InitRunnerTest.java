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
import org.jspecify.annotations.Nullable;
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
        assertThat(manifest.product())
                .isEqualTo(new Product("initrunner", "InitRunner", "contact@initrunner.ai", "initrunner"));
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
                        List.of(),
                        List.of(),
                        "~/.initrunner/telemetry.json"));
    }

    @Test
    void common_isAsWritten() {
        assertThat(manifest.common())
                .containsExactly(
                        property("os", new OperatingSystem(), null),
                        property("python_version", new Version(Keep.MINOR, null), Fact.RUNTIME),
                        property("initrunner_version", new Version(Keep.FULL, null), Fact.PRODUCT));
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
                                null,
                                commandProperties()),
                        new Event(
                                "cli_first_run",
                                "To count distinct installations and learn how people install.",
                                "The first run after telemetry was accepted, once for each installation.",
                                Trigger.FIRST_RUN,
                                null,
                                List.of(property(
                                        "install_method",
                                        new InstallMethod(List.of("pip", "pipx", "uv", "docker"), "unknown"),
                                        null))));
    }

    private static List<Property> commandProperties() {
        return List.of(
                property("command", new Enumeration(COMMANDS, "other"), Fact.COMMAND),
                property("status", new Enumeration(List.of("ok", "error"), null), Fact.OUTCOME),
                property("exit_code", new IntegerRange(0, 255), Fact.EXIT_CODE),
                new Property("error_kind", new ErrorClass(ERRORS, "OtherError"), Fact.ERROR, true, null, null),
                property(
                        "duration_bucket",
                        new Bucket(
                                Quantity.DURATION,
                                List.of(1_000L, 5_000L, 30_000L),
                                List.of("<1s", "1-5s", "5-30s", "30s+")),
                        Fact.DURATION),
                property("is_tty", new Flag(), Fact.TERMINAL),
                property("is_ci", new Flag(), Fact.CI));
    }

    private static Property property(String name, PropertyType type, @Nullable Fact fact) {
        return new Property(name, type, fact, false, null, null);
    }

    @Test
    void rest_isAsWritten() {
        assertThat(manifest.identity()).isEqualTo(new Identity(Identity.Kind.INSTALL_ID, null));
        assertThat(manifest.delivery())
                .isEqualTo(new Delivery(
                        Delivery.Mode.SPOOL,
                        Duration.ofHours(1),
                        URI.create("https://telemetry.initrunner.ai"),
                        0,
                        0,
                        Duration.ZERO,
                        Duration.ofSeconds(5)));
        assertThat(manifest.retention())
                .isEqualTo(new Retention(new Retention.Period.Days(90), new Retention.Period.Forever()));
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
