package dev.overt.client;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * The state file, one JSON object of at most 16 KiB:
 *
 *   schema_version      2; version 1 is InitRunner's first, which had "enabled" instead of "consent"
 *   install_id          32 hexadecimal digits; absent until the person agrees or a run first needs it, and where events
 *                       carry none or a file of its own holds it
 *   delete_secret       64 hexadecimal digits, of which the install id is made: whoever has them may have deleted what
 *                       was sent under it; absent beside an id that was made in another way
 *   hash_secret         64 hexadecimal digits, the key of this installation's hashes, which is never sent; absent
 *                       until a hash is first recorded, and again after a reset
 *   consent             unset, granted or denied
 *   covers              what the answer covers; absent means 0, which covers nothing
 *   noticed             the "covers" of the notice that was shown; absent means 0
 *   first_run_id        the id of the first-run event; absent until telemetry is on
 *   first_run_reported  true once that was recorded
 *   created_at          when the file was first written, UTC
 *   check               the hash code of schema_version, consent, covers and noticed as a Java string, parted by spaces:
 *                       one digit more in a fault of the disk is one consent more; absent in files of others
 *
 * "enabled": false is a refusal in every version. Members of other names are kept when the file is written.
 */
/** What one installation has stored: the person's choice and the install id. Immutable. */
final class State {
    // What the person answered, in the file's words: an enum would be one more class for each run to load.
    static final String UNSET = "unset";
    static final String GRANTED = "granted";
    static final String DENIED = "denied";

    static final int MAX_BYTES = 16 * 1024;
    static final String FOREIGN = "belongs to somebody else";
    /** Nothing stored. */
    static final State NONE = new State(UNSET, null, Map.of(), Map.of());

    private static final String INSTALL_ID = "install_id";
    private static final String DELETE_SECRET = "delete_secret";
    private static final String HASH_SECRET = "hash_secret";
    private static final String COVERS = "covers";
    private static final String NOTICED = "noticed";
    private static final String FIRST_RUN_ID = "first_run_id";
    private static final String FIRST_RUN_REPORTED = "first_run_reported";
    private static final String CREATED_AT = "created_at";
    private static final String CHECK = "check";
    private static final String[] OWN = {
        INSTALL_ID, DELETE_SECRET, HASH_SECRET, COVERS, NOTICED, FIRST_RUN_ID, FIRST_RUN_REPORTED, CREATED_AT
    };
    private static final int MAX_TIME_CHARACTERS = 40;
    private static final String VERSION = "2";
    /** InitRunner's. */
    private static final String FIRST_VERSION = "1";

    private final String answer;
    private final @Nullable String damage;
    /** Members of ours that are there, but for the version and the answer. */
    private final Map<String, Object> own;
    /** Members that are not ours, each as its JSON. */
    private final Map<String, String> others;

    private State(String answer, @Nullable String damage, Map<String, Object> own, Map<String, String> others) {
        this.answer = answer;
        this.damage = damage;
        this.own = own;
        this.others = others;
    }

    /** Nothing usable stored; {@code damage} completes the sentence "it …". */
    static State damaged(String damage) {
        return new State(UNSET, damage, Map.of(), Map.of());
    }

    /** {@code UNSET}, {@code GRANTED} or {@code DENIED}. */
    String answer() {
        return answer;
    }

    @Nullable
    String damage() {
        return damage;
    }

    /** Whether the file cannot be this person's. */
    boolean isForeign() {
        return FOREIGN.equals(damage);
    }

    int covers() {
        return count(COVERS);
    }

    int noticed() {
        return count(NOTICED);
    }

    /** Null where there is none in this file. */
    @Nullable
    String installId() {
        return (String) own.get(INSTALL_ID);
    }

    @Nullable
    String deleteSecret() {
        return (String) own.get(DELETE_SECRET);
    }

    @Nullable
    String hashSecret() {
        return (String) own.get(HASH_SECRET);
    }

    @Nullable
    String firstRunId() {
        return (String) own.get(FIRST_RUN_ID);
    }

    /** In doubt it was: a second report would be one too many. */
    boolean firstRunReported() {
        return !Boolean.FALSE.equals(own.getOrDefault(FIRST_RUN_REPORTED, false));
    }

    State withAnswer(String answer, int covers) {
        return new State(answer, damage, with(COVERS, (long) covers).own, others);
    }

    State withNotice(int noticed) {
        return with(NOTICED, (long) noticed);
    }

    /** An id, and what it was made of, if that is known; both null where they are forgotten. */
    State withInstallId(@Nullable String installId, @Nullable String deleteSecret) {
        return with(INSTALL_ID, installId).with(DELETE_SECRET, deleteSecret);
    }

    /** Null so that a new one is made when it is needed. */
    State withHashSecret(@Nullable String hashSecret) {
        return with(HASH_SECRET, hashSecret);
    }

    State withFirstRun(@Nullable String eventId, boolean reported) {
        return with(FIRST_RUN_ID, eventId).with(FIRST_RUN_REPORTED, reported ? true : null);
    }

