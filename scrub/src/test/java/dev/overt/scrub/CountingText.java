package dev.overt.scrub;

/** A text that counts how often its characters are read. */
final class CountingText implements CharSequence {
    private final String text;
    long steps;

    CountingText(String text) {
        this.text = text;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        steps++;
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        steps += end - start;
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
