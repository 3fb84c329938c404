package dev.overt.collector.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.eclipse.jetty.server.Request;

/**
 * Who sends a request, as far as limits must know: two numbers, made with a secret that this process forgets when it
 * ends, of which nobody can make the address or the key again.
 */
public record Sender(long address, long writeKey) {
    private static final long ANYWHERE = 0;

    /** A digest that has read the secret; only copies of it go on, for looking one up costs more than its work. */
    private static final MessageDigest KEYED = keyed();

    private static MessageDigest keyed() {
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(secret);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public static Sender of(Request request, String writeKey) {
        return new Sender(Exchange.of(request).address(), number(writeKey));
    }

    /** Somebody who uses {@code writeKey}, from wherever. */
    public static Sender anywhere(String writeKey) {
        return new Sender(ANYWHERE, number(writeKey));
    }

    /** Whether it is known where the request comes from. */
    public boolean hasAddress() {
        return address != ANYWHERE;
    }

    /** The number of an address, a key or a product. */
    public static long number(String name) {
        return number(name.getBytes(StandardCharsets.UTF_8));
    }

    static long number(byte[] name) {
        try {
            MessageDigest copy = (MessageDigest) KEYED.clone();
            return ByteBuffer.wrap(copy.digest(name)).getLong();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }
}
