package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class LiveBufferTest {
    private static String event(int number, int bytes) {
        String begin = new Json().put("id", String.valueOf(number)).toString();
        return begin + " ".repeat(bytes - begin.length());
    }

    private static LiveBatch next(LiveBuffer buffer, String id) {
        return Objects.requireNonNull(buffer.next(id));
    }

    @Test
    void add_refusesAnEventThatIsTooLarge() {
        LiveBuffer buffer = new LiveBuffer(10);
        assertThat(buffer.add(event(1, SpoolWriter.MAX_EVENT_BYTES))).isTrue();
        assertThat(buffer.add(event(2, SpoolWriter.MAX_EVENT_BYTES + 1))).isFalse();
        assertThat(buffer.add("\u00e9".repeat(SpoolWriter.MAX_EVENT_BYTES / 2 + 1)))
                .isFalse();
        LiveBatch batch = next(buffer, "a");
        assertThat(batch.events).hasSize(1);
        assertThat(batch.dropped).isEqualTo(Map.of("too_large", 2L));
    }

    @Test
    void add_dropsTheOldest_whenTooManyBytesWait() {
        LiveBuffer buffer = new LiveBuffer(10_000);
        int fit = LiveBuffer.MAX_BYTES / SpoolWriter.MAX_EVENT_BYTES;
        for (int i = 0; i < fit + 3; i++) {
            buffer.add(event(i, SpoolWriter.MAX_EVENT_BYTES));
        }
        assertThat(buffer.size()).isEqualTo(fit);
        LiveBatch batch = next(buffer, "a");
        assertThat(batch.events.element()).isEqualTo(event(3, SpoolWriter.MAX_EVENT_BYTES));
        assertThat(batch.events).hasSize(Batch.MAX_BYTES / SpoolWriter.MAX_EVENT_BYTES);
        assertThat(batch.dropped).isEqualTo(Map.of("buffer_full", 3L));
        while (buffer.next("b") != null) {
            assertThat(buffer.size()).isLessThan(fit);
        }
        for (int i = 0; i < fit; i++) {
            buffer.add(event(i, SpoolWriter.MAX_EVENT_BYTES));
        }
        assertThat(buffer.size()).isEqualTo(fit);
    }

    @Test
    void giveBack_makesAnUploadTheNextAgain_withItsIdAndCounts() {
        LiveBuffer buffer = new LiveBuffer(10);
        buffer.drop("invalid_value", 2);
        buffer.add(event(1, 20));
        LiveBatch batch = next(buffer, "a");
        buffer.add(event(2, 20));
        buffer.drop("invalid_value", 1);
        buffer.giveBack(batch);
        assertThat(buffer.size()).isEqualTo(2);
        LiveBatch again = next(buffer, "b");
        assertThat(again.id).isEqualTo("a");
        assertThat(again.events).containsExactly(event(1, 20));
        assertThat(again.dropped).isEqualTo(Map.of("invalid_value", 2L));
        assertThat(next(buffer, "c").dropped).isEqualTo(Map.of("invalid_value", 1L));
    }

    @Test
    void giveBack_dropsTheOldest_whereOthersHaveTakenTheirPlace() {
        LiveBuffer buffer = new LiveBuffer(3);
        buffer.drop("invalid_value", 2);
        buffer.add(event(1, 20));
        buffer.add(event(2, 20));
        LiveBatch batch = next(buffer, "a");
        buffer.add(event(3, 20));
        buffer.add(event(4, 20));
        buffer.giveBack(batch);
        assertThat(buffer.size()).isEqualTo(3);
        assertThat(batch.events).containsExactly(event(2, 20));
        buffer.add(event(5, 20));
        LiveBatch next = next(buffer, "b");
        assertThat(next.id).isEqualTo("b");
        assertThat(next.events).containsExactly(event(3, 20), event(4, 20), event(5, 20));
        assertThat(next.dropped).isEqualTo(Map.of("invalid_value", 2L, "buffer_full", 2L));
    }
}
