package daxplane.benchmarks.engine;

import java.nio.file.Path;

/** Something that records are committed to, one by one, from any number of threads. */
public interface Engine extends AutoCloseable {

    /** Returns when the record is as durable as the engine was asked to make it. */
    void commit(byte[] record) throws Exception;

    @Override
    void close() throws Exception;

    /** The engines, by the names that the table in docs/BENCHMARKS.md has. */
    static Engine open(String name, Path directory) throws Exception {
        return switch (name) {
            case "journal-durable" -> new JournalEngine(directory, daxplane.journal.Journal.Durability.DURABLE);
            case "journal-ordered" -> new JournalEngine(directory, daxplane.journal.Journal.Durability.ORDERED);
            case "fdatasync" -> new PreallocatedFile(directory);
            case "mapped-force" -> new MappedFile(directory);
            case "chronicle-fdatasync" -> new BareChronicle(directory, true);
            case "chronicle" -> new BareChronicle(directory, false);
            case "sqlite-full" -> new Sqlite(directory, "FULL");
            case "sqlite-normal" -> new Sqlite(directory, "NORMAL");
            case "rocksdb-sync" -> new Rocks(directory, true);
            case "rocksdb" -> new Rocks(directory, false);
            case "mvstore-sync" -> new MvStore(directory);
            default -> throw new IllegalArgumentException("there is no engine " + name);
        };
    }
}
