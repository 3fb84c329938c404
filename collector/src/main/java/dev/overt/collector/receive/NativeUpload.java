package dev.overt.collector.receive;

import dev.overt.collector.enforce.IncomingEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One upload of the native protocol.
 *
 * @param dropped what the client itself could not send: reason to count
 */
record NativeUpload(String product, UUID batch, Map<String, Long> dropped, List<IncomingEvent> events) {}
