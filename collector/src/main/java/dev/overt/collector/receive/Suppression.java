package dev.overt.collector.receive;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Which installations' events are taken no more, because their deletion was asked for. Any number of threads. */
public interface Suppression {
    /** Of nobody. */
    Suppression NONE = new Suppression() {
        @Override
        public Lock taking() {
            return new ReentrantLock();
        }

        @Override
        public boolean covers(String product, String install) {
            return false;
        }
    };

    /**
     * What a request holds from before it asks until what it takes is in the log: whoever suppresses an installation waits
     * for it, and so knows that nothing more of that installation comes into the log.
     */
    Lock taking();

    /** Whether the events of an installation are dropped. */
    boolean covers(String product, String install);
}
