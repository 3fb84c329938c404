package dev.overt.collector.operate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BacklogTest {
    private final Backlog backlog = new Backlog();

    @Test
    void lag_isNothing_whereAllIsStored() {
        assertThat(backlog.lag(0, 5_000)).isEqualTo(new Backlog.Lag(0, 0));
        backlog.appended(3, 100, 1_000);
        assertThat(backlog.lag(100, 5_000)).isEqualTo(new Backlog.Lag(0, 0));
    }

    @Test
    void lag_countsWhatIsNotStored_andTheAgeOfTheOldest() {
        backlog.appended(3, 100, 1_000);
        backlog.appended(2, 200, 2_000);
        backlog.appended(1, 300, 3_000);

        assertThat(backlog.lag(0, 5_000)).isEqualTo(new Backlog.Lag(6, 4_000));
        assertThat(backlog.lag(100, 5_000)).isEqualTo(new Backlog.Lag(3, 3_000));
        assertThat(backlog.lag(299, 5_000)).isEqualTo(new Backlog.Lag(1, 2_000));
    }

    @Test
    void lag_staysRight_overMoreAppendsThanAreMarked() {
        for (int i = 1; i <= 50_000; i++) {
            backlog.appended(1, i, 100L * i);
        }

        assertThat(backlog.lag(0, 100)).isEqualTo(new Backlog.Lag(50_000, 0));
        assertThat(backlog.lag(10_000, 1_100_000)).isEqualTo(new Backlog.Lag(40_000, 99_900));
        assertThat(backlog.lag(50_000, 5_000_000)).isEqualTo(new Backlog.Lag(0, 0));
    }
}
