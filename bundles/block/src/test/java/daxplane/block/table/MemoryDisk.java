package daxplane.block.table;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.util.Arrays;

/** A disk of bytes that refuses to be read outside of itself. */
final class MemoryDisk implements SectorSource {

    final byte[] bytes;
    private final int blockBytes;
    int reads;

    MemoryDisk(byte[] bytes, int blockBytes) {
        this.bytes = bytes;
        this.blockBytes = blockBytes;
    }

    static MemoryDisk holding(PartitionPlan plan) {
        var disk = new MemoryDisk(new byte[(int) (plan.blocks() * plan.blockBytes())], plan.blockBytes());
        TableWriter.pieces(plan).forEach(piece -> System.arraycopy(piece.bytes(), 0, disk.bytes, (int) piece.offset(), piece.bytes().length));
        return disk;
    }

    @Override
    public long bytes() {
        return bytes.length;
    }

    @Override
    public int blockBytes() {
        return blockBytes;
    }

    @Override
    public byte[] read(long offset, int length) throws KernelException {
        reads++;
        if (offset < 0 || length < 0 || offset + length > bytes.length) {
            throw new KernelException(Errno.EIO, "outside of the disk: " + length + " at " + offset);
        }
        return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
    }
}
