package dev.overt.collector.receive;

import dev.overt.collector.log.Drop;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one event of a request.
 *
 * @param id the event's id as it was sent, or null if it sent none
 * @param reason the protocol's word for why, or null for an accepted event
 * @param drops what was removed or changed of an accepted event
 */
public record Result(
        @Nullable UUID id, Outcome outcome, @Nullable String reason, List<Drop> drops) {
    public enum Outcome {
        ACCEPTED,
        DUPLICATE,
        QUARANTINED,

        /**
         * Refused, and only counted: its product's budget for quarantine is used up, its installation was deleted, or nothing
         * of it is kept.
         */
        REJECTED,

        /** Not looked at: its sender may send it again later. */
        RETRY;

        private final String code = name().toLowerCase(Locale.ROOT);

        /** Whether the event is no event that its product declares. */
        public boolean isRefused() {
            return this == QUARANTINED || this == REJECTED;
        }

        /** The word of the protocol. */
        public String code() {
            return code;
        }
    }
}
