package dev.overt.collector.enforce;

import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event as a client sent it, whatever the client's protocol: untrusted.
 *
 * <p>A sent value is one of these; decoders bound what each may cost.
 *
 * <pre>
 * String, Boolean
 * Long                      a whole number of at most 64 bits
 * BigDecimal                any other number, of at most 64 characters and within what a double can tell from 0
 * List of these             an array of at most 1,000 items, none of them an array or an object
 * Map of String to these    an object of at most 1,000 members, none of them an array or an object
 * Spelled                   a string of a protocol that can send nothing else, and what it spells in JSON
 * null                      none, or a JSON null; also within lists and maps
 * UNUSABLE                  everything else that JSON can say
 * </pre>
 */
public sealed interface IncomingEvent {
    /** Stands for a sent value that no property accepts: too large, too deep, or too long a number. */
    Object UNUSABLE = new Object() {
        @Override
        public String toString() {
            return "unusable";
        }
    };

    /**
     * A string that spells a boolean, number, list or map, from a protocol whose properties are all strings: the type of
     * the declared property tells which of the two was meant.
     *
     * @param value a sent value, neither a string nor null
     */
    record Spelled(String text, Object value) {}

    /** The event's own id, or null if it sent none that is a UUID. */
    @Nullable
    UUID id();

    /** Bytes of JSON that the event took in the request. */
    int sizeBytes();

    /**
     * An event of the right shape.
     *
     * @param pointer JSON pointer of the event in the request, e.g. {@code /events/3}
     * @param namePointer JSON pointer of its name; it holds only names of the protocol
     * @param install the sent installation id
     * @param at the sent time in milliseconds since the epoch
     * @param metadata what the protocol says beside the properties, by names that the decoder documents: counted as
     *     {@code client_metadata}, but for what the manifest takes from there
     * @param drops what the decoder has removed itself
     */
    record WellFormed(
            @Nullable UUID id,
            String name,
            String pointer,
            String namePointer,
            @Nullable Object install,
            @Nullable Object at,
            Map<String, @Nullable Object> properties,
            Map<String, @Nullable Object> metadata,
            List<Drop> drops,
            int sizeBytes)
            implements IncomingEvent {

        /** An event whose name stands in its field {@code event}. */
        public WellFormed(
                @Nullable UUID id,
                String name,
                String pointer,
                @Nullable Object install,
                @Nullable Object at,
                Map<String, @Nullable Object> properties,
                Map<String, @Nullable Object> metadata,
                List<Drop> drops,
                int sizeBytes) {
            this(id, name, pointer, pointer + "/event", install, at, properties, metadata, drops, sizeBytes);
        }
    }

    /**
     * Something that is no event.
     *
     * @param name its event name, or {@link Identifier#NONE}
     * @param pointer JSON pointer of what is wrong; it holds only names of the protocol
     */
    record Malformed(@Nullable UUID id, String name, DropReason reason, String pointer, int sizeBytes)
            implements IncomingEvent {}
}
