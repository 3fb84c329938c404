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
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                byte[] answer =
                        "{\"overt\":1,\"durability\":\"fsync\",\"results\":[]}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return new Server(server.getAddress().getPort(), () -> server.stop(0));
        }
    },
    REFUSED("port refused") {
        @Override
        Server open() throws IOException {
            try (ServerSocket free = listen()) {
                return new Server(free.getLocalPort(), () -> {});
            }
        }
    },
    SILENT("never answers") {
        @Override
        Server open() throws IOException {
            ServerSocket socket = listen();
            return new Server(socket.getLocalPort(), socket::close);
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

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    }

    /** A port of this machine in that state, until closed. */
    record Server(int port, Closing closing) implements AutoCloseable {
        String address() {
            return "http://127.0.0.1:" + port + "/";
        }

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
