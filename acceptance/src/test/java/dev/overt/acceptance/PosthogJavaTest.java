package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.posthog.server.PostHogCaptureOptions;
import com.posthog.server.PostHogConfig;
import com.posthog.server.PostHogInterface;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostHog's old and new client for the JVM, unmodified, pointed at a collector. */
final class PosthogJavaTest {
    private static final String INSTALL = "3f2b0c5e-9a7d-4e1f-8b6c-2d1a0e9f8c7b";
    private static final Map<String, Object> FIRST_RUN = Map.of(
            "os",
            "Linux",
            "python_version",
            "3.12",
            "initrunner_version",
            "2026.8.10",
            "install_method",
            "pipx",
            "cwd",
            "planted-secret");

    @TempDir
    private Path folder;

    @Test
    void posthogJava_storesWhatIsDeclaredAndNothingElse() throws Exception {
        try (ServedCollector collector = ServedCollector.start(folder.resolve("data"))) {
            com.posthog.java.PostHog posthog = new com.posthog.java.PostHog.Builder(collector.writeKey())
                    .host(host(collector))
                    .build();
            posthog.capture(INSTALL, "cli_first_run", FIRST_RUN);
            posthog.identify(INSTALL, Map.of("email", "planted-secret@example.org"));
            posthog.alias(INSTALL, "planted-secret");
            assertThat(posthog.isFeatureFlagEnabled("any", INSTALL)).isFalse();
            posthog.shutdown();

            assertStored(collector, "$create_alias", "$identify");
        }
        assertThat(Bytes.filesHolding("planted-secret", folder)).isEmpty();
    }

    @Test
    void posthogServer_storesWhatIsDeclaredAndNothingElse() throws Exception {
        try (ServedCollector collector = ServedCollector.start(folder.resolve("data"))) {
            PostHogInterface posthog = com.posthog.server.PostHog.with(PostHogConfig.builder(collector.writeKey())
                    .host(host(collector))
                    .build());
            PostHogCaptureOptions.Builder options = PostHogCaptureOptions.builder();
            FIRST_RUN.forEach(options::property);
            posthog.capture(INSTALL, "cli_first_run", options.build());
            posthog.identify(INSTALL, Map.of("email", "planted-secret@example.org"));
            posthog.alias(INSTALL, "planted-secret");
            posthog.group(INSTALL, "company", "planted-secret", Map.of("name", "planted-secret"));
            assertThat(posthog.isFeatureEnabled(INSTALL, "any")).isFalse();
            posthog.flush();
            posthog.close();

            assertStored(collector, "$create_alias", "$groupidentify", "$identify");
        }
        assertThat(Bytes.filesHolding("planted-secret", folder)).isEmpty();
    }

    private static String host(ServedCollector collector) {
        String address = collector.address().toString();
        return address.substring(0, address.length() - 1);
    }

    /** Whether posthog-server still sends that it was asked for a flag, when it is closed, is left to chance. */
    private static void assertStored(ServedCollector collector, String... quarantined) throws InterruptedException {
        for (int attempt = 0;
                attempt < 100
                        && collector.count(
                                        "select count(*) from overt.quarantine where event <> '$feature_flag_called'")
                                < quarantined.length;
                attempt++) {
            Thread.sleep(100);
        }
        assertThat(collector
                        .query("select install_id, os, python_version, initrunner_version, install_method"
                                + " from initrunner.cli_first_run")
                        .rows())
                .containsExactly(List.of(INSTALL.replace("-", ""), "Linux", "3.12", "2026.8.10", "pipx"));
        assertThat(collector
                        .query("select event, property, count from overt.drops where reason = 'undeclared_property'")
                        .rows())
                .containsExactly(List.of("cli_first_run", "cwd", 1L));
        assertThat(collector
                        .query(
                                "select event from overt.quarantine where event <> '$feature_flag_called' order by event")
                        .rows())
                .extracting(row -> row.get(0))
                .containsExactly((Object[]) quarantined);
    }
}
