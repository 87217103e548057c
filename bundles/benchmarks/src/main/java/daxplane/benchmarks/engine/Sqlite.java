package daxplane.benchmarks.engine;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;

/** SQLite with a write-ahead log: FULL flushes it with each transaction, NORMAL with a checkpoint only. */
final class Sqlite implements Engine {

    private final Connection connection;
    private final PreparedStatement insert;

    Sqlite(Path directory, String synchronous) throws Exception {
        connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("records.db"));
        try (var setup = connection.createStatement()) {
            setup.execute("PRAGMA journal_mode=WAL");
            setup.execute("PRAGMA synchronous=" + synchronous);
            setup.execute("CREATE TABLE records(revision INTEGER PRIMARY KEY, record BLOB)");
        }
        insert = connection.prepareStatement("INSERT INTO records(record) VALUES(?)");
    }

    /** A transaction of its own. */
    @Override
    public synchronized void commit(byte[] record) throws Exception {
        insert.setBytes(1, record);
        insert.executeUpdate();
    }

    @Override
    public void close() throws Exception {
        insert.close();
        connection.close();
    }
}
