package dev.overt.collector.logging;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** A line of text for each record: {@code 2026-11-21T12:00:00Z ERROR Loader: MESSAGE [FAILURE]}. */
final class TextLines extends Formatter {
    @Override
    public String format(LogRecord written) {
        WrittenRecord record = WrittenRecord.of(written);
        String logger = record.logger();
        return written.getInstant().truncatedTo(ChronoUnit.SECONDS)
                + " " + record.level().toUpperCase(Locale.ROOT)
                + " " + logger.substring(logger.lastIndexOf('.') + 1)
                + ": " + record.message()
                + (record.failure() == null ? "" : " [" + record.failure() + "]")
                + "\n";
    }
}
