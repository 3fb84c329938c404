package dev.overt.collector.anonymity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KAnonymityTest {
    private static final KAnonymity TEN = new KAnonymity(10);

    @Test
    void named_leavesOutSmallValues_whereTheyAreManyTogether() {
        assertThat(TEN.named(breakdown(60, Map.of("run", 40, "doctor", 9, "new", 6, "chat", 5))))
                .containsExactly("run");
    }

    @Test
    void named_leavesOutOneMore_whereASingleOneWouldBeLeft() {
        assertThat(TEN.named(breakdown(83, Map.of("run", 40, "doctor", 30, "new", 12, "chat", 1))))
                .containsExactly("doctor", "run");
    }

    @Test
    void named_leavesOutAllThatAreAsSmall_soThatNoNameDecides() {
        assertThat(TEN.named(breakdown(65, Map.of("run", 40, "doctor", 12, "new", 12, "chat", 1))))
                .containsExactly("run");
    }

    @Test
    void named_isEverything_whereNothingIsSmall() {
        assertThat(TEN.named(breakdown(50, Map.of("run", 40, "doctor", 10)))).containsExactly("doctor", "run");
    }

    @Test
    void named_countsWhatHasNoValue_asASmallValue() {
        assertThat(TEN.named(breakdown(53, Map.of("run", 40, "doctor", 10)))).containsExactly("run");
    }

    @Test
    void named_leavesOutOneMore_whereWhatHasNoValueMayBeKnownFromElsewhere() {
        assertThat(TEN.named(breakdown(200, Map.of("FileNotFound", 12, "Value", 14, "Key", 3))))
                .containsExactly("Value");
    }

    @Test
    void named_isNothing_whereTheTotalIsSmall() {
        assertThat(TEN.named(breakdown(9, Map.of("run", 9)))).isEmpty();
    }

    @Test
    void named_neverNamesOther_whichIsNoValue() {
        assertThat(TEN.named(breakdown(70, Map.of("run", 40, "Other", 30)))).containsExactly("run");
    }

    @Test
    void namedCrossing_takesOutLines_untilNoCellIsSmall() {
        Breakdown commands = breakdown(100, Map.of("run", 70, "doctor", 30));
        Breakdown systems = breakdown(100, Map.of("linux", 60, "macos", 25, "windows", 15));
        Crossing crossing = new Crossing(
                commands,
                systems,
                Map.of(
                        "run", counts(Map.of("linux", 46, "macos", 12, "windows", 12)),
                        "doctor", counts(Map.of("linux", 14, "macos", 13, "windows", 3))));

        Crossing.Named named =
                TEN.named(crossing, commands.parts().keySet(), systems.parts().keySet());

        assertThat(named.rows()).containsExactlyInAnyOrder("run", "doctor");
        assertThat(named.columns()).containsExactly("linux");
    }

    @Test
    void replaces_isTrue_onlyWhereKInstallationsLieBetween() {
        assertThat(TEN.replaces(0, new Count(9, 9))).isFalse();
        assertThat(TEN.replaces(20, new Count(99, 31))).isFalse();
        assertThat(TEN.replaces(20, new Count(99, 32))).isTrue();
        assertThat(TEN.replaces(40, new Count(28, 28))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "2,0", "3,5", "7,5", "8,10", "12,10", "13,15", "100004,100005"})
    void rounded_isTheNearestMultipleOfFive(long number, long shown) {
        assertThat(KAnonymity.rounded(number)).isEqualTo(shown);
    }

    @Test
    void k_isRefused_whereItProtectsNobody() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KAnonymity(1));
    }

    private static Breakdown breakdown(int total, Map<String, Integer> parts) {
        return new Breakdown(new Count(total, total), counts(parts));
    }

    private static Map<String, Count> counts(Map<String, Integer> parts) {
        return parts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, part -> new Count(part.getValue(), part.getValue())));
    }
}
