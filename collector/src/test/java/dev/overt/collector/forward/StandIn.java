package dev.overt.collector.forward;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A receiver on a loopback port that keeps its vendor's rules, and fails in the ways that it is told to. */
final class StandIn implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    /** What a vendor takes, and what it answers. */
    interface Vendor {
        /** Takes a request, or throws {@link BrokenRule}. */
        Answer take(Request request);
    }

    /** One request, its body decompressed. */
    @SuppressWarnings("ArrayRecordComponent")
    record Request(String method, String target, Map<String, String> headers, byte[] body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** An answer, and the events that were taken before it, by their number {@code n}, with their installation. */
    record Answer(int status, String headers, String body, List<Taken> taken) {
        Answer(int status, String body, List<Taken> taken) {
            this(status, "Content-Type: application/json\r\n", body, taken);
        }
    }

    /** An event that was taken. */
    record Taken(String install, long n, Map<String, Object> event) {}

    /** A way to fail at one request. */
    enum Fault {
        TOO_MANY,
        SERVER_ERROR,
        HANG,
        RESET,
        ANSWER_LOST,
        REDIRECT,
        NOT_JSON,
        HUGE_ANSWER
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Vendor vendor;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<Taken> taken = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final List<Socket> open = new ArrayList<>();
    private int requests;
    private CountDownLatch gate = new CountDownLatch(0);

    StandIn(Vendor vendor) throws IOException {
        this.vendor = vendor;
        daemon(this::accept);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "stand-in");
        thread.setDaemon(true);
        thread.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Fails so at the next requests, one each. */
    synchronized void fail(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** Answers nothing until {@link #release}. */
    synchronized void hold() {
        gate = new CountDownLatch(1);
    }

    synchronized void release() {
        gate.countDown();
    }

    synchronized int requests() {
        return requests;
    }

    synchronized List<Taken> taken() {
        return List.copyOf(taken);
    }

    synchronized List<String> brokenRules() {
        return List.copyOf(broken);
    }

    /** Waits until so many events were taken. */
    synchronized void awaitTaken(int count) throws InterruptedException {
        await(() -> taken.size() >= count || !broken.isEmpty());
    }

    synchronized void awaitRequests(int count) throws InterruptedException {
        await(() -> requests >= count);
    }

    private void await(java.util.function.BooleanSupplier done) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!done.getAsBoolean() && System.nanoTime() < deadline) {
            wait(100);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                synchronized (this) {
                    open.add(socket);
                }
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            for (Request request = read(in); request != null; request = read(in)) {
                if (!answer(request, socket, out)) {
                    return;
                }
            }
        } catch (IOException e) {
            // the sender is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the connection goes on. */
    private boolean answer(Request request, Socket socket, OutputStream out) throws IOException, InterruptedException {
        Fault fault;
        CountDownLatch held;
        synchronized (this) {
            requests++;
            fault = faults.poll();
            held = gate;
            notifyAll();
        }
        held.await();
        if (fault == null) {
            write(out, take(request));
            return true;
        }
        switch (fault) {
            case TOO_MANY -> write(out, new Answer(429, "Retry-After: 1\r\n", "{}", List.of()));
            case SERVER_ERROR -> write(out, new Answer(503, "", "overloaded", List.of()));
            case HANG -> TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
            case RESET -> reset(socket);
            case ANSWER_LOST -> {
                take(request);
                reset(socket);
            }
            case REDIRECT -> write(out, new Answer(307, "Location: " + url() + "/elsewhere\r\n", "", List.of()));
            case NOT_JSON -> write(out, new Answer(200, "Content-Type: text/html\r\n", "<html>log in", List.of()));
            case HUGE_ANSWER -> write(out, new Answer(200, "", "[" + " ".repeat(4 << 20), List.of()));
        }
        return fault != Fault.RESET && fault != Fault.ANSWER_LOST;
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private synchronized Answer take(Request request) {
        try {
            Answer answer = vendor.take(request);
            taken.addAll(answer.taken());
            notifyAll();
            return answer;
        } catch (RuntimeException e) {
            broken.add(e instanceof BrokenRule ? String.valueOf(e.getMessage()) : e.toString());
            notifyAll();
            return new Answer(400, "{}", List.of());
        }
    }

    private static void write(OutputStream out, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        out.write(("HTTP/1.1 " + answer.status() + " -\r\n" + answer.headers()
                        + (answer.status() == 204 ? "" : "Content-Length: " + body.length + "\r\n") + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        String[] words = first.split(" ", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        if (headers.getOrDefault("content-encoding", "").equals("gzip")) {
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        return new Request(words[0], words[1], headers, body);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    /** Nobody can be connected to any more. */
    @Override
    public void close() throws IOException {
        release();
        server.close();
        List<Socket> left;
        synchronized (this) {
            left = List.copyOf(open);
        }
        for (Socket socket : left) {
            socket.close();
        }
    }
}
