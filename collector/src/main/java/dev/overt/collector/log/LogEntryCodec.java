package dev.overt.collector.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Entries as JSON, one object each. Any number of threads.
 *
 * <pre>
 * {"v":4,"accepted":ID,"product":"…","event":"…","install":"…","at":MILLIS,"received":MILLIS,
 *        "properties":{NAME:VALUE},"drops":[REASON,PROPERTY,REASON,PROPERTY…]}
 * {"v":4,"quarantined":ID,"product":"…","event":"…","reason":REASON,"pointer":"…","size":BYTES,"received":MILLIS}
 * {"v":4,"client_drops":ID,"product":"…","counts":{REASON:COUNT},"received":MILLIS}
 * {"v":4,"rejected":ID,"product":"…","reason":REASON,"count":COUNT,"received":MILLIS}
 * </pre>
 *
 * {@code v} is the version: a reader refuses a higher one, and skips names it does not know. {@code install} is absent
 * where there is none. {@link PropertyJson} says how a VALUE is written. Version 1 had strings, whole numbers and booleans
 * only, and no {@code cut_value} among the reasons; version 2 had no {@code rejected}, version 3 no {@code
 * deleted_installation}. All are read like version 4.
 */
public final class LogEntryCodec {
    private static final int VERSION = 4;
    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<String, DropReason> REASONS = new HashMap<>();

    static {
        for (DropReason reason : DropReason.values()) {
            REASONS.put(reason.code(), reason);
        }
    }

    private LogEntryCodec() {}

    public static byte[] encode(LogEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeNumberProperty("v", VERSION);
            if (entry instanceof LogEntry.Accepted accepted) {
                write(accepted, json);
            } else if (entry instanceof LogEntry.Quarantined quarantined) {
                write(quarantined, json);
            } else if (entry instanceof LogEntry.ClientDrops drops) {
                write(drops, json);
            } else if (entry instanceof LogEntry.Rejected rejected) {
                write(rejected, json);
            }
            json.writeNumberProperty("received", entry.receivedAtMillis());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(LogEntry.Accepted entry, JsonGenerator json) {
        json.writeStringProperty("accepted", entry.id().toString());
        json.writeStringProperty("product", entry.product());
        json.writeStringProperty("event", entry.event());
        if (entry.install() != null) {
            json.writeStringProperty("install", entry.install());
        }
        json.writeNumberProperty("at", entry.atMillis());
        json.writeObjectPropertyStart("properties");
        entry.properties().forEach((name, value) -> {
            json.writeName(name);
            PropertyJson.write(value, json);
        });
        json.writeEndObject();
        json.writeArrayPropertyStart("drops");
        for (Drop drop : entry.drops()) {
            json.writeString(drop.reason().code());
            json.writeString(drop.property());
        }
        json.writeEndArray();
    }

    private static void write(LogEntry.Quarantined entry, JsonGenerator json) {
        json.writeStringProperty("quarantined", entry.id().toString());
        json.writeStringProperty("product", entry.product());
        json.writeStringProperty("event", entry.event());
        json.writeStringProperty("reason", entry.reason().code());
        json.writeStringProperty("pointer", entry.pointer());
        json.writeNumberProperty("size", entry.sizeBytes());
    }

    private static void write(LogEntry.ClientDrops entry, JsonGenerator json) {
        json.writeStringProperty("client_drops", entry.batch().toString());
        json.writeStringProperty("product", entry.product());
        json.writeObjectPropertyStart("counts");
        entry.counts().forEach(json::writeNumberProperty);
        json.writeEndObject();
    }

    private static void write(LogEntry.Rejected entry, JsonGenerator json) {
        json.writeStringProperty("rejected", entry.id().toString());
        json.writeStringProperty("product", entry.product());
        json.writeStringProperty("reason", entry.reason().code());
        json.writeNumberProperty("count", entry.count());
    }

    /**
     * The entry that some bytes say.
     *
     * @throws IOException if they say none, or one of a newer version
     */
    public static LogEntry decode(byte[] bytes, int start, int length) throws IOException {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes, start, length)) {
            Fields fields = new Fields();
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                fields.read(name, json);
            }
            return fields.entry();
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new IOException("an entry of the log cannot be understood: " + e.getMessage(), e);
        }
    }

    /** What has been read of one entry. */
    private static final class Fields {
        private String kind = "";
        private @Nullable UUID id;
        private String product = "";
        private String event = "";
        private String pointer = "";
        private @Nullable String install;
        private @Nullable DropReason reason;
        private long at;
        private long received;
        private long count;
        private int size;
        private final Map<String, Object> properties = new LinkedHashMap<>();
        private Map<String, Long> counts = Map.of();
        private final List<Drop> drops = new ArrayList<>();

        void read(String name, JsonParser json) {
            json.nextToken();
            switch (name) {
                case "v" -> checkVersion(json.getLongValue());
                case "accepted", "quarantined", "client_drops", "rejected" -> {
                    kind = name;
                    id = UUID.fromString(json.getString());
                }
                case "product" -> product = json.getString();
                case "event" -> event = json.getString();
                case "pointer" -> pointer = json.getString();
                case "install" -> install = json.getString();
                case "reason" -> reason = reason(json.getString());
                case "at" -> at = json.getLongValue();
                case "received" -> received = json.getLongValue();
                case "count" -> count = json.getLongValue();
                case "size" -> size = (int) json.getLongValue();
                case "properties" -> readProperties(json);
                case "counts" -> counts = PropertyJson.counts(json);
                case "drops" -> readDrops(json);
                default -> json.skipChildren();
            }
        }

        /** The version comes first, so that nothing of a newer entry is misread. */
        private static void checkVersion(long version) {
            if (version > VERSION) {
                throw new IllegalArgumentException("its version is " + version + ", this Overt reads " + VERSION
                        + ". Use the newer Overt that wrote it");
            }
        }

        private static DropReason reason(String code) {
            DropReason reason = REASONS.get(code);
            if (reason == null) {
                throw new IllegalArgumentException("unknown reason " + code);
            }
            return reason;
        }

        private void readProperties(JsonParser json) {
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                properties.put(name, PropertyJson.read(json));
            }
        }

        private void readDrops(JsonParser json) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                DropReason dropped = reason(json.getString());
                json.nextToken();
                drops.add(new Drop(dropped, json.getString()));
            }
        }

        LogEntry entry() {
            UUID known = id;
            if (known == null) {
                throw new IllegalArgumentException("it has no id");
            }
            return switch (kind) {
                case "accepted" ->
                    new LogEntry.Accepted(known, product, event, install, at, received, properties, drops);
                case "quarantined" -> quarantined(known, reason());
                case "rejected" -> new LogEntry.Rejected(known, product, reason(), count, received);
                default -> new LogEntry.ClientDrops(known, product, counts, received);
            };
        }

        private LogEntry quarantined(UUID known, DropReason why) {
            return new LogEntry.Quarantined(known, product, event, why, pointer, size, received);
        }

        private DropReason reason() {
            if (reason == null) {
                throw new IllegalArgumentException("it has no reason");
            }
            return reason;
        }
    }
}
