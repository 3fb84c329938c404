package dev.overt.collector.log;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** One write of several callers' records, for them to wait for. Guarded by the log's lock. */
final class Write {
    private final Condition ended;
    private boolean durable;
    private @Nullable IOException failure;

    Write(Condition ended) {
        this.ended = ended;
    }

    void succeed() {
        durable = true;
        ended.signalAll();
    }

    void fail(IOException reason) {
        failure = reason;
        ended.signalAll();
    }

    /** @throws IOException if the records are not known to be durable */
    void await() throws IOException {
        while (!durable) {
            if (failure != null) {
                throw new IOException("the entries are not known to be durable: " + failure.getMessage(), failure);
            }
            ended.awaitUninterruptibly();
        }
    }
}
