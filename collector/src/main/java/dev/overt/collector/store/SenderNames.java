package dev.overt.collector.store;

/**
 * The names made up by senders that the collector's own tables hold, and who sent what was dropped, each kind within its own
 * bounds.
 */
record SenderNames(KnownNames properties, KnownNames quarantinedEvents, KnownNames clientReasons, DroppedBy droppedBy) {
    /** Names are read from the tables when they are first needed. */
    static SenderNames unread() {
        return new SenderNames(
                new KnownNames("SELECT DISTINCT property FROM overt.drops WHERE product = ? AND day = ?"
                        + " AND reason IN ('undeclared_property', 'client_metadata')"),
                new KnownNames(
                        "SELECT DISTINCT event FROM overt.quarantine WHERE product = ? AND received_at::DATE = ?"),
                new KnownNames("SELECT DISTINCT reason FROM overt.client_drops WHERE product = ? AND day = ?"),
                new DroppedBy());
    }
}
