package dev.overt.client;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file system, through paths of its own, with a fault at the call that a test chooses: calls that change
 * something are numbered from one. It waits for no disk. Not thread-safe.
 */
final class FaultyDisk extends FileSystemProvider {
    /** What happens from the chosen call on. */
    enum Fault {
        /** That call fails, and no other. */
        ONE_CALL,
        /** That call and each one after it fail: the disk is full, or has become read-only. */
        EACH_CALL,
        /** The process ends before that call, as if it were killed. */
        END
    }

    private final FileSystem underlying;
    private final FileSystemProvider real;
    private final FileSystem fileSystem = new Faulty();
    private Fault fault = Fault.ONE_CALL;
    private int at;
    private int calls;
    private final List<Path> looks = new ArrayList<>();
    private final List<Path> changed = new ArrayList<>();

    /** On the machine's own file system. */
    FaultyDisk() {
        this(FileSystems.getDefault());
    }

    FaultyDisk(FileSystem underlying) {
        this.underlying = underlying;
        this.real = underlying.provider();
    }

    /** The path by which a program meets the faults. */
    Path path(Path path) {
        return (Path) Proxy.newProxyInstance(
                FaultyDisk.class.getClassLoader(),
                new Class<?>[] {Path.class, Wrapped.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getFileSystem")) {
                        return fileSystem;
                    }
                    return method.getName().equals("unwrap") ? path : wrap(invoke(path, method, arguments));
                });
    }

    private interface Wrapped {
        Path unwrap();
    }

    private @Nullable Object wrap(@Nullable Object result) {
        return result instanceof Path path ? path(path) : result;
    }

    private static @Nullable Object invoke(Path path, Method method, Object @Nullable [] arguments) throws Throwable {
        for (int i = 0; arguments != null && i < arguments.length; i++) {
            arguments[i] = arguments[i] instanceof Wrapped wrapped ? wrapped.unwrap() : arguments[i];
        }
        try {
            return method.invoke(path, arguments);
        } catch (InvocationTargetException failed) {
            throw Objects.requireNonNull(failed.getCause());
        }
    }

    private static Path real(Path path) {
        return path instanceof Wrapped wrapped ? wrapped.unwrap() : path;
    }

    /** From now on, {@code fault} comes at the call of this number; 0 for none. */
    void set(Fault fault, int at) {
        this.fault = fault;
        this.at = at;
        this.calls = 0;
    }

    /** How many calls there were since the last fault was set. */
    int calls() {
        return calls;
    }

    /** What was to be changed, once for each call. */
    List<Path> changed() {
        return changed;
    }

    /** How often a file was asked whether it can be opened. */
    int looksAt(Path file) {
        return Collections.frequency(looks, file);
    }

    private void change(Path path) throws IOException {
        calls++;
        changed.add(real(path));
        if (at > 0 && (calls == at || (calls > at && fault == Fault.EACH_CALL))) {
            if (fault == Fault.END) {
                Runtime.getRuntime().halt(137);
            }
            throw new FileSystemException(path.toString(), null, "a fault");
        }
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
        change(directory);
        real.createDirectory(real(directory), attributes);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        change(link);
        real.createLink(real(link), real(existing));
    }

    @Override
    public void delete(Path path) throws IOException {
        change(path);
        real.delete(real(path));
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        change(source);
        real.move(real(source), real(target), options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        change(path);
        real.setAttribute(real(path), attribute, value, options);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        if (!options.isEmpty() && !options.equals(Set.of(StandardOpenOption.READ))) {
            change(path);
        }
        return real.newByteChannel(real(path), options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        if (options.contains(StandardOpenOption.CREATE_NEW)) {
            change(path);
        }
        return new FaultyChannel(real(path), real.newFileChannel(real(path), options, attributes));
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return real.isSameFile(real(path), real(other));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        real.checkAccess(real(path), modes);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return real.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        looks.add(real(path));
        return real.readAttributes(real(path), attributes, options);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return real.getFileAttributeView(real(path), type, options);
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return fileSystem;
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        return real.newDirectoryStream(real(path), filter);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return real.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return real.getFileStore(real(path));
    }

    /** Written half where a write fails. */
    private final class FaultyChannel extends FileChannel {
        private final Path path;
        private final FileChannel channel;

        FaultyChannel(Path path, FileChannel channel) {
            this.path = path;
            this.channel = channel;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            try {
                change(path);
            } catch (IOException fault) {
                channel.write(source.slice().limit(source.remaining() / 2));
                throw fault;
            }
            return channel.write(source);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            change(path);
        }

        @Override
        public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return channel.tryLock(position, size, shared);
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) throws IOException {
            return channel.lock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            channel.close();
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return channel.read(target);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return channel.read(target, position);
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
            return channel.read(targets, offset, length);
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer source, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public FileChannel position(long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public FileChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }
    }

    /** What is asked of a path's file system is its provider. */
    private final class Faulty extends FileSystem {
        @Override
        public FileSystemProvider provider() {
            return FaultyDisk.this;
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public String getSeparator() {
            return underlying.getSeparator();
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return List.of();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return List.of();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return underlying.supportedFileAttributeViews();
        }

        @Override
        public Path getPath(String first, String... more) {
            return path(underlying.getPath(first, more));
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            return underlying.getPathMatcher(pattern);
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            return underlying.getUserPrincipalLookupService();
        }

        @Override
        public WatchService newWatchService() {
            throw new UnsupportedOperationException();
        }
    }
}
