package daxplane.benchmarks.engine;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The least that a durable record can cost with a file: one write into zeros that were written before, one fdatasync. */
final class PreallocatedFile implements Engine {

    private static final int PAGE_BYTES = 4096;
    private static final long FILE_BYTES = 64L << 20;

    private final FileChannel file;
    private long end;

    PreallocatedFile(Path directory) throws Exception {
        file = FileChannel.open(directory.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        zero(file);
    }

    /** Page by page: one large write makes one large folio, which is written back as a whole. */
    static void zero(FileChannel file) throws Exception {
        var page = ByteBuffer.allocateDirect(PAGE_BYTES);
        for (long at = 0; at < FILE_BYTES; at += PAGE_BYTES) {
            file.write(page.clear(), at);
        }
        file.force(true);
    }

    static long wrapped(long end, int bytes) {
        return end + bytes > FILE_BYTES ? 0 : end;
    }

    @Override
    public synchronized void commit(byte[] record) throws Exception {
        end = wrapped(end, record.length);
        file.write(ByteBuffer.wrap(record), end);
        end += record.length;
        file.force(false);
    }

    @Override
    public void close() throws Exception {
        file.close();
    }
}
