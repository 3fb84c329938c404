package dev.overt.collector.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The file operations that a log's durability rests on, apart so that each can be made to fail. */
interface LogFiles {
    /** Opens a file for writing; creates it if there is none. */
    LogFile open(Path path) throws IOException;

    void rename(Path from, Path to) throws IOException;

    /** Makes the names in a directory durable. */
    void forceDirectory(Path directory) throws IOException;

    /** One file open for writing. One thread at a time. */
    interface LogFile extends Closeable {
        /** Writes all of {@code bytes} at {@code position}. */
        void write(ByteBuffer bytes, long position) throws IOException;

        /** Makes what was written durable; {@code withMetadata} also where its size shrank. */
        void force(boolean withMetadata) throws IOException;

        void truncate(long sizeBytes) throws IOException;
    }
}
