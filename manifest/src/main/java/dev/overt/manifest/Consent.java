package dev.overt.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Under which consent a product reports.
 *
 * @param mode what holds for a person who has said nothing
 * @param covers how much is collected; an answer given to a lower number does not cover it
 * @param ask the words of the prompt or the notice; never null unless {@code mode} is {@link Default#ON}
 * @param inCi whether it may report in CI
 * @param withoutTerminal whether it may report where input or output is not a terminal
 * @param quiet commands that neither ask nor report
 * @param environment variables, in the order in which they are asked, before the stored choice
 * @param files files of the product, in the order in which they are asked, after the variables and before the stored choice
 * @param statusIn commands of the product that print the status of telemetry, besides its own
 * @param state file that keeps the choice; starts with {@code ~/}; null where the tool itself reports nothing
 */
public record Consent(
        Default mode,
        int covers,
        @Nullable Ask ask,
        boolean inCi,
        boolean withoutTerminal,
        List<String> quiet,
        List<Variable> environment,
        List<PreferenceFile> files,
        List<String> statusIn,
        @Nullable String state) {

    /** Makes the lists immutable. */
    public Consent {
        quiet = List.copyOf(quiet);
        environment = List.copyOf(environment);
        files = List.copyOf(files);
        statusIn = List.copyOf(statusIn);
    }

    /** What holds for a person who has said nothing. */
    public enum Default {
        /** Off until accepted. */
        ASK,
        /** On once a notice has been shown. */
        NOTICE,
        /** On unless refused. */
        ON
    }

    /**
     * The words of the prompt, or of the notice.
     *
     * @param title empty where a notice has none
     * @param question empty where nobody is asked
     */
    public record Ask(String title, String text, String question) {}
}
