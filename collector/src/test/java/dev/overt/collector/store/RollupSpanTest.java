package dev.overt.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RollupSpanTest {
    private static RollupPeriod day(int day) {
        return RollupPeriod.of(Grain.DAY, LocalDate.of(2026, 11, day));
    }

    @Test
    void of_joinsPeriodsThatFollowEachOther_andNoOthers() {
        RollupPeriod month = RollupPeriod.of(Grain.MONTH, LocalDate.of(2026, 11, 3));

        assertThat(RollupSpan.of(List.of(day(4), day(3), month, day(1), day(30))))
                .containsExactlyInAnyOrder(
                        new RollupSpan(Grain.DAY, LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 2)),
                        new RollupSpan(Grain.DAY, LocalDate.of(2026, 11, 3), LocalDate.of(2026, 11, 5)),
                        new RollupSpan(Grain.DAY, LocalDate.of(2026, 11, 30), LocalDate.of(2026, 12, 1)),
                        new RollupSpan(Grain.MONTH, LocalDate.of(2026, 11, 1), LocalDate.of(2026, 12, 1)));
        assertThat(RollupSpan.of(List.of())).isEmpty();
    }
}
