package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SanitiserTest {
    private static final Property BUCKET =
            Property.bucket("took", new long[] {1000, 5000, 30000}, "<1s", "1-5s", "5-30s", "30s+");

    private static @Nullable Object sanitise(Property property, Object value) {
        return new Values().of(property, value);
    }

    @Test
    void sanitise_labelsABucket_lowerBoundIncluded() {
        assertThat(sanitise(BUCKET, 0L)).isEqualTo("<1s");
        assertThat(sanitise(BUCKET, 999)).isEqualTo("<1s");
        assertThat(sanitise(BUCKET, Duration.ofSeconds(1))).isEqualTo("1-5s");
        assertThat(sanitise(BUCKET, 30_000L)).isEqualTo("30s+");
        assertThat(sanitise(BUCKET, -1L)).isNull();
        assertThat(sanitise(BUCKET, "1")).isNull();
    }

    @Test
    void sanitise_takesIntegersWithinBounds_only() {
        Property property = Property.integer("exit_code", 0, 255);
        assertThat(sanitise(property, 0)).isEqualTo(0L);
        assertThat(sanitise(property, 255L)).isEqualTo(255L);
        assertThat(sanitise(property, 256)).isNull();
        assertThat(sanitise(property, -1)).isNull();
        assertThat(sanitise(property, 1.5)).isNull();
    }

    @Test
    void sanitise_namesTheNearestDeclaredClass() {
        Property property = Property.errorClass("error", "Other", "IOException", "FileNotFoundException");
        assertThat(sanitise(property, new FileNotFoundException("secret"))).isEqualTo("FileNotFoundException");
        assertThat(sanitise(property, new NoSuchFileException("secret"))).isEqualTo("IOException");
        assertThat(sanitise(property, new IllegalStateException("secret"))).isEqualTo("Other");
        assertThat(sanitise(Property.errorClass("error", null, "IOException"), new Error("secret")))
                .isNull();
    }

    @Test
    void version_isKeptToItsLevel() {
        assertThat(Sanitiser.version("17.0.15", Property.MAJOR)).isEqualTo("17");
        assertThat(Sanitiser.version("17.0.15", Property.MINOR)).isEqualTo("17.0");
        assertThat(Sanitiser.version("17.0.15+6-Debian", Property.PATCH)).isEqualTo("17.0.15");
        assertThat(Sanitiser.version("25", Property.MINOR)).isEqualTo("25.0");
        assertThat(Sanitiser.version("26-ea", Property.MINOR)).isEqualTo("26.0");
        assertThat(Sanitiser.version("2026.8.10", Property.FULL)).isEqualTo("2026.8.10");
        assertThat(Sanitiser.version("1.0 /home/me", Property.FULL)).isNull();
        assertThat(Sanitiser.version("/home/me", Property.MAJOR)).isNull();
        assertThat(Sanitiser.version("1".repeat(41), Property.FULL)).isNull();
    }
}
