package daxplane.benchmarks.engine;

import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** The storage engine of H2: commit and sync after each record. */
final class MvStore implements Engine {

    private final MVStore store;
    private final MVMap<Long, byte[]> records;
    private long revision;

    MvStore(Path directory) {
        store = new MVStore.Builder().fileName(directory.resolve("records.mv").toString()).autoCommitDisabled().open();
        records = store.openMap("records");
    }

    @Override
    public synchronized void commit(byte[] record) {
        records.put(++revision, record);
        store.commit();
        store.sync();
    }

    @Override
    public void close() {
        store.close();
    }
}
