package dev.overt.collector.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SelfTestTest {
    private final MutableClock clock = new MutableClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SelfTest selfTest = new SelfTest(Duration.ofSeconds(60), meters, clock);
    private final FakePath path = new FakePath();

    /** Keeps what is sent, as long as nothing is broken. */
    private static final class FakePath implements SelfTest.Path {
        private final Set<UUID> stored = new HashSet<>();
        private boolean refusing;
        private boolean losing;

        @Override
        public void send(UUID id) throws IOException {
            if (refusing) {
                throw new IOException("refused");
            }
            if (!losing) {
                stored.add(id);
            }
        }

        @Override
        public boolean isStored(UUID id) {
            return stored.contains(id);
        }
    }

    @Test
    void warning_isNone_whileEventsArrive() {
        for (int minute = 0; minute < 5; minute++) {
            selfTest.runOnce(path);
            clock.advance(Duration.ofSeconds(60));
        }

        assertThat(selfTest.warning()).isNull();
        assertThat(path.stored).hasSize(5);
        assertThat(meters.get("overt.self.test").timer().count()).isEqualTo(5);
        assertThat(meters.get("overt.self.test.late").gauge().value()).isZero();
    }

    @Test
    void warning_saysForHowLong_whenTheStoreHasNone() {
        selfTest.runOnce(path);
        path.losing = true;
        assertLateAfterTwoAndAHalfMinutes();

        path.losing = false;
        selfTest.runOnce(path);
        assertThat(selfTest.warning()).isNull();
    }

    @Test
    void warning_saysForHowLong_whenNoneIsTaken_evenTheFirst() {
        path.refusing = true;
        assertLateAfterTwoAndAHalfMinutes();
    }

    private void assertLateAfterTwoAndAHalfMinutes() {
        clock.advance(Duration.ofSeconds(150));
        selfTest.runOnce(path);
        assertThat(selfTest.warning()).isNull();
        clock.advance(Duration.ofSeconds(1));
        selfTest.runOnce(path);
        assertThat(selfTest.warning()).contains("every 60 s", "for 151 s none has come to the store");
        assertThat(meters.get("overt.self.test.late").gauge().value()).isEqualTo(1);
    }
}
