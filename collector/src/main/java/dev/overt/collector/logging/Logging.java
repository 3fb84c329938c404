package dev.overt.collector.logging;

import dev.overt.collector.configuration.Settings.LogFormat;
import dev.overt.collector.configuration.Settings.LogLevel;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/** Sets up the JDK's logging, to which SLF4J hands everything. */
public final class Logging {
    /** Loggers that are held: the JDK forgets the level of those that nobody holds. */
    private static final List<Logger> HELD = List.of(Logger.getLogger(""), Logger.getLogger(WrittenRecord.OWN));

    private Logging() {}

    /**
     * From now on records go to {@code out}, one line each; those of libraries from warnings up.
     *
     * @param level the least that is written of the collector's own
     */
    public static void configure(LogFormat format, LogLevel level, OutputStream out, Clock clock) {
        Logger root = HELD.get(0);
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        Handler handler = new Flushing(out, format == LogFormat.JSON ? new JsonLines() : new TextLines());
        handler.setFilter(new Repetition(clock));
        root.addHandler(handler);
        root.setLevel(Level.WARNING);
        HELD.get(1).setLevel(level(level));
    }

    private static Level level(LogLevel level) {
        return switch (level) {
            case ERROR -> Level.SEVERE;
            case WARN -> Level.WARNING;
            case INFO -> Level.INFO;
            case DEBUG -> Level.FINE;
        };
    }

    /** A handler that keeps nothing back. */
    private static final class Flushing extends StreamHandler {
        Flushing(OutputStream out, Formatter formatter) {
            super(out, formatter);
            setLevel(Level.ALL);
        }

        @Override
        public synchronized void publish(LogRecord record) {
            super.publish(record);
            flush();
        }
    }
}
