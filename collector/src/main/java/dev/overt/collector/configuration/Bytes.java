package dev.overt.collector.configuration;

/** Numbers of bytes as people write them. */
final class Bytes {
    private static final String[] UNITS = {" bytes", " KiB", " MiB", " GiB"};

    private Bytes() {}

    /** {@code 64 MiB}: in the largest unit of which it is a whole number. */
    static String text(long bytes) {
        long number = bytes;
        int unit = 0;
        while (unit < UNITS.length - 1 && number > 0 && number % 1024 == 0) {
            number /= 1024;
            unit++;
        }
        return number + UNITS[unit];
    }
}
