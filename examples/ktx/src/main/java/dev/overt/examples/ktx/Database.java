package dev.overt.examples.ktx;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether a database is there. */
final class Database {
    private static final int TIMEOUT_MILLIS = 2_000;

    private Database() {}

    /**
     * Connects to it and hangs up.
     *
     * @param place host and port
     * @throws ConnectionError if nothing answers there
     */
    static void check(String place) {
        int colon = place.lastIndexOf(':');
        if (colon < 1) {
            throw new ConfigError(
                    "`" + place + "` is no database. Give its host and port, such as db.example.org:5432.");
        }
        try (Socket socket = new Socket()) {
            int port = Integer.parseInt(place.substring(colon + 1));
            socket.connect(new InetSocketAddress(place.substring(0, colon), port), TIMEOUT_MILLIS);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConnectionError("no database answers at " + place + ": " + e.getMessage());
        }
    }
}
