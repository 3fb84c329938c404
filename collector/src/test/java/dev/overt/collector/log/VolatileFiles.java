package dev.overt.collector.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A disk whose power can be cut: of what was not forced, any sectors and any names may be missing afterwards.
 *
 * <p>The directory holds what was written; what is certain to survive is kept in memory.
 */
final class VolatileFiles implements LogFiles {
    private static final int SECTOR_BYTES = 512;
    private static final byte[] NOTHING = {};

    private final LogFiles disk = new DiskFiles();
    private final Path directory;
    private final Random random;
    private final Map<Path, byte[]> forced = new HashMap<>();
    private final Set<Path> forcedNames = new HashSet<>();
    private final Map<Path, VolatileFile> open = new HashMap<>();
    /** First bytes of sectors that a failed force has left in memory: no force writes them unless they are written again. */
    private final Map<Path, Set<Integer>> stale = new HashMap<>();

    private int operationsLeft = Integer.MAX_VALUE;
    private boolean forceFails;
    private boolean cut;

    VolatileFiles(Path directory, Random random) throws IOException {
        this.directory = directory;
        this.random = random;
        for (Path path : paths()) {
            forced.put(path, Files.readAllBytes(path));
            forcedNames.add(path);
        }
    }

    private List<Path> paths() throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.sorted().toList();
        }
    }

    /** Cuts the power in the middle of the operation after the next {@code operations}. */
    synchronized void cutPowerAfter(int operations) {
        operationsLeft = operations;
    }

    /** Makes the next force of a file fail. */
    synchronized void failNextForce() {
        forceFails = true;
    }

    /** Leaves in the directory what a machine might find after its power was cut now. */
    synchronized void cutPower() throws IOException {
        if (cut) {
            return;
        }
        cut = true;
        boolean namesSurvive = random.nextBoolean();
        for (Path path : paths()) {
            if (namesSurvive || forcedNames.contains(path)) {
                Files.write(path, survivors(forced.getOrDefault(path, NOTHING), Files.readAllBytes(path)));
            } else {
                Files.delete(path);
            }
        }
    }

    private byte[] survivors(byte[] sure, byte[] written) {
        byte[] left = new byte[random.nextBoolean() ? sure.length : written.length];
        for (int at = 0; at < left.length; at += SECTOR_BYTES) {
            byte[] from = random.nextBoolean() ? sure : written;
            int count = Math.min(Math.min(SECTOR_BYTES, left.length - at), from.length - at);
            if (count > 0) {
                System.arraycopy(from, at, left, at, count);
            }
        }
        return left;
    }

    private void operate() throws IOException {
        if (operationsLeft-- <= 0) {
            cutPower();
        }
        checkPower();
    }

    private void checkPower() throws IOException {
        if (cut) {
            throw new IOException("no power");
        }
    }

    @Override
    public synchronized LogFile open(Path path) throws IOException {
        checkPower();
        VolatileFile file = new VolatileFile(disk.open(path), path);
        open.put(path, file);
        operate();
        return file;
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        checkPower();
        disk.rename(from, to);
        forced.put(to, forced.getOrDefault(from, NOTHING));
        forced.remove(from);
        forcedNames.remove(from);
        VolatileFile file = open.remove(from);
        if (file != null) {
            file.path = to;
        }
        operate();
    }

    @Override
    public synchronized void forceDirectory(Path forcedDirectory) throws IOException {
        operate();
        forcedNames.clear();
        forcedNames.addAll(paths());
    }

    private final class VolatileFile implements LogFile {
        private final LogFile file;
        private Path path;

        VolatileFile(LogFile file, Path path) {
            this.file = file;
            this.path = path;
        }

        private byte[] sure() {
            return forced.getOrDefault(path, NOTHING);
        }

        private Set<Integer> differences(byte[] written) {
            byte[] before = Arrays.copyOf(sure(), written.length);
            Set<Integer> differences = new HashSet<>();
            for (int at = 0; at < written.length; at += SECTOR_BYTES) {
                int end = Math.min(written.length, at + SECTOR_BYTES);
                if (!Arrays.equals(before, at, end, written, at, end)) {
                    differences.add(at);
                }
            }
            return differences;
        }

        private byte[] withoutStale(byte[] written) {
            byte[] before = Arrays.copyOf(sure(), written.length);
            for (int at : stale.getOrDefault(path, Set.of())) {
                if (at < written.length) {
                    System.arraycopy(before, at, written, at, Math.min(SECTOR_BYTES, written.length - at));
                }
            }
            return written;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            synchronized (VolatileFiles.this) {
                checkPower();
                long end = position + bytes.remaining();
                stale.getOrDefault(path, new HashSet<>()).removeIf(at -> at < end && at + SECTOR_BYTES > position);
                file.write(bytes, position);
                operate();
            }
        }

        @Override
        public void force(boolean withMetadata) throws IOException {
            synchronized (VolatileFiles.this) {
                operate();
                byte[] written = Files.readAllBytes(path);
                if (forceFails) {
                    forceFails = false;
                    stale.put(path, differences(written));
                    throw new IOException("input/output error");
                }
                forced.put(path, withoutStale(written));
            }
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            synchronized (VolatileFiles.this) {
                checkPower();
                file.truncate(sizeBytes);
                operate();
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
