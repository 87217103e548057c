package daxplane.benchmarks.engine;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/** Chronicle Queue with its defaults; made durable by an fdatasync on its file, since its own way needs native libraries. */
final class BareChronicle implements Engine {

    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final boolean durable;
    private FileChannel file;

    BareChronicle(Path directory, boolean durable) {
        queue = SingleChronicleQueueBuilder.binary(directory.resolve("queue")).syncMode(SyncMode.NONE).build();
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
        this.durable = durable;
    }

    @Override
    public synchronized void commit(byte[] record) throws Exception {
        appender.writeBytes(BytesStore.wrap(record));
        if (durable) {
            if (file == null) {
                file = FileChannel.open(appender.currentFile().toPath(), StandardOpenOption.WRITE);
            }
            file.force(false);
        }
    }

    @Override
    public void close() throws Exception {
        appender.close();
        queue.close();
        if (file != null) {
            file.close();
        }
    }
}
