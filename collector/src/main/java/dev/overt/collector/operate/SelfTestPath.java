package dev.overt.collector.operate;

import dev.overt.collector.log.EventLog;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.Loader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** Through the collector's own HTTP listener into a table of its own. */
final class SelfTestPath implements SelfTest.Path {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final URI place;
    private final String key;
    private final EventLog log;
    private final Loader loader;
    private final EventStore store;

    /** @param address where the collector listens */
    SelfTestPath(URI address, String key, EventLog log, Loader loader, EventStore store) {
        this.place = loopback(address).resolve(SelfTest.PLACE);
        this.key = key;
        this.log = log;
        this.loader = loader;
        this.store = store;
    }

    /** What listens on all addresses is reached by the machine's own. */
    private static URI loopback(URI address) {
        return URI.create(
                address.toString().replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:"));
    }

    @Override
    public void send(UUID id) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) place.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setDoOutput(true);
        connection.setRequestProperty("Authorization", "Bearer " + key);
        connection.setRequestProperty("Content-Type", "application/json");
        try (OutputStream out = connection.getOutputStream()) {
            out.write(upload(id).getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        connection.disconnect();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException("answered " + status);
        }
    }

    private static String upload(UUID id) {
        return """
                {"overt":1,"product":"%s","manifest":"%s","batch":"%s","events":[{"id":"%s","event":"%s","properties":{}}]}
                """.formatted(
                        SelfTestManifest.PRODUCT,
                        SelfTestManifest.MANIFEST.hash(),
                        UUID.randomUUID(),
                        id,
                        SelfTestManifest.EVENT);
    }

    @Override
    public boolean isStored(UUID id) throws InterruptedException {
        loader.awaitOffset(log.endOffset(), MAX_WAIT);
        return !store.query("SELECT 1 FROM " + SelfTestManifest.TABLE + " WHERE event_id = ?", id)
                .rows()
                .isEmpty();
    }
}
