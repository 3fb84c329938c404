package dev.overt.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of a tool: its surroundings, and what a person has chosen before.
 *
 * @param set values of variables, and words in files by their {@code path#key}
 * @param state the file that keeps the choice
 * @param answer {@code granted}, {@code denied}, {@code noticed} or nothing
 * @param covers how much the answer was given to
 */
record SampleRun(
        Map<String, String> set,
        String command,
        boolean ci,
        boolean terminal,
        String state,
        String answer,
        int covers) {
    private static final List<String> ANSWERS = List.of("granted", "denied", "noticed", "");

    static SampleRun random(Consent one, Consent other, Random random) {
        List<Consent> both = List.of(one, other);
        List<String> words = words(both);
        List<String> commands = new ArrayList<>(List.of("run"));
        both.forEach(consent -> commands.addAll(consent.quiet()));
        Map<String, String> set = new LinkedHashMap<>();
        both.forEach(consent -> sources(consent)
                .filter(source -> random.nextInt(3) == 0)
                .forEach(source -> set.put(source, pick(words, random))));
        return new SampleRun(
                set,
                pick(commands, random),
                random.nextBoolean(),
                random.nextInt(3) > 0,
                String.valueOf(pick(both, random).state()),
                pick(ANSWERS, random),
                pick(both, random).covers());
    }

    /** Who gets the events: {@code nobody}, whom the person has {@code chosen}, or the {@code maintainers}. */
    String recipient(Consent consent) {
        boolean redirected = false;
        for (Variable variable : consent.environment()) {
            if (variable instanceof Variable.Debug && isTruthy(set.get(variable.name()))) {
                return "nobody";
            }
            redirected |= variable instanceof Variable.Collector && set.containsKey(variable.name());
        }
        return !reports(consent) ? "nobody" : redirected ? "chosen" : "maintainers";
    }

    private boolean reports(Consent consent) {
        if (consent.quiet().contains(command)) {
            return false;
        }
        Boolean said = Stream.concat(
                        consent.environment().stream().map(this::says),
                        consent.files().stream().map(this::says))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (Boolean.FALSE.equals(said) || (!consent.withoutTerminal() && !terminal)) {
            return false;
        }
        return said != null || ((consent.inCi() || !ci) && stored(consent));
    }

    private boolean stored(Consent consent) {
        String found = state.equals(consent.state()) ? answer : "";
        boolean enough = covers >= consent.covers();
        return switch (found) {
            case "denied" -> false;
            case "granted" -> enough;
            case "noticed" ->
                consent.mode() == Consent.Default.ON || (consent.mode() == Consent.Default.NOTICE && enough);
            default -> consent.mode() == Consent.Default.ON;
        };
    }

    /** Null where nothing is said. */
    private @Nullable Boolean says(Variable variable) {
        String value = set.get(variable.name());
        if (!(variable instanceof Variable.Switch turns) || value == null) {
            return null;
        }
        if (turns.offWhenTruthy()) {
            return isTruthy(value) ? Boolean.FALSE : null;
        }
        return turns.on().contains(value);
    }

    private @Nullable Boolean says(PreferenceFile file) {
        String value = set.get(key(file));
        if (value == null) {
            return null;
        }
        return file.off().contains(value) ? Boolean.FALSE : file.on().contains(value) ? Boolean.TRUE : null;
    }

    private static Stream<String> sources(Consent consent) {
        return Stream.concat(
                consent.environment().stream().map(Variable::name),
                consent.files().stream().map(SampleRun::key));
    }

    private static List<String> words(List<Consent> both) {
        List<String> words = new ArrayList<>(List.of("0", "1", "false", "weird"));
        for (Consent consent : both) {
            for (Variable variable : consent.environment()) {
                if (variable instanceof Variable.Switch turns) {
                    words.addAll(turns.on());
                    words.addAll(turns.off());
                }
            }
            for (PreferenceFile file : consent.files()) {
                words.addAll(file.on());
                words.addAll(file.off());
            }
        }
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    private static String key(PreferenceFile file) {
        return file.path() + "#" + file.json();
    }

    private static boolean isTruthy(@Nullable String value) {
        return value != null && !value.equals("0") && !value.equals("false");
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
