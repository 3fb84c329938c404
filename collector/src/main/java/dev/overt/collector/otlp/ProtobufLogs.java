package dev.overt.collector.otlp;

import dev.overt.collector.otlp.WireReader.BrokenMessage;
import dev.overt.collector.receive.Slice;
import dev.overt.collector.web.RefusedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request of logs in protobuf.
 *
 * <pre>
 * ExportLogsServiceRequest   1 resource_logs…
 * ResourceLogs               1 resource, 2 scope_logs…
 * ScopeLogs                  1 scope, 2 log_records…
 * </pre>
 *
 * The messages below these are in {@link Message}.
 */
final class ProtobufLogs {
    private static final int RESOURCE_LOGS = 1;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_GROUPS = 1_000;

    private ProtobufLogs() {}

    /** As {@link Format#cut}. */
    static List<PlacedRecord> cut(byte[] body) {
        try {
            List<PlacedRecord> records = new ArrayList<>();
            List<Slice> groups = parts(body, new Slice("", 0, body.length, true), RESOURCE_LOGS, "/resourceLogs");
            for (Slice group : groups) {
                List<Slice> resource = parts(body, group, 1, group.pointer() + "/resource");
                for (Slice scoped : parts(body, group, 2, group.pointer() + "/scopeLogs")) {
                    List<Slice> scope = parts(body, scoped, 1, scoped.pointer() + "/scope");
                    List<Slice> logs = parts(body, scoped, 2, scoped.pointer() + "/logRecords");
                    PlacedRecord.add(records, last(resource), last(scope), logs);
                }
            }
            return records;
        } catch (BrokenMessage e) {
            throw new RefusedRequest(400, "the body is no protobuf of logs; send JSON with application/json");
        }
    }

    private static @Nullable Slice last(List<Slice> slices) {
        return slices.isEmpty() ? null : slices.get(slices.size() - 1);
    }

    private static List<Slice> parts(byte[] body, Slice whole, int wanted, String pointer) throws BrokenMessage {
        List<Slice> parts = new ArrayList<>();
        WireReader wire = new WireReader(body, whole.fromByte(), whole.sizeBytes());
        for (int number = wire.next(); number != 0; number = wire.next()) {
            if (number != wanted || wire.type() != WireReader.BYTES) {
                wire.skip();
            } else if (parts.size() > MAX_GROUPS) {
                throw new RefusedRequest(413, "over 1,000 log records; send fewer at once");
            } else {
                parts.add(wire.bytes(pointer + "/" + parts.size()));
            }
        }
        return parts;
    }

    /** As {@link Format#read}. */
    static @Nullable Map<String, @Nullable Object> read(byte[] body, Slice slice, Message message) {
        try {
            return read(body, slice, message, MAX_DEPTH);
        } catch (BrokenMessage e) {
            return null;
        }
    }

    private static Map<String, @Nullable Object> read(byte[] body, Slice slice, Message message, int depth)
            throws BrokenMessage {
        if (depth == 0) {
            throw new BrokenMessage();
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        WireReader wire = new WireReader(body, slice.fromByte(), slice.sizeBytes());
        for (int number = wire.next(); number != 0; number = wire.next()) {
            Message.Field field = message.field(number);
            if (field == null) {
                wire.skip();
            } else if (field.kind() == Message.Kind.MESSAGES) {
                @SuppressWarnings("unchecked") // only this puts it there
                List<Object> all = (List<Object>) fields.computeIfAbsent(field.name(), name -> new ArrayList<>());
                Objects.requireNonNull(all).add(part(wire, body, field, depth));
            } else {
                fields.put(field.name(), value(wire, body, field, depth));
            }
        }
        return fields;
    }

    private static Object value(WireReader wire, byte[] body, Message.Field field, int depth) throws BrokenMessage {
        return switch (field.kind()) {
            case STRING -> expect(wire, WireReader.BYTES).string();
            case BOOL -> expect(wire, WireReader.VARINT).varint() != 0;
            case INT64 -> expect(wire, WireReader.VARINT).varint();
            case FIXED64 -> expect(wire, WireReader.FIXED64).fixed64();
            case DOUBLE ->
                Double.longBitsToDouble(expect(wire, WireReader.FIXED64).fixed64());
            case BYTES -> expect(wire, WireReader.BYTES).bytes("");
            default -> part(wire, body, field, depth);
        };
    }

    private static Object part(WireReader wire, byte[] body, Message.Field field, int depth) throws BrokenMessage {
        Slice slice = expect(wire, WireReader.BYTES).bytes("");
        return read(body, slice, Objects.requireNonNull(field.message()), depth - 1);
    }

    private static WireReader expect(WireReader wire, int type) throws BrokenMessage {
        if (wire.type() != type) {
            throw new BrokenMessage();
        }
        return wire;
    }
}
