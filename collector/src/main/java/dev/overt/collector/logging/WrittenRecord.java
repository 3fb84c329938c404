package dev.overt.collector.logging;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is written of a record.
 *
 * <p>A library's message may hold what was sent, or a peer's address; an exception's, too. Neither is written: of a library
 * its logger tells what it was about, and of an exception its class and frames.
 *
 * @param failure class and frames of an exception and its causes, on one line; null if there is none
 */
record WrittenRecord(
        String level,
        String logger,
        String message,
        @Nullable String failure) {
    /** Name of the logger above all of the collector's own. */
    static final String OWN = "dev.overt";

    private static final String NOT_SHOWN = "a library's message, not shown because it might hold what was sent";
    private static final int MAX_CAUSES = 4;
    private static final int MAX_FRAMES = 12;

    static WrittenRecord of(LogRecord record) {
        String logger = String.valueOf(record.getLoggerName());
        boolean own = logger.startsWith(OWN);
        Throwable thrown = record.getThrown();
        return new WrittenRecord(
                level(record.getLevel()),
                logger,
                own ? oneLine(String.valueOf(record.getMessage())) : NOT_SHOWN,
                thrown == null ? null : failure(thrown));
    }

    private static String level(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "error";
        }
        return value >= Level.WARNING.intValue() ? "warn" : value >= Level.INFO.intValue() ? "info" : "debug";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\p{Cntrl}+", " ");
    }

    private static String failure(Throwable thrown) {
        return Stream.<Throwable>iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .map(WrittenRecord::frames)
                .collect(Collectors.joining(", caused by "));
    }

    private static String frames(Throwable thrown) {
        return Stream.concat(
                        Stream.of(thrown.getClass().getName()),
                        Stream.of(thrown.getStackTrace()).limit(MAX_FRAMES).map(StackTraceElement::toString))
                .collect(Collectors.joining(" at "));
    }
}
