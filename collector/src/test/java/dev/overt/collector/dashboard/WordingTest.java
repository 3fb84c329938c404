package dev.overt.collector.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.log.DropReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WordingTest {
    @ParameterizedTest
    @ValueSource(strings = {"spool_full", "buffer_full", "send_failed", "too_old", "refused", "refused_401"})
    void clientReason_saysWhatBecameOfTheEvents_forEachReasonOfTheClients(String code) {
        assertThat(Wording.clientReason(code).what()).isEqualTo("Never sent: " + code);
        assertThat(Wording.clientReason(code).became())
                .isNotEqualTo(Wording.clientReason("another").became());
    }

    @ParameterizedTest
    @EnumSource(DropReason.class)
    void reason_saysWhatWasWrong_andWhatBecameOfIt(DropReason reason) {
        assertThat(Wording.reason(reason.code()).what()).isNotEqualTo(reason.code());
        assertThat(Wording.reason(reason.code()).became()).endsWith(".");
    }

    @Test
    void clientReason_saysOnlyThatThereIsOne_whereItIsUnknown() {
        assertThat(Wording.clientReason("another").became()).isEqualTo("The client gave this reason.");
    }
}
