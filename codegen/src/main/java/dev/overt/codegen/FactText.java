package dev.overt.codegen;

import dev.overt.manifest.Fact;
import org.jspecify.annotations.Nullable;

/** What a property says that is filled in without a caller. */
final class FactText {
    private FactText() {}

    static Prose of(@Nullable Fact fact) {
        return fact == null ? Prose.NOTHING : Prose.of(sentence(fact));
    }

    private static String sentence(Fact fact) {
        return switch (fact) {
            case COMMAND -> "The name of the command, without its arguments.";
            case OUTCOME -> "Whether the command ended well.";
            case EXIT_CODE -> "The exit code of the command.";
            case ERROR -> "What made the command fail. Absent where it did not fail.";
            case DURATION -> "How long the command took.";
            case TERMINAL -> "Whether standard input is a terminal.";
            case CI -> "Whether the run is in CI, which is told by the variable `CI`.";
            case PRODUCT -> "The version of the product.";
            case RUNTIME -> "The version of the language runtime.";
            case DIRECTORY -> "The directory in which the tool runs.";
            case RELEASE -> "The version that is being installed.";
            case INSTALLER -> "Which installer runs.";
            case PREVIOUS -> "The version that ran before.";
            case PAGE -> "The page that was opened, as one of a list. Never its address.";
        };
    }
}
