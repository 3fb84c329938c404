package dev.overt.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in the way of telemetry on this machine, in sentences for people. Sends nothing. */
final class Obstacles {
    private static final long MIN_FREE_BYTES = 64L * 1024;

    private final List<String> sentences = new ArrayList<>();

    /** What keeps choices and events from being stored. */
    Obstacles storing(@Nullable Installation place) {
        Path directory = place == null ? null : nearest(place.spool());
        if (directory == null) {
            sentences.add("There is no home directory, so nothing can be stored; set HOME to an absolute path.");
        } else if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            sentences.add(directory + " cannot be written, so nothing can be stored; make it writable.");
        } else if (usableBytes(directory) < MIN_FREE_BYTES) {
            sentences.add("The disk of " + directory + " is full, so nothing can be stored; make room on it.");
        }
        return this;
    }

    /** What keeps events from being sent. */
    Obstacles sending(String command, @Nullable CollectorAddress address, Map<String, String> environment) {
        String hindrance = Launch.hindrance();
        if (hindrance != null) {
            sentences.add("Events are not sent by themselves: " + hindrance + ". `" + command
                    + " telemetry upload` sends them.");
        }
        try {
            if (address != null) {
                Route.to(URI.create(address.url()), environment);
            }
        } catch (IOException | RuntimeException unusable) {
            sentences.add("Events cannot be sent: " + unusable.getMessage() + ".");
        }
        String problem = Trust.problem(environment);
        if (problem != null) {
            sentences.add(problem + ".");
        }
        return this;
    }

    List<String> sentences() {
        return sentences;
    }

    /** In doubt there is room. */
    private static long usableBytes(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }

    private static @Nullable Path nearest(Path place) {
        Path file = place;
        while (file != null && !Files.exists(file)) {
            file = file.getParent();
        }
        return file;
    }
}
