package dev.overt.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The way to a host along a route.
 *
 * @param tls what makes secure sockets; null where neither the host nor the proxy asks for one
 */
record Tunnel(Route route, String host, int port, @Nullable SSLSocketFactory tls) {
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int READ_TIMEOUT_MILLIS = 10_000;
    private static final int MAX_ADDRESSES = 3;

    /** Connects to where the route begins: a proxy, or else the host itself. */
    Socket connect(Post.Request request) throws IOException {
        boolean straight = route.scheme().isEmpty();
        IOException failure = new UnknownHostException(host);
        InetAddress[] addresses = InetAddress.getAllByName(straight ? host : route.host());
        for (int i = 0; i < addresses.length && i < MAX_ADDRESSES; i++) {
            Socket socket = request.open();
            try {
                socket.setSoTimeout(READ_TIMEOUT_MILLIS);
                socket.connect(
                        new InetSocketAddress(addresses[i], straight ? port : route.port()), CONNECT_TIMEOUT_MILLIS);
                return socket;
            } catch (IOException unreachable) {
                socket.close();
                failure = unreachable;
            }
        }
        throw failure;
    }

    /** Leads a connected socket on to the host, through TLS where {@code secure}. */
    Socket lead(Socket connected, boolean secure) throws IOException {
        Socket socket = connected;
        if (route.scheme().equals("https")) {
            socket = secured(socket, route.host(), route.port());
        }
        if (route.scheme().equals("socks5")) {
            socks(socket);
        } else if (secure && !route.scheme().isEmpty()) {
            connectThrough(socket, (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port);
        }
        return secure ? secured(socket, host, port) : socket;
    }

    private Socket secured(Socket socket, String peer, int peerPort) throws IOException {
        SSLSocketFactory sockets = Objects.requireNonNull(tls, "tls");
        SSLSocket secured = (SSLSocket) sockets.createSocket(socket, peer, peerPort, true);
        SSLParameters parameters = secured.getSSLParameters();
        // The certificate must be this host's, too.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private void connectThrough(Socket socket, String authority) throws IOException {
        String request = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n" + authorization(route);
        socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        int status = HttpAnswer.readHead(socket.getInputStream()).status();
        if (status / 100 != 2) {
            throw new IOException("the proxy " + route + " answered " + status);
        }
    }

    /** The header for a proxy; empty where it asks for none. */
    static String authorization(Route route) {
        return route.credentials().isEmpty()
                ? ""
                : "Proxy-Authorization: Basic "
                        + Base64.getEncoder().encodeToString(route.credentials().getBytes(StandardCharsets.UTF_8))
                        + "\r\n";
    }

    /** The handshake of RFC 1928 and 1929; the proxy looks up the host. */
    private void socks(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream();
        String credentials = route.credentials();
        out.write(credentials.isEmpty() ? new byte[] {5, 1, 0} : new byte[] {5, 2, 0, 2});
        int method = reply(in, 2)[1];
        if (method == 2 && !credentials.isEmpty()) {
            int colon = credentials.indexOf(':');
            out.write(1);
            field(out, colon < 0 ? credentials : credentials.substring(0, colon));
            field(out, colon < 0 ? "" : credentials.substring(colon + 1));
            method = reply(in, 2)[1];
        }
        if (method != 0) {
            throw new IOException("the proxy " + route + " refused its credentials");
        }
        out.write(new byte[] {5, 1, 0, 3});
        field(out, host);
        out.write(new byte[] {(byte) (port >> 8), (byte) port});
        byte[] head = reply(in, 4);
        if (head[1] != 0) {
            throw new IOException("the proxy " + route + " does not reach " + host);
        }
        reply(in, (head[3] == 1 ? 4 : head[3] == 4 ? 16 : reply(in, 1)[0] & 0xff) + 2);
    }

    private static void field(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 255) {
            throw new IOException("a SOCKS proxy takes no more than 255 bytes");
        }
        out.write(bytes.length);
        out.write(bytes);
    }

    private static byte[] reply(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer was cut off");
        }
        return bytes;
    }
}
