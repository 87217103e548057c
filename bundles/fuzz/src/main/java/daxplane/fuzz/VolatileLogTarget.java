package daxplane.fuzz;

import daxplane.kernel.core.KernelSetup;
import daxplane.kernel.firmware.UnusableFile;
import daxplane.machine.state.RecordedMachine;
import daxplane.machine.state.VolatileLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The log of a machine's volatile state. First byte: bit 0, numbers and checksums of records that fit are made right; the rest is
 * the log. What was read is written again, and has to say the same.
 */
final class VolatileLogTarget implements Target {

    private static final int HEAD_BYTES = 20;
    private static final int MAGIC_BYTES = 8;

    private final Path folder = ScratchFolder.create("log");

    @Override
    public void take(byte[] input) throws UnusableFile, IOException {
        byte[] log = Mending.body(input);
        if ((Mending.choice(input) & 1) != 0) {
            mend(log);
        }
        Path file = Files.write(folder.resolve("volatile.log"), log);
        var machine = new RecordedMachine();
        long end = VolatileLog.read(file, machine);
        if (end > log.length) {
            throw new AssertionError("a log of " + log.length + " bytes ends at " + end);
        }
        KernelSetup.modulesIn(machine.documents());

        Path again = folder.resolve("again.log");
        VolatileLog.replace(again, RecordedMachine.contents(machine.definition(), machine.documents(), machine.media())).close();
        var same = new RecordedMachine();
        VolatileLog.read(again, same);
        if (!same.documents().equals(machine.documents()) || same.media().size() != machine.media().size()
                || !same.definition().contents().keySet().equals(machine.definition().contents().keySet())) {
            throw new AssertionError("written again, the log says something else");
        }
    }

    private static void mend(byte[] log) {
        ByteBuffer records = ByteBuffer.wrap(log);
        long number = 1;
        for (int at = MAGIC_BYTES; at + HEAD_BYTES <= log.length; number++) {
            int length = records.getInt(at + 4);
            if (length <= 0 || length > log.length - at - HEAD_BYTES) {
                return;
            }
            var crc = new CRC32C();
            crc.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
            crc.update(log, at + HEAD_BYTES, length);
            records.putLong(at + 8, number).putInt(at + 16, (int) crc.getValue());
            at += HEAD_BYTES + length;
        }
    }
}
