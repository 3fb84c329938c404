package dev.overt.collector.receive;

import dev.overt.collector.enforce.IncomingEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One upload of the native protocol.
 *
 * @param manifest hash of the manifest that the client was made from
 * @param dropped what the client itself could not send: reason to count
 * @param events each read from the body when it is asked for, and every time anew: all together may take much more
 *     memory than the body
 */
record NativeUpload(
        String product, String manifest, UUID batch, Map<String, Long> dropped, List<IncomingEvent> events) {}
