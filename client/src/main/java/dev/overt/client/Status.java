package dev.overt.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/*
 * The status, as plain data; keys keep their names and meanings, and one that says nothing is absent:
 *
 *   product       the product's id
 *   command       what a person types to run it
 *   contact       whom a person writes to
 *   on            whether commands that are not quiet report now, at a terminal
 *   reason        what decided: a name of Decision.Reason in lower case, with hyphens
 *   decided_by    the same for people: the environment, the stored choice …
 *   sentence      why, for people
 *   here          whether they report with the input and output that this one has
 *   identity      install-id, per-event or none
 *   install_id    absent where there is none yet
 *   state         the file in which the choice is kept; absent without a home directory
 *   delivery      spool or live
 *   waiting       events on disk that were not sent
 *   dropped       reason → how many events or values were dropped since the last upload
 *   last_upload   of the last upload that was tried; absent where none was
 *                 at_millis      when it ended, or was begun where the others are absent
 *                 sent, refused  how many events; absent where it goes on, or ended with its process
 *                 problem        why events still wait; absent where none do
 *   collector     where events go, without the write key; absent where nothing can be sent
 *   built_in      the collector of the manifest, where it is another or has no key
 *   obstacles     what stands in the way of storing and sending, in sentences for people
 *   collected     what is collected, a line for each event
 *   never         what never is
 *   switches      in the order in which they are asked, each
 *                 name   of a variable or file
 *                 kind   machine, variable, file, debug or collector
 *                 says   on, off, nothing, or unclear, which counts as off
 */
/** What holds about telemetry here, and what became of what was recorded. */
final class Status {
    private static final String DO_NOT_TRACK = "DO_NOT_TRACK";

    private final Policy policy;
    private final Evidence evidence;
    private final @Nullable Installation place;
    private final Surroundings surroundings;
    private final Map<String, Object> members = new LinkedHashMap<>();

    private Status(Evidence evidence, @Nullable Installation place, Surroundings surroundings) {
        this.policy = evidence.policy;
        this.evidence = evidence;
        this.place = place;
        this.surroundings = surroundings;
    }

    static Map<String, Object> of(
            Evidence evidence, Decision standing, @Nullable Installation place, Surroundings surroundings) {
        Status status = new Status(evidence, place, surroundings);
        status.decided(standing);
        status.kept();
        status.declared();
        return status.members;
    }

    private void decided(Decision standing) {
        members.put("product", policy.product);
        members.put("command", policy.command);
        members.put("contact", policy.contact);
        members.put("on", standing.on());
        members.put("reason", word(standing.reason()));
        members.put("decided_by", standing.reason().source());
        members.put("sentence", standing.sentence());
        members.put("here", Consent.decide(evidence, null).on());
        members.put("identity", policy.hasInstallId ? "install-id" : policy.hasIdPerEvent ? "per-event" : "none");
    }

    private void kept() {
        String id = place == null ? null : place.installId(evidence.state());
        if (id != null) {
            members.put("install_id", id);
        }
        if (place != null) {
            members.put("state", place.file.toString());
        }
        members.put("delivery", policy.live == null ? "spool" : "live");
        if (place != null) {
            Spool spool = new Spool(place.spool(), surroundings);
            members.put("waiting", (long) spool.countWaiting());
            members.put("dropped", dropped(spool));
            Map<String, Object> last = lastUpload(spool);
            if (!last.isEmpty()) {
                members.put("last_upload", last);
            }
        }
    }

    private Map<String, Object> lastUpload(Spool spool) {
        Map<String, Object> last = new LinkedHashMap<>();
        long triedMillis = PrivateFiles.modifiedMillis(spool.directory.resolve(Spool.LAST_UPLOAD));
        try {
            JsonReader.readObject(text(spool.directory.resolve(Spool.LAST_RESULT)))
                    .forEach((key, value) -> last.put((String) key, value));
        } catch (IllegalArgumentException none) {
            last.clear();
        }
        boolean ended = last.get("at_millis") instanceof Long millis
                // Dated forward where a collector asked to wait.
                && (millis >= triedMillis || triedMillis > surroundings.nowMillis());
        return ended ? last : triedMillis == 0 ? Map.of() : Map.of("at_millis", triedMillis);
    }

    private static Map<String, Long> dropped(Spool spool) {
        Map<String, Long> counts = new TreeMap<>();
        Batch.readCounts(text(spool.directory.resolve(Spool.DROPPED)), counts);
        for (String each : spool.names()) {
            if (each.startsWith(Spool.SENDING)) {
                Batch.readCounts(text(spool.directory.resolve(each).resolve(Spool.DROPPED)), counts);
            }
        }
        return counts;
    }

    private static String text(Path file) {
        try {
            byte[] content = PrivateFiles.read(file, Batch.MAX_BYTES);
            return content == null ? "" : new String(content, StandardCharsets.UTF_8);
        } catch (IOException none) {
            return "";
        }
    }

    private void declared() {
        CollectorAddress address = CollectorAddress.of(policy, surroundings);
        if (address != null) {
            members.put("collector", address.url());
        }
        CollectorAddress own = CollectorAddress.parse(policy.collector);
        if (!policy.collector.isEmpty() && (own == null || !own.equals(address))) {
            members.put("built_in", own == null ? policy.collector : own.url());
        }
        members.put("obstacles", obstacles(address));
        members.put("collected", policy.summary);
        members.put("never", policy.never);
        members.put("switches", switches());
    }

    private List<String> obstacles(@Nullable CollectorAddress address) {
        Obstacles obstacles = new Obstacles().storing(place);
        if (Boolean.TRUE.equals(members.get("on"))) {
            obstacles.sending(policy.command, address, surroundings.environment());
        }
        return obstacles.sentences();
    }

    private List<Map<String, String>> switches() {
        List<Map<String, String>> all = new ArrayList<>();
        Path machine = surroundings.machinePolicy();
        if (Files.exists(machine, LinkOption.NOFOLLOW_LINKS)) {
            all.add(says(machine.toString(), "machine", evidence.prohibition() == null ? "nothing" : "off"));
        }
        List<Switch> declared = new ArrayList<>(policy.switches);
        // Off in every product, whether the manifest says so or not.
        declared.removeIf(each -> each.variable().equals(DO_NOT_TRACK));
        declared.add(0, new Switch(DO_NOT_TRACK, List.of(), List.of(), true));
        for (Switch each : declared) {
            all.add(says(each.variable(), "variable", word(each.read(value(each.variable())))));
        }
        for (FileSwitch each : policy.files) {
            all.add(says(each.path(), "file", evidence.refusal(each) == null ? "nothing" : "off"));
        }
        for (String each : policy.debugVariables) {
            all.add(says(each, "debug", Switch.truthy(value(each)) ? "on" : "nothing"));
        }
        for (String each : policy.collectorVariables) {
            String value = value(each);
            String says = "nothing";
            if (value != null && !value.isBlank()) {
                says = CollectorAddress.parse(value.trim()) == null ? "unclear" : "on";
            }
            all.add(says(each, "collector", says));
        }
        return all;
    }

    private @Nullable String value(String variable) {
        return surroundings.environment().get(variable);
    }

    private static Map<String, String> says(String name, String kind, String says) {
        Map<String, String> each = new LinkedHashMap<>();
        each.put("name", name);
        each.put("kind", kind);
        each.put("says", says);
        return each;
    }

    private static String word(Switch.@Nullable Opinion opinion) {
        return opinion == null
                ? "nothing"
                : opinion == Switch.Opinion.NOT_UNDERSTOOD ? "unclear" : word((Enum<?>) opinion);
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
