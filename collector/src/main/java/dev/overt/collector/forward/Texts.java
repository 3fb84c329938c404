package dev.overt.collector.forward;

/** Texts that must not be too long. */
final class Texts {
    private Texts() {}

    /** As many characters from the beginning as fit, never through the middle of one that takes two. */
    static String first(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength);
    }
}
