package daxplane.benchmarks.engine;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteOptions;

/** RocksDB with its defaults; writers that meet are grouped by it. */
final class Rocks implements Engine {

    private final Options options = new Options().setCreateIfMissing(true);
    private final WriteOptions write;
    private final RocksDB database;
    private final AtomicLong revision = new AtomicLong();

    Rocks(Path directory, boolean sync) throws Exception {
        RocksDB.loadLibrary();
        write = new WriteOptions().setSync(sync);
        database = RocksDB.open(options, directory.resolve("rocks").toString());
    }

    @Override
    public void commit(byte[] record) throws Exception {
        database.put(write, ByteBuffer.allocate(Long.BYTES).putLong(revision.incrementAndGet()).array(), record);
    }

    @Override
    public void close() {
        database.close();
        write.close();
        options.close();
    }
}
