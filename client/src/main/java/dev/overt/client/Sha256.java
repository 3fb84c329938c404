package dev.overt.client;

/**
 * SHA-256 (FIPS 180-4). Written out here, because the JDK's takes its security providers along, some 40 ms at first
 * use. Not thread-safe.
 */
final class Sha256 {
    private static final int BLOCK_BYTES = 64;
    private static final int LENGTH_BYTES = 8;
    /** The first bits of the fractions of the cube roots of the first 64 primes (4.2.2). */
    private static final int[] ROUNDS = new int[64];
    /** Those of the square roots of the first 8 (5.3.3). */
    private static final int[] START = new int[8];

    static {
        int count = 0;
        for (int candidate = 2; count < ROUNDS.length; candidate++) {
            if (isPrime(candidate)) {
                if (count < START.length) {
                    START[count] = fraction(Math.sqrt(candidate));
                }
                ROUNDS[count++] = fraction(cubeRoot(candidate));
            }
        }
    }

    private final int[] hash = START.clone();
    private final int[] words = new int[64];

    private Sha256() {}

    /** The 32 bytes of the hash. */
    static byte[] of(byte[] message) {
        Sha256 sha256 = new Sha256();
        byte[] padded = padded(message);
        for (int at = 0; at < padded.length; at += BLOCK_BYTES) {
            sha256.add(padded, at);
        }
        byte[] result = new byte[32];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) (sha256.hash[i / 4] >>> (24 - i % 4 * 8));
        }
        return result;
    }

    /** A one, zeros, and the length in bits make the message whole blocks (5.1.1). */
    private static byte[] padded(byte[] message) {
        int blocks = (message.length + LENGTH_BYTES) / BLOCK_BYTES + 1;
        byte[] padded = new byte[blocks * BLOCK_BYTES];
        System.arraycopy(message, 0, padded, 0, message.length);
        padded[message.length] = (byte) 0x80;
        long bits = 8L * message.length;
        for (int i = 1; i <= LENGTH_BYTES; i++) {
            padded[padded.length - i] = (byte) bits;
            bits >>>= 8;
        }
        return padded;
    }

    /** Takes one block in (6.2.2). */
    private void add(byte[] bytes, int at) {
        schedule(bytes, at);
        int[] h = hash.clone();
        for (int i = 0; i < ROUNDS.length; i++) {
            int sum1 = turned(h[4], 6) ^ turned(h[4], 11) ^ turned(h[4], 25);
            int choice = (h[4] & h[5]) ^ (~h[4] & h[6]);
            int first = h[7] + sum1 + choice + ROUNDS[i] + words[i];
            int sum0 = turned(h[0], 2) ^ turned(h[0], 13) ^ turned(h[0], 22);
            int majority = (h[0] & h[1]) ^ (h[0] & h[2]) ^ (h[1] & h[2]);
            System.arraycopy(h, 0, h, 1, 7);
            h[4] += first;
            h[0] = first + sum0 + majority;
        }
        for (int i = 0; i < hash.length; i++) {
            hash[i] += h[i];
        }
    }

    private void schedule(byte[] bytes, int at) {
        for (int i = 0; i < 16; i++) {
            int from = at + 4 * i;
            words[i] = bytes[from] << 24
                    | (bytes[from + 1] & 0xff) << 16
                    | (bytes[from + 2] & 0xff) << 8
                    | (bytes[from + 3] & 0xff);
        }
        for (int i = 16; i < words.length; i++) {
            int early = words[i - 15];
            int late = words[i - 2];
            words[i] = words[i - 16]
                    + (turned(early, 7) ^ turned(early, 18) ^ early >>> 3)
                    + words[i - 7]
                    + (turned(late, 17) ^ turned(late, 19) ^ late >>> 10);
        }
    }

    private static int turned(int word, int right) {
        return word >>> right | word << (32 - right);
    }

    private static boolean isPrime(int number) {
        for (int divisor = 2; divisor * divisor <= number; divisor++) {
            if (number % divisor == 0) {
                return false;
            }
        }
        return true;
    }

    /** By Newton's method, which ends within a bit of the root; 32 of its 50 are needed. */
    private static double cubeRoot(double number) {
        double root = number;
        for (int i = 0; i < 30; i++) {
            root -= (root * root * root - number) / (3 * root * root);
        }
        return root;
    }

    private static int fraction(double root) {
        return (int) (long) ((root - Math.floor(root)) * 0x1p32);
    }
}
