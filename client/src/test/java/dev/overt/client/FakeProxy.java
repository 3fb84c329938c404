package dev.overt.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real proxy for HTTP, CONNECT and SOCKS 5 that leads every host to this machine, and keeps what it was asked. */
final class FakeProxy implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();
    /** Who may use it, as USER:PASSWORD; anybody where it is empty. */
    volatile String credentials = "";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    FakeProxy() throws IOException {
        start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            int first = in.read();
            if (first == 5) {
                socks(socket, in);
            } else {
                http(socket, in, head(in, first));
            }
        } catch (IOException ended) {
            return;
        }
    }

    private static String head(InputStream in, int first) throws IOException {
        StringBuilder head = new StringBuilder().append((char) first);
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("cut off");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private void http(Socket socket, InputStream in, String head) throws IOException {
        asked.add(head);
        String basic = "Proxy-Authorization: Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)) + "\r\n";
        if (!credentials.isEmpty() && !head.contains(basic)) {
            write(socket.getOutputStream(), "HTTP/1.1 407 Who are you?\r\nContent-Length: 0\r\n\r\n");
            socket.shutdownOutput();
            in.readAllBytes();
            return;
        }
        String[] words = head.split(" ", 3);
        boolean tunnel = words[0].equals("CONNECT");
        URI target = URI.create(tunnel ? "http://" + words[1] : words[1]);
        try (Socket origin = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
            if (tunnel) {
                write(socket.getOutputStream(), "HTTP/1.1 200 Connected\r\n\r\n");
            } else {
                write(origin.getOutputStream(), words[0] + " " + target.getPath() + " " + words[2]);
            }
            pump(socket, origin);
        }
    }

    private void socks(Socket socket, InputStream in) throws IOException {
        OutputStream out = socket.getOutputStream();
        byte[] methods = in.readNBytes(in.read());
        if (credentials.isEmpty()) {
            out.write(new byte[] {5, 0});
        } else if (methods.length < 2) {
            out.write(new byte[] {5, -1});
            return;
        } else {
            out.write(new byte[] {5, 2});
            in.read();
            String user = new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
            String password = new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
            boolean known = credentials.equals(user + ":" + password);
            out.write(new byte[] {1, (byte) (known ? 0 : 1)});
            if (!known) {
                return;
            }
        }
        in.readNBytes(4);
        String host = new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
        int port = in.read() << 8 | in.read();
        asked.add("SOCKS " + host + ":" + port);
        try (Socket origin = new Socket(InetAddress.getLoopbackAddress(), port)) {
            out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
            pump(socket, origin);
        }
    }

    private static void pump(Socket socket, Socket origin) throws IOException {
        start(() -> copy(socket, origin));
        origin.getInputStream().transferTo(socket.getOutputStream());
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            return;
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
