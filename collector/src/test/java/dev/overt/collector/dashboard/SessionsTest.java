package dev.overt.collector.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SessionsTest {
    private final MutableClock clock = new MutableClock();
    private final Sessions sessions = new Sessions(clock);

    @Test
    void session_ends_whenItIsNotUsedForHalfAnHour() {
        String id = sessions.begin();
        clock.advance(Duration.ofMinutes(14));
        assertThat(sessions.find(id)).isPresent();

        clock.advance(Duration.ofMinutes(30));

        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void id_isReplaced_afterAQuarterOfAnHour_andTheOldOneHoldsForAMinute() {
        String id = sessions.begin();
        clock.advance(Duration.ofMinutes(15));

        Sessions.Session session = sessions.find(id).orElseThrow();
        String fresh = session.freshId();

        assertThat(fresh).isNotNull().isNotEqualTo(id);
        assertThat(sessions.find(id).orElseThrow().freshId()).isNull();
        clock.advance(Duration.ofMinutes(1));
        assertThat(sessions.find(id)).isEmpty();
        assertThat(sessions.find(String.valueOf(fresh)).orElseThrow().formToken())
                .isEqualTo(session.formToken());
    }

    @Test
    void session_ends_afterTwelveHours_howeverOftenItIsUsed() {
        String id = sessions.begin();
        for (int minutes = 0; minutes < 12 * 60; minutes += 10) {
            Sessions.Session session = sessions.find(id).orElseThrow();
            id = session.freshId() == null ? id : session.freshId();
            clock.advance(Duration.ofMinutes(10));
        }
        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void end_endsAllIdsOfTheSession_andNoOther() {
        String other = sessions.begin();
        String id = sessions.begin();
        clock.advance(Duration.ofMinutes(15));
        String fresh = sessions.find(id).orElseThrow().freshId();

        sessions.end(id);

        assertThat(sessions.find(String.valueOf(fresh))).isEmpty();
        assertThat(sessions.find(other)).isPresent();
    }
}
