package dev.overt.collector.enforce;

import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import dev.overt.manifest.Event;
import dev.overt.manifest.Identity;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Retention;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One product's manifest as a filter: of an event it lets through what is declared and counts the rest by reason.
 * Immutable: any number of threads.
 */
public final class Enforcer {
    private static final String INSTALL = "install_id";
    private static final String AT = "occurred_at";

    private final String product;
    private final boolean kept;
    private final boolean keepsInstall;
    /** By the declared name and by what other clients call it. */
    private final Map<String, EventRules> events = new HashMap<>();

    private final Enforcer ofOthers;

    public Enforcer(Manifest manifest) {
        this(manifest, true);
    }

    /** @param mayKeep whether events may be kept where the manifest lets them be */
    Enforcer(Manifest manifest, boolean mayKeep) {
        this(manifest, mayKeep, true);
    }

    private Enforcer(Manifest manifest, boolean mayKeep, boolean own) {
        kept = mayKeep && !(manifest.retention().raw() instanceof Retention.Period.None);
        product = manifest.product().id();
        keepsInstall = manifest.identity().kind() == Identity.Kind.INSTALL_ID;
        for (Event event : manifest.events()) {
            EventRules rules = new EventRules(manifest, event, own);
            events.put(event.name(), rules);
            event.from().forEach(name -> events.put(name, rules));
        }
        ofOthers = own ? new Enforcer(manifest, mayKeep, false) : this;
    }

    /**
     * The same for what clients of others send. They know nothing of types, so that their figures are put into buckets; and
     * whatever they call it, they do not scrub a text, mask a statement or key a hash as the page promises: values of these
     * types are refused.
     */
    public Enforcer ofOthers() {
        return ofOthers;
    }

    /** The product whose events these are. */
    public String product() {
        return product;
    }

    /** Whether events are kept; else they are handed on, and nothing of them is written anywhere. */
    public boolean keeps() {
        return kept;
    }

    /** The install id that an event would be kept under; null for none. */
    public @Nullable String installOf(IncomingEvent event) {
        return keepsInstall && event instanceof IncomingEvent.WellFormed formed && formed.install() != null
                ? InstallId.read(formed.install())
                : null;
    }

    public Verdict enforce(IncomingEvent event, long receivedAtMillis) {
        UUID id = event.id() == null ? EventId.create(receivedAtMillis) : event.id();
        if (event instanceof IncomingEvent.Malformed malformed) {
            return quarantined(
                    id, malformed.name(), malformed.reason(), malformed.pointer(), malformed, receivedAtMillis);
        }
        IncomingEvent.WellFormed formed = (IncomingEvent.WellFormed) event;
        EventRules rules = events.get(formed.name());
        if (rules == null) {
            return quarantined(
                    id, formed.name(), DropReason.UNDECLARED_EVENT, formed.namePointer(), formed, receivedAtMillis);
        }
        EventTime time = EventTime.of(formed.at(), receivedAtMillis);
        if (rules.isExpired(time.atMillis())) {
            return quarantined(id, rules.name(), DropReason.EXPIRED, formed.namePointer(), formed, receivedAtMillis);
        }
        return accepted(id, formed, rules, time, receivedAtMillis);
    }

    private Verdict quarantined(
            UUID id, String name, DropReason reason, String pointer, IncomingEvent event, long receivedAtMillis) {
        return new Verdict.Quarantined(new LogEntry.Quarantined(
                id, product, Identifier.orNone(name), reason, pointer, event.sizeBytes(), receivedAtMillis));
    }

    private Verdict accepted(
            UUID id, IncomingEvent.WellFormed event, EventRules rules, EventTime time, long receivedAtMillis) {
        List<Drop> drops = new ArrayList<>(event.drops());
        String install = install(event.install(), rules.ofTool(), drops);
        if (time.clamped()) {
            drops.add(new Drop(DropReason.CLAMPED_TIME, AT));
        }
        Map<String, Object> properties = rules.enforce(event, time.atMillis(), drops);
        return new Verdict.Accepted(new LogEntry.Accepted(
                id, product, rules.name(), install, time.atMillis(), receivedAtMillis, properties, drops));
    }

    private @Nullable String install(@Nullable Object sent, boolean expected, List<Drop> drops) {
        if (sent == null) {
            if (keepsInstall && expected) {
                drops.add(new Drop(DropReason.MISSING_PROPERTY, INSTALL));
            }
            return null;
        }
        if (!keepsInstall) {
            drops.add(new Drop(DropReason.CLIENT_METADATA, INSTALL));
            return null;
        }
        String install = InstallId.read(sent);
        if (install == null) {
            drops.add(new Drop(DropReason.INVALID_VALUE, INSTALL));
        }
        return install;
    }
}
