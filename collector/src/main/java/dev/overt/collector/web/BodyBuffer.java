package dev.overt.collector.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Bytes as they are read: an array that grows up to a bound, and asks the guard before it does. One thread. */
final class BodyBuffer {
    private static final int MIN_BYTES = 512;

    private final Exchange exchange;
    private final int maxBytes;
    private byte[] bytes;
    private int length;

    /** @param expectedBytes how many there will be, if nobody lies */
    BodyBuffer(Exchange exchange, long expectedBytes, int maxExpectedBytes, int maxBytes) {
        this.exchange = exchange;
        this.maxBytes = maxBytes;
        int capacity = (int) Math.min(Math.max(expectedBytes, MIN_BYTES), maxExpectedBytes);
        exchange.reserve(capacity);
        bytes = new byte[capacity];
    }

    /** Reads some bytes; what {@link InputStream#read(byte[])} says. */
    int readFrom(InputStream in) throws IOException {
        if (length == bytes.length) {
            int next = in.read();
            if (next < 0) {
                return next;
            }
            grow();
            bytes[length++] = (byte) next;
            return 1;
        }
        int read = in.read(bytes, length, bytes.length - length);
        length += Math.max(read, 0);
        return read;
    }

    /** Both the old and the new array are there for a while, and both are reserved. */
    private void grow() {
        int before = bytes.length;
        int capacity = (int) Math.min(2L * before, maxBytes + 1L);
        exchange.reserve(capacity);
        bytes = Arrays.copyOf(bytes, capacity);
        exchange.release(before);
    }

    boolean isOverMax() {
        return length > maxBytes;
    }

    int length() {
        return length;
    }

    /** What was read: the buffer itself where it is just full. */
    byte[] toArray() {
        if (length == bytes.length) {
            return bytes;
        }
        int before = bytes.length;
        exchange.reserve(length);
        bytes = Arrays.copyOf(bytes, length);
        exchange.release(before);
        return bytes;
    }

    /** The bytes are needed no longer. */
    void release() {
        exchange.release(bytes.length);
        bytes = new byte[0];
        length = 0;
    }
}
