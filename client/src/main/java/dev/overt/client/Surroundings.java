package dev.overt.client;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one process sees of the world around it: environment, terminals, clock, randomness. Thread-safe. */
class Surroundings {
    /** Looked at once: a process does not change its standard streams. */
    private volatile @Nullable Boolean inputIsTerminal;

    private volatile @Nullable Boolean outputIsTerminal;
    /** Null on systems whose variables differ by case. */
    private volatile @Nullable Map<String, String> caseless;

    private byte[] ahead = {};
    private int aheadUsed;

    /**
     * Read without regard to case where the system does so, which the JDK's own map of all variables does not: there,
     * a refusal in other letters is one, too.
     */
    Map<String, String> environment() {
        if (!isWindows()) {
            return System.getenv();
        }
        Map<String, String> known = caseless;
        if (known == null) {
            known = caseless(System.getenv());
            caseless = known;
        }
        return known;
    }

    static Map<String, String> caseless(Map<String, String> variables) {
        Map<String, String> caseless = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        caseless.putAll(variables);
        return caseless;
    }

    private boolean isWindows() {
        return property("os.name").startsWith("Windows");
    }

    /** A place on this machine; throws {@code InvalidPathException} where its system can have none of that name. */
    Path path(String first, String... more) {
        return Path.of(first, more);
    }

    boolean inputIsTerminal() {
        Boolean known = inputIsTerminal;
        if (known == null) {
            known = isTerminal(0);
            inputIsTerminal = known;
        }
        return known;
    }

    boolean outputIsTerminal() {
        Boolean known = outputIsTerminal;
        if (known == null) {
            known = isTerminal(1);
            outputIsTerminal = known;
        }
        return known;
    }

    /** Whether both are, so that a person can be told something and can answer. */
    final boolean atTerminal() {
        return inputIsTerminal() && outputIsTerminal();
    }

    /**
     * On Linux from the link in /proc, which costs one system call; {@code System.console()} would load a line editor
     * on a new JDK.
     */
    private static boolean isTerminal(int descriptor) {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return SystemConsole.isTerminal();
        }
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException closedOrHidden) {
            return false;
        }
    }

    PrintStream errors() {
        return System.err;
    }

    long nowMillis() {
        return System.currentTimeMillis();
    }

    /** Days since 1970, UTC. */
    long epochDay() {
        return Math.floorDiv(nowMillis(), 86_400_000L);
    }

    /** A clock for durations only. */
    long elapsedMillis() {
        return System.nanoTime() / 1_000_000;
    }

    String property(String name) {
        return System.getProperty(name, "");
    }

    /** The person's directory; null where there is none. */
    @Nullable
    Path home() {
        String variable = environment().get("HOME");
        Path home = absolute(variable == null ? "" : variable);
        return home == null ? absolute(property("user.home")) : home;
    }

    private @Nullable Path absolute(String text) {
        try {
            Path path = path(text);
            return path.isAbsolute() ? path : null;
        } catch (IllegalArgumentException notInThisLocale) {
            return null;
        }
    }

    /** Where the administrator of the machine may turn telemetry off. */
    Path machinePolicy() {
        if (isWindows()) {
            String data = environment().get("ProgramData");
            return path(data == null ? "C:\\ProgramData" : data, "overt", "disabled");
        }
        boolean mac = property("os.name").startsWith("Mac");
        return path(mac ? "/Library/Application Support/overt/disabled" : "/etc/overt/disabled");
    }

    /** From the link in /proc where there is one: {@code ProcessHandle} would start up its machinery. */
    long processId() {
        try {
            return Long.parseLong(Files.readSymbolicLink(Path.of("/proc/self")).toString());
        } catch (IOException | NumberFormatException notLinux) {
            return ProcessHandle.current().pid();
        }
    }

    /** From the kernel where it offers a file: the first {@code SecureRandom} costs about 40 ms. */
    byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        if (!isReadFromKernel(bytes)) {
            new SecureRandom().nextBytes(bytes);
        }
        return bytes;
    }

    private static boolean isReadFromKernel(byte[] bytes) {
        try (FileInputStream random = new FileInputStream("/dev/urandom")) {
            return random.readNBytes(bytes, 0, bytes.length) == bytes.length;
        } catch (IOException noSuchFile) {
            return false;
        }
    }

    /** Some that are for no secret: what makes the name of a file differ. */
    byte[] fewRandomBytes() {
        byte[] bytes = new byte[4];
        readAhead(bytes, 0);
        return bytes;
    }

    /** Fills the rest of {@code bytes}. A process that records much would otherwise open a file for each event. */
    private synchronized void readAhead(byte[] bytes, int start) {
        int count = bytes.length - start;
        if (ahead.length - aheadUsed < count) {
            ahead = randomBytes(32 * count);
            aheadUsed = 0;
        }
        System.arraycopy(ahead, aheadUsed, bytes, start, count);
        aheadUsed += count;
    }

    /** A new id for an event or an upload: a UUID of version 7. */
    String newUuid() {
        byte[] bytes = new byte[16];
        long millis = nowMillis();
        for (int i = 0; i < 6; i++) {
            bytes[i] = (byte) (millis >>> (40 - 8 * i));
        }
        readAhead(bytes, 6);
        return uuid(bytes, 7);
    }

    /** The UUID of {@code version} that 16 bytes make, but for the six bits that say what it is. */
    static String uuid(byte[] bytes, int version) {
        bytes[6] = (byte) ((bytes[6] & 0x0f) | version << 4);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        String digits = hexadecimal(bytes);
        return digits.substring(0, 8) + "-" + digits.substring(8, 12) + "-" + digits.substring(12, 16) + "-"
                + digits.substring(16, 20) + "-" + digits.substring(20);
    }

    /** A new install id: 32 hexadecimal digits that are derived from nothing. */
    String newInstallId() {
        return hexadecimal(randomBytes(16));
    }

    static String hexadecimal(byte[] bytes) {
        StringBuilder text = new StringBuilder(2 * bytes.length);
        for (byte each : bytes) {
            text.append(Character.forDigit((each >> 4) & 0xf, 16)).append(Character.forDigit(each & 0xf, 16));
        }
        return text.toString();
    }
}
