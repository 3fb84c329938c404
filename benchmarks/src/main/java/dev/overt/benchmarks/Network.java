package dev.overt.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

/** What a tool may find at the other end of the network. */
enum Network {
    UP("collector up") {
        @Override
        Server open() throws IOException {
            return answering(200);
        }
    },
    REFUSED("port refused") {
        @Override
        Server open() throws IOException {
            try (ServerSocket free = listen()) {
                return local(free.getLocalPort(), () -> {});
            }
        }
    },
    SILENT("never answers") {
        @Override
        Server open() throws IOException {
            ServerSocket socket = listen();
            return local(socket.getLocalPort(), socket::close);
        }
    },
    NO_NAME("no DNS") {
        @Override
        Server open() {
            // The top-level domain that never resolves.
            return new Server("http://collector.invalid/", () -> {});
        }
    },
    FAILING("answers 500") {
        @Override
        Server open() throws IOException {
            return answering(500);
        }
    };

    private final String words;

    Network(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    abstract Server open() throws IOException;

    private static Server answering(int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            // Mixpanel's client takes anything but a 1 for a refusal; the others look at the status alone.
            boolean mixpanel = exchange.getRequestURI().getPath().startsWith("/track");
            String text = mixpanel ? "1" : "{\"overt\":1,\"durability\":\"fsync\",\"results\":[]}";
            byte[] answer = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return local(server.getAddress().getPort(), () -> server.stop(0));
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    }

    private static Server local(int port, Closing closing) {
        return new Server("http://127.0.0.1:" + port + "/", closing);
    }

    /** A collector's address in that state, until closed. */
    record Server(String address, Closing closing) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            closing.close();
        }
    }

    /** What ends it. */
    interface Closing {
        void close() throws IOException;
    }
}
