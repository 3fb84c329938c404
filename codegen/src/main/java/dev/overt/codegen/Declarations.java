package dev.overt.codegen;

import dev.overt.manifest.Event;
import dev.overt.manifest.Trigger;
import java.util.Map;

/** How the class declares what the tool reports. */
sealed interface Declarations permits EventFields, EventClasses {

    /** What stands for each event in an expression, in the order of the manifest. */
    Map<Event, String> expressions();

    void render(JavaSource source);

    /** {@code .common(…)} of the policy, where an event has common properties. */
    void renderCommon(JavaSource source);

    /** {@code Event.onCall("session_start"}. */
    static String head(Event event) {
        return "Event." + factory(event.trigger()) + "(" + JavaText.literal(event.name());
    }

    /** What closes the call that {@link #head} opens. */
    static String tail(Event event) {
        return ")" + PropertyCall.until(event.expires()) + ";";
    }

    private static String factory(Trigger trigger) {
        return switch (trigger) {
            case CALL -> "onCall";
            case COMMAND -> "onCommand";
            case FIRST_RUN -> "onFirstRun";
            default -> throw new AssertionError("not an event of the tool: " + trigger);
        };
    }
}
