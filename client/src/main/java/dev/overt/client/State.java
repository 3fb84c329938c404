package dev.overt.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * The state file, one JSON object of at most 16 KiB:
 *
 *   schema_version      2; version 1 is InitRunner's first, which had "enabled" instead of "consent"
 *   install_id          32 hexadecimal digits; absent until the person agrees or a run first needs it
 *   hash_secret         64 hexadecimal digits, the key of this installation's hashes, which is never sent; absent
 *                       until a hash is first recorded, and again after a reset
 *   consent             unset, granted or denied
 *   covers              what the answer covers; absent means 0, which covers nothing
 *   noticed             the "covers" of the notice that was shown; absent means 0
 *   first_run_reported  true once the first-run event was recorded
 *   created_at          when the file was first written, UTC
 */
/** What one installation has stored: the person's choice and the install id. */
record State(
        Answer answer,
        int covers,
        int noticed,
        @Nullable String installId,
        @Nullable String hashSecret,
        boolean firstRunReported,
        @Nullable String createdAt,
        @Nullable String damage) {

    /** What the person answered. */
    enum Answer {
        UNSET,
        GRANTED,
        DENIED
    }

    /** Nothing stored. */
    static final State NONE = new State(Answer.UNSET, 0, 0, null, null, false, null, null);

    static final String FOREIGN = "belongs to somebody else";

    private static final int VERSION = 2;

    /** Nothing usable stored; {@code damage} completes the sentence "it …". */
    static State damaged(String damage) {
        return new State(Answer.UNSET, 0, 0, null, null, false, null, damage);
    }

    /** Whether the file cannot be this person's. */
    boolean isForeign() {
        return FOREIGN.equals(damage);
    }

    State withAnswer(Answer answer, int covers) {
        return new State(answer, covers, noticed, installId, hashSecret, firstRunReported, createdAt, damage);
    }

    State withNotice(int noticed) {
        return new State(answer, covers, noticed, installId, hashSecret, firstRunReported, createdAt, damage);
    }

    State withInstallId(String installId) {
        return new State(answer, covers, noticed, installId, hashSecret, firstRunReported, createdAt, damage);
    }

    /** Null so that a new one is made when it is needed. */
    State withHashSecret(@Nullable String hashSecret) {
        return new State(answer, covers, noticed, installId, hashSecret, firstRunReported, createdAt, damage);
    }

    State withFirstRunReported() {
        return new State(answer, covers, noticed, installId, hashSecret, true, createdAt, damage);
    }

    State withCreatedAt(String createdAt) {
        return new State(answer, covers, noticed, installId, hashSecret, firstRunReported, createdAt, damage);
    }

    /** Reads the file's content. Whatever is wrong with it, the answer is not "granted", and a refusal stays one. */
    static State parse(String text) {
        try {
            return parse(JsonReader.readObject(text));
        } catch (IllegalArgumentException notAnObject) {
            return damaged("is not a JSON object");
        }
    }

    private static State parse(Map<?, ?> members) {
        Object version = members.get("schema_version");
        boolean denied = "denied".equals(members.get("consent"));
        State state;
        if (Long.valueOf(VERSION).equals(version)) {
            state = parseCurrent(members);
        } else if (Long.valueOf(1).equals(version)) {
            state = parseFirst(members);
        } else {
            state = damaged("is of another version");
        }
        return denied ? state.withAnswer(Answer.DENIED, 0) : state;
    }

    private static State parseFirst(Map<?, ?> members) {
        Answer answer = Boolean.FALSE.equals(members.get("enabled")) ? Answer.DENIED : Answer.UNSET;
        return common(members).withAnswer(answer, 0);
    }

    private static State parseCurrent(Map<?, ?> members) {
        Object consent = members.get("consent");
        State state = common(members);
        if ("granted".equals(consent)) {
            return state.damage == null ? state.withAnswer(Answer.GRANTED, count(members.get("covers"))) : state;
        }
        return "unset".equals(consent) || "denied".equals(consent) ? state : damaged("holds no answer");
    }

    private static State common(Map<?, ?> members) {
        Object id = members.get("install_id");
        if (id != null && !isHexadecimal(id, 32)) {
            return damaged("holds an install id that is none");
        }
        Object secret = members.get("hash_secret");
        if (secret != null && !isHexadecimal(secret, 64)) {
            return damaged("holds a hash secret that is none");
        }
        boolean reported = Boolean.TRUE.equals(members.get("first_run_reported"));
        String createdAt = members.get("created_at") instanceof String time ? time : null;
        return new State(
                Answer.UNSET,
                0,
                count(members.get("noticed")),
                (String) id,
                (String) secret,
                reported,
                createdAt,
                null);
    }

    private static boolean isHexadecimal(Object value, int length) {
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

    private static int count(@Nullable Object value) {
        return value instanceof Long number && number > 0 && number <= Integer.MAX_VALUE ? number.intValue() : 0;
    }

    String toJson() {
        Json json = new Json().put("schema_version", VERSION);
        if (installId != null) {
            json.put("install_id", installId);
        }
        if (hashSecret != null) {
            json.put("hash_secret", hashSecret);
        }
        json.put("consent", word(answer)).put("covers", covers);
        if (noticed > 0) {
            json.put("noticed", noticed);
        }
        if (firstRunReported) {
            json.put("first_run_reported", true);
        }
        if (createdAt != null) {
            json.put("created_at", createdAt);
        }
        return json.toString();
    }

    /** Without the secret, so that it stands in no message. */
    @Override
    public String toString() {
        return "State[answer=" + answer + ", covers=" + covers + ", damage=" + damage + "]";
    }

    private static String word(Answer answer) {
        return switch (answer) {
            case UNSET -> "unset";
            case GRANTED -> "granted";
            case DENIED -> "denied";
        };
    }
}
