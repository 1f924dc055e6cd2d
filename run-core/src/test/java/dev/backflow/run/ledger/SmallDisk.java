package dev.backflow.run.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files of H2 on a disk that has room for so many bytes more: names that begin with {@code small:}. H2 makes instances of
 * this class by itself, so that the room is the same for all of them.
 */
public final class SmallDisk extends FilePathWrapper {
    private static final String SCHEME = "small";
    private static final AtomicLong ROOM = new AtomicLong(Long.MAX_VALUE);

    /** Makes H2 know of it; to do so again changes nothing. */
    static void register() {
        FilePath.register(new SmallDisk());
    }

    /** From now on, files may grow by so much all together. */
    static void room(long bytes) {
        ROOM.set(bytes);
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new SmallFile(getBase().open(mode));
    }

    private static final class SmallFile extends FileBaseDefault {
        private final FileChannel file;

        SmallFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public synchronized int write(ByteBuffer bytes, long position) throws IOException {
            long growth = Math.max(0, position + bytes.remaining() - file.size());
            if (growth > 0 && ROOM.addAndGet(-growth) < 0) {
                ROOM.addAndGet(growth);
                throw new IOException("No space left on device");
            }
            return file.write(bytes, position);
        }

        @Override
        public synchronized int read(ByteBuffer bytes, long position) throws IOException {
            return file.read(bytes, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
