package dev.overt.manifest;

import java.util.regex.Pattern;

/** How a word of a certain purpose must look. */
enum Form {
    PRODUCT_ID(
            "[a-z][a-z0-9-]{0,39}",
            "a product's id",
            "a lower-case letter, then up to 39 lower-case letters, digits or `-`, such as `initrunner`"),
    EVENT_NAME(
            "[a-z][a-z0-9_]{0,59}",
            "an event's name",
            "a lower-case letter, then up to 59 lower-case letters, digits or `_`, such as `cli_command`"),
    PROPERTY_NAME(
            "[a-z][a-z0-9_]{0,59}",
            "a property's name",
            "a lower-case letter, then up to 59 lower-case letters, digits or `_`, such as `exit_code`"),
    VARIABLE_NAME(
            "[A-Za-z_][A-Za-z0-9_]*",
            "the name of an environment variable",
            "letters, digits and `_`, such as `DO_NOT_TRACK`"),
    CONTACT("[^@ ]+@[^@ ]+|https?://[^ ]+", "a way to reach you", "an e-mail address or the URL of a page"),
    STATE(
            "~(/(?!\\.{1,2}(/|$))[^/\\\\]+)+",
            "a path in the home directory",
            "a path that starts with `~/`, has `/` between its parts and no `..`, such as `~/.initrunner/telemetry.json`"),
    INTERVAL("[1-9][0-9]{0,5}[smhd]", "an interval", "a number and `s`, `m`, `h` or `d`, such as `1h`"),
    DAYS(
            "[1-9][0-9]{0,5}d",
            "a number of days",
            "a number above 0 and `d`, such as `90d`, or one of `none` and `forever`"),
    WHOLE_NUMBER("-?[0-9]{1,18}", "a whole number", "at most 18 digits, such as `255`"),
    NUMBER("-?[0-9]{1,12}(\\.[0-9]{1,6})?", "a number", "at most 12 digits and 6 decimals, such as `0.5`"),
    DAY("[0-9]{4}-[0-9]{2}-[0-9]{2}", "a day", "year, month and day, such as `2027-06-30`"),
    COMMAND(
            "[A-Za-z0-9][A-Za-z0-9._-]{0,39}",
            "a command",
            "what a person types: up to 40 letters, digits, `.`, `_` or `-`, such as `initrunner`"),
    FILE(
            "~?(/(?!\\.{1,2}(/|$))[^/\\\\]+)+",
            "the path of a file",
            "a path that starts with `~/` or `/`, has `/` between its parts and no `..`, such as `~/.tool/config.json`"),
    JSON_KEY(
            "[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+){0,9}",
            "the key of a setting",
            "the keys that lead to it with dots between them, such as `telemetry.disabled`"),
    STORAGE_KEY(
            "[A-Za-z0-9._-]{1,60}",
            "a key of local storage",
            "up to 60 letters, digits, `.`, `_` or `-`, such as `telemetry-consent`"),
    RULE("[a-z]+(-[a-z]+)*", "the id of a rule", "an id that `overt lint` prints in brackets, such as `event-name`");

    private final Pattern pattern;
    private final String noun;
    private final String mend;

    Form(String pattern, String noun, String mend) {
        this.pattern = Pattern.compile(pattern);
        this.noun = noun;
        this.mend = mend;
    }

    /** A regular expression that Java and ECMA-262 read alike. */
    String pattern() {
        return pattern.pattern();
    }

    boolean matches(String word) {
        return pattern.matcher(word).matches();
    }

    /** What it is the form of. */
    String noun() {
        return noun;
    }

    /** What such a word consists of, to follow "Write". */
    String mend() {
        return mend;
    }
}
