package dev.overt.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One keep-alive connection that has at most one request under way. One thread. */
final class Connection implements AutoCloseable {
    private static final int MAX_BYTES = 128 << 10;
    private static final String LENGTH = "\r\ncontent-length:";

    private final SocketChannel channel;
    private final byte[] head;
    private final ByteBuffer request = ByteBuffer.allocateDirect(MAX_BYTES);
    private final ByteBuffer response = ByteBuffer.allocate(MAX_BYTES);
    private long sentAtNanos;
    /** Bytes of the response; 0 while its head is not whole. */
    private int responseBytes;

    /** @param head request line and headers, without {@code Content-Length} and the empty line */
    Connection(InetSocketAddress address, String head, Selector selector) throws IOException {
        this.head = head.getBytes(StandardCharsets.US_ASCII);
        channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    void send(ByteBuffer body) throws IOException {
        request.clear();
        request.put(head);
        request.put(("Content-Length: " + body.remaining() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        request.put(body).flip();
        response.clear();
        responseBytes = 0;
        sentAtNanos = System.nanoTime();
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    /** Reads what has come. Returns how long the answer took in nanoseconds, or -1 if it is not whole yet. */
    long receive() throws IOException {
        if (channel.read(response) < 0) {
            throw new IOException("the server has closed the connection");
        }
        if (responseBytes == 0) {
            responseBytes = responseBytes();
        }
        if (responseBytes == 0 || response.position() < responseBytes) {
            return -1;
        }
        if (response.get(9) != '2') {
            throw new IOException("the server answered "
                    + new String(response.array(), 0, response.position(), StandardCharsets.UTF_8));
        }
        return System.nanoTime() - sentAtNanos;
    }

    private int responseBytes() {
        String text = new String(response.array(), 0, Math.min(512, response.position()), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return 0;
        }
        String headers = text.substring(0, end).toLowerCase(Locale.ROOT);
        int at = headers.indexOf(LENGTH);
        if (at < 0) {
            return end + 4;
        }
        int line = headers.indexOf("\r\n", at + 2);
        String digits = headers.substring(at + LENGTH.length(), line < 0 ? headers.length() : line);
        return end + 4 + Integer.parseInt(digits.strip());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
