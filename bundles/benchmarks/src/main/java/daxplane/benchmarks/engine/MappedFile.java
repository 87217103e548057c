package daxplane.benchmarks.engine;

import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A mapped file of zeros; after each record its range is forced. */
final class MappedFile implements Engine {

    private final FileChannel file;
    private final MappedByteBuffer map;
    private int end;

    MappedFile(Path directory) throws Exception {
        file = FileChannel.open(directory.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        PreallocatedFile.zero(file);
        map = file.map(FileChannel.MapMode.READ_WRITE, 0, file.size());
    }

    @Override
    public synchronized void commit(byte[] record) {
        end = (int) PreallocatedFile.wrapped(end, record.length);
        map.put(end, record);
        map.force(end, record.length);
        end += record.length;
    }

    @Override
    public void close() throws Exception {
        file.close();
    }
}