    /** Says when the file was first written, unless it says so. */
    State dated(String now) {
        return own.containsKey(CREATED_AT) ? this : with(CREATED_AT, now);
    }

    private State with(String key, @Nullable Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(own);
        if (value == null) {
            changed.remove(key);
        } else {
            changed.put(key, value);
        }
        return new State(answer, damage, changed, others);
    }

    /** Reads the file's content. Whatever is wrong with it, the answer is not "granted", and a refusal stays one. */
    static State parse(String text) {
        try {
            return parse(JsonReader.members(text));
        } catch (IllegalArgumentException notAnObject) {
            return damaged("is not a JSON object");
        }
    }

    private static State parse(Map<String, String> members) {
        String version = members.remove("schema_version");
        Object consent = take(members, "consent");
        Object enabled = take(members, "enabled");
        boolean refused = DENIED.equals(consent) || Boolean.FALSE.equals(enabled);
        Object check = take(members, CHECK);
        Map<String, Object> own = takeOwn(members);
        String damage = damage(own);
        if (FIRST_VERSION.equals(version)) {
            members.remove("notice_shown");
            consent = UNSET;
        } else if (!VERSION.equals(version)) {
            damage = "is of another version";
        } else if (!(GRANTED.equals(consent) || UNSET.equals(consent) || refused)) {
            damage = "holds no answer";
        } else if (check != null && !check.equals(check(own, String.valueOf(consent)))) {
            damage = "was changed by something else";
        }
        State state = new State(UNSET, damage, damage == null ? own : Map.of(), members);
        if (refused) {
            return state.withAnswer(DENIED, 0);
        }
        return damage == null && GRANTED.equals(consent) ? state.withAnswer(GRANTED, state.covers()) : state;
    }

    private static Map<String, Object> takeOwn(Map<String, String> members) {
        Map<String, Object> own = new LinkedHashMap<>();
        for (String key : OWN) {
            Object value = take(members, key);
            if (value != null) {
                own.put(key, value);
            }
        }
        if (!(own.get(CREATED_AT) instanceof String time && time.length() <= MAX_TIME_CHARACTERS)) {
            own.remove(CREATED_AT);
        }
        return own;
    }

    private static @Nullable Object take(Map<String, String> members, String key) {
        String json = members.remove(key);
        return json == null ? null : JsonReader.read(json);
    }

    private static @Nullable String damage(Map<String, Object> own) {
        if (own.containsKey(INSTALL_ID) && !isHexadecimal(own.get(INSTALL_ID), 32)) {
            return "holds an install id that is none";
        }
        for (String secret : new String[] {DELETE_SECRET, HASH_SECRET}) {
            if (own.containsKey(secret) && !isHexadecimal(own.get(secret), 64)) {
                return "holds a secret that is none";
            }
        }
        Object event = own.get(FIRST_RUN_ID);
        return event == null || (event instanceof String id && isHexadecimal(withoutHyphens(id), 32))
                ? null
                : "holds an event id that is none";
    }

    private static Object check(Map<String, Object> own, String consent) {
        return (long) (VERSION + " " + consent + " " + own.get(COVERS) + " " + own.get(NOTICED)).hashCode();
    }

    static boolean isHexadecimal(@Nullable Object value, int length) {
        if (!(value instanceof String digits) || digits.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ("0123456789abcdef".indexOf(digits.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The digits of a UUID; the text itself where it is none. */
    static String withoutHyphens(String text) {
        boolean uuid = text.length() == 36
                && text.charAt(8) == '-'
                && text.charAt(13) == '-'
                && text.charAt(18) == '-'
                && text.charAt(23) == '-';
        return uuid
                ? text.substring(0, 8)
                        + text.substring(9, 13)
                        + text.substring(14, 18)
                        + text.substring(19, 23)
                        + text.substring(24)
                : text;
    }

    private int count(String key) {
        return own.get(key) instanceof Long number && number > 0 && number <= Integer.MAX_VALUE ? number.intValue() : 0;
    }

    /** The file's content; where it would be too long, without what is not ours. */
    byte[] content() {
        byte[] content = (toJson(others) + "\n").getBytes(StandardCharsets.UTF_8);
        return content.length <= MAX_BYTES ? content : (toJson(Map.of()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private String toJson(Map<String, String> others) {
        Json json = new Json().putJson("schema_version", VERSION).put("consent", answer);
        for (Map.Entry<String, Object> each : own.entrySet()) {
            json.putValue(each.getKey(), each.getValue());
        }
        json.putValue(CHECK, check(own, answer));
        for (Map.Entry<String, String> each : others.entrySet()) {
            json.putJson(each.getKey(), each.getValue());
        }
        return json.toString();
    }

    /** Without the secrets, so that they stand in no message. */
    @Override
    public String toString() {
        return "State[answer=" + answer + ", covers=" + covers() + ", damage=" + damage + "]";
    }
}
