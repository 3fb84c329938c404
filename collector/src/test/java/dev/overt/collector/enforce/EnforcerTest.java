package dev.overt.collector.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.EveryType;
import dev.overt.collector.InitRunner;
import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import dev.overt.manifest.Manifest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EnforcerTest {
    private static final long NOW = 1_763_683_200_000L;
    private static final UUID ID = UUID.fromString("019a9f3c-0000-7000-8000-000000000001");
    private static final String INSTALL = "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b";

    private final Enforcer enforcer = new Enforcer(InitRunner.manifest());

    @Test
    void enforce_keepsEverything_whenAllIsDeclared() {
        LogEntry.Accepted entry = accepted(command());

        assertThat(entry.id()).isEqualTo(ID);
        assertThat(entry.product()).isEqualTo("initrunner");
        assertThat(entry.event()).isEqualTo("cli_command");
        assertThat(entry.install()).isEqualTo(INSTALL);
        assertThat(entry.atMillis()).isEqualTo(NOW - 1);
        assertThat(entry.receivedAtMillis()).isEqualTo(NOW);
        assertThat(entry.properties()).isEqualTo(command());
        assertThat(entry.drops()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "os, Linux, Linux,",
        "os, Darwin, Darwin,",
        "os, macOS, Darwin,",
        "os, Plan9, other, UNKNOWN_VALUE",
        "os, other, other,",
        "os, 5, , INVALID_VALUE",
        "python_version, 17.0, 17.0,",
        "python_version, 3.12.4, 3.12,",
        "python_version, 21-ea+3, 21,",
        "python_version, 3.13b2, 3.13,",
        "python_version, 3., 3,",
        "python_version, v3.12, 3.12,",
        "python_version, vv3.12, , INVALID_VALUE",
        "python_version, '', , INVALID_VALUE",
        "python_version, 3.12 (main), , INVALID_VALUE",
        "python_version, 3, , INVALID_VALUE",
        "initrunner_version, 2026.8.10, 2026.8.10,",
        "initrunner_version, 1.0.0-rc.1+build, 1.0.0-rc.1+build,",
        "initrunner_version, 1234567890123456789012345678901234567890, 1234567890123456789012345678901234567890,",
        "initrunner_version, 12345678901234567890123456789012345678901, , INVALID_VALUE",
        "initrunner_version, 1.0/home/ada, , INVALID_VALUE",
        "command, run, run,",
        "command, hub, hub,",
        "command, other, other,",
        "command, rm -rf /home/ada, other, UNKNOWN_VALUE",
        "command, RUN, other, UNKNOWN_VALUE",
        "command, true, , INVALID_VALUE",
        "command, unusable, , INVALID_VALUE",
        "status, ok, ok,",
        "status, error, error,",
        "status, failed, , INVALID_VALUE",
        "exit_code, 0, 0,",
        "exit_code, 255, 255,",
        "exit_code, 256, , INVALID_VALUE",
        "exit_code, -1, , INVALID_VALUE",
        "exit_code, one, , INVALID_VALUE",
        "exit_code, unusable, , INVALID_VALUE",
        "error_kind, KeyError, KeyError,",
        "error_kind, ZeroDivisionError, OtherError, UNKNOWN_VALUE",
        "error_kind, 7, , INVALID_VALUE",
        "error_kind, , ,",
        "duration_bucket, <1s, <1s,",
        "duration_bucket, 30s+, 30s+,",
        "duration_bucket, 1.234s, , INVALID_VALUE",
        "is_tty, true, true,",
        "is_tty, false, false,",
        "is_tty, yes, , INVALID_VALUE",
        "is_tty, 1, , INVALID_VALUE",
        "is_ci, , , MISSING_PROPERTY",
        "command, , , MISSING_PROPERTY",
    })
    void enforce_checksEachProperty(String property, @Nullable String sent, @Nullable String kept, String reason) {
        Map<String, @Nullable Object> properties = command();
        properties.put(property, scalar(property, sent));

        LogEntry.Accepted entry = accepted(properties);

        assertThat(entry.properties().get(property))
                .isEqualTo(property.endsWith("version") ? kept : scalar(property, kept));
        assertThat(entry.drops())
                .isEqualTo(reason == null ? List.of() : List.of(new Drop(DropReason.valueOf(reason), property)));
    }

    @Test
    void enforce_acceptsInstallMethods_ofTheOtherEvent() {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>(
                Map.of("os", "Linux", "python_version", "3.12", "initrunner_version", "1", "install_method", "snap"));

        Verdict verdict = enforcer.enforce(readable("cli_first_run", INSTALL, NOW, properties), NOW);

        LogEntry.Accepted entry = ((Verdict.Accepted) verdict).entry();
        assertThat(entry.properties()).containsEntry("install_method", "unknown");
        assertThat(entry.drops()).containsExactly(new Drop(DropReason.UNKNOWN_VALUE, "install_method"));
    }

    @Test
    void enforce_leavesOptionalPropertyOut_withoutCounting() {
        Map<String, @Nullable Object> properties = command();
        properties.remove("error_kind");

        LogEntry.Accepted entry = accepted(properties);

        assertThat(entry.properties()).doesNotContainKey("error_kind");
        assertThat(entry.drops()).isEmpty();
    }

    @Test
    void enforce_stripsAndCounts_whatIsNotDeclared() {
        Map<String, @Nullable Object> properties = command();
        properties.put("hostname", "ada-laptop");
        properties.put("$ip", "203.0.113.9");
        properties.put("distinct_id", INSTALL);
        properties.put("token", "wk");
        properties.put("/home/ada/my project", 1L);
        properties.put("install_method", "pip");

        LogEntry.Accepted entry = accepted(properties);

        assertThat(entry.properties()).isEqualTo(command());
        assertThat(entry.drops())
                .containsExactlyInAnyOrder(
                        new Drop(DropReason.UNDECLARED_PROPERTY, "hostname"),
                        new Drop(DropReason.CLIENT_METADATA, "$ip"),
                        new Drop(DropReason.CLIENT_METADATA, "distinct_id"),
                        new Drop(DropReason.CLIENT_METADATA, "token"),
                        new Drop(DropReason.UNDECLARED_PROPERTY, "*"),
                        new Drop(DropReason.UNDECLARED_PROPERTY, "install_method"));
    }

    @ParameterizedTest
    @CsvSource({
        "prompt_text, prompt_text",
        "$pageleave, $pageleave",
        "'user ada@example.org', *",
        "_hidden, *",
        "a12345678901234567890123456789012345678901234567890123456789, a12345678901234567890123456789012345678901234567890123456789",
        "a123456789012345678901234567890123456789012345678901234567890, *",
        "évènement, *",
    })
    void enforce_quarantinesUndeclaredEvent_keepingOnlyAnIdentifier(String sent, String kept) {
        Verdict verdict = enforcer.enforce(readable(sent, INSTALL, NOW, command()), NOW);

        assertThat(((Verdict.Quarantined) verdict).entry())
                .isEqualTo(new LogEntry.Quarantined(
                        ID, "initrunner", kept, DropReason.UNDECLARED_EVENT, "/events/0/event", 100, NOW));
    }

    @Test
    void enforce_quarantinesMalformed_withItsReason() {
        IncomingEvent event =
                new IncomingEvent.Malformed(null, Identifier.NONE, DropReason.TOO_LARGE, "/events/7", 40_000);

        LogEntry.Quarantined entry = ((Verdict.Quarantined) enforcer.enforce(event, NOW)).entry();

        assertThat(entry.reason()).isEqualTo(DropReason.TOO_LARGE);
        assertThat(entry.pointer()).isEqualTo("/events/7");
        assertThat(entry.id().version()).isEqualTo(7);
        assertThat(entry.id().getMostSignificantBits() >>> 16).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b",
                "3F2B0C5E9A7D4E1F8B6C2D1A0E9F8C7B",
                "3f2b0c5e-9a7d-4e1f-8b6c-2d1a0e9f8c7b"
            })
    void enforce_normalisesInstall(String sent) {
        assertThat(acceptedInstall(sent).install()).isEqualTo(INSTALL);
        assertThat(acceptedInstall(sent).drops()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.org",
                "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7",
                "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7bb",
                "3f2b0c5e9a7d-4e1f-8b6c2d1a-0e9f8c7b-",
                "",
                "gf2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b"
            })
    void enforce_dropsInstall_thatIsNoRandomId(String sent) {
        assertThat(acceptedInstall(sent).install()).isNull();
        assertThat(acceptedInstall(sent).drops()).containsExactly(new Drop(DropReason.INVALID_VALUE, "install_id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "per-event"})
    void enforce_keepsNoInstall_whenTheManifestHasNone(String identity) {
        Manifest manifest = InitRunner.manifestWith("identity: install-id", "identity: " + identity);

        Verdict verdict = new Enforcer(manifest).enforce(readable("cli_command", INSTALL, NOW, command()), NOW);
        Verdict without = new Enforcer(manifest).enforce(readable("cli_command", null, NOW, command()), NOW);

        LogEntry.Accepted entry = ((Verdict.Accepted) verdict).entry();
        assertThat(entry.install()).isNull();
        assertThat(entry.drops()).containsExactly(new Drop(DropReason.CLIENT_METADATA, "install_id"));
        assertThat(((Verdict.Accepted) without).entry().drops()).isEmpty();
    }

    @Test
    void enforce_wantsOfAPage_onlyWhatAPageCanSay() {
        Enforcer pages = new Enforcer(EveryType.manifest());

        LogEntry.Accepted page = accepted(pages, "page_opened", null, Map.of("page", "docs"));
        LogEntry.Accepted strayed = accepted(pages, "page_opened", null, Map.of("page", "docs", "os", "Linux"));
        LogEntry.Accepted tool = accepted(pages, "command_run", null, Map.of());

        assertThat(page.properties()).isEqualTo(Map.of("page", "docs"));
        assertThat(page.drops()).isEmpty();
        assertThat(strayed.properties()).isEqualTo(Map.of("page", "docs"));
        assertThat(strayed.drops()).containsExactly(new Drop(DropReason.UNDECLARED_PROPERTY, "os"));
        assertThat(tool.drops())
                .extracting(Drop::property)
                .containsExactly(
                        "install_id",
                        "os",
                        "arch",
                        "session",
                        "release",
                        "command",
                        "outcome",
                        "exit_code",
                        "duration",
                        "terminal");
    }

    @Test
    void enforce_clampsTime_toThirtyDaysBackAndTenMinutesAhead() {
        long earliest = NOW - Duration.ofDays(30).toMillis();
        long latest = NOW + Duration.ofMinutes(10).toMillis();

        assertTime(earliest, earliest, false);
        assertTime(earliest - 1, earliest, true);
        assertTime(Long.MIN_VALUE, earliest, true);
        assertTime(latest, latest, false);
        assertTime(latest + 1, latest, true);
        assertTime(Long.MAX_VALUE, latest, true);
        assertTime("yesterday", NOW, true);
        assertTime(IncomingEvent.UNUSABLE, NOW, true);
        assertTime(null, NOW, false);
    }

    private void assertTime(@Nullable Object sent, long kept, boolean counted) {
        Verdict verdict = enforcer.enforce(readable("cli_command", INSTALL, sent, command()), NOW);
        LogEntry.Accepted entry = ((Verdict.Accepted) verdict).entry();
        assertThat(entry.atMillis()).isEqualTo(kept);
        assertThat(entry.drops())
                .isEqualTo(counted ? List.of(new Drop(DropReason.CLAMPED_TIME, "occurred_at")) : List.of());
    }

    private LogEntry.Accepted acceptedInstall(String install) {
        return ((Verdict.Accepted) enforcer.enforce(readable("cli_command", install, NOW, command()), NOW)).entry();
    }

    private LogEntry.Accepted accepted(Map<String, @Nullable Object> properties) {
        return ((Verdict.Accepted) enforcer.enforce(readable("cli_command", INSTALL, NOW - 1, properties), NOW))
                .entry();
    }

    private static LogEntry.Accepted accepted(
            Enforcer enforcer, String event, @Nullable String install, Map<String, @Nullable Object> properties) {
        return ((Verdict.Accepted) enforcer.enforce(readable(event, install, NOW, properties), NOW)).entry();
    }

    private static IncomingEvent readable(
            String name, @Nullable Object install, @Nullable Object at, Map<String, @Nullable Object> properties) {
        return new IncomingEvent.WellFormed(ID, name, "/events/0", install, at, properties, Map.of(), List.of(), 100);
    }

    private static Map<String, @Nullable Object> command() {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("os", "Linux");
        properties.put("python_version", "17.0");
        properties.put("initrunner_version", "2026.8.10");
        properties.put("command", "run");
        properties.put("status", "error");
        properties.put("exit_code", 1L);
        properties.put("error_kind", "FileNotFoundError");
        properties.put("duration_bucket", "1-5s");
        properties.put("is_tty", true);
        properties.put("is_ci", false);
        return properties;
    }

    /** Words of the table as JSON scalars; a number is a number but where the property holds text that looks like one. */
    private static @Nullable Object scalar(String property, @Nullable String word) {
        if (word == null) {
            return null;
        }
        if (word.equals("unusable")) {
            return IncomingEvent.UNUSABLE;
        }
        if (word.equals("true") || word.equals("false")) {
            return Boolean.valueOf(word);
        }
        boolean looksLikeText = property.endsWith("version") && word.length() > 1;
        return !looksLikeText && word.matches("-?\\d{1,18}") ? (Object) Long.valueOf(word) : word;
    }
}
