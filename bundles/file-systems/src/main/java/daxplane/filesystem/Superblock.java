package daxplane.filesystem;

import daxplane.block.BlockDevice;
import daxplane.block.table.Guid;
import daxplane.kernel.KernelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * What says of a device which file system is on it.
 *
 * <pre>
 *   ext4   at 1024, little endian     4 blocks   24 log2 of the block / 1024   0x38 0xef53   0x3a state   0x60 incompatible features,
 *                                     of them 4: needs recovery   0x68 uuid   0x170 stripe, in blocks
 *   xfs    at 0, big endian           0 "XFSB"   4 bytes of a block   8 blocks   32 uuid
 *   swap   in the first page          1024 version 1   1028 last page   1036 uuid   4086 "SWAPSPACE2"
 * </pre>
 *
 * @param blocks       of {@code blockBytes}; of swap, pages without the first
 * @param stripeBlocks what a striped volume below asked for, 0 nothing
 */
record Superblock(Type type, UUID uuid, int blockBytes, long blocks, int stripeBlocks, boolean needsRecovery) {

    /** What mount and blkid call it. */
    enum Type {
        EXT4("ext4"), XFS("xfs"), SWAP("swap");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static final int PAGE = 4096;
    private static final int EXT_AT = 1024;
    private static final int EXT_MAGIC = 0xef53;
    private static final int EXT_FEATURES = 0x2c2;
    private static final int EXT_RECOVER = 4;
    private static final String XFS_MAGIC = "XFSB";
    private static final String SWAP_MAGIC = "SWAPSPACE2";

    /** What is on the device; empty when nothing of these is, or it has no first page. EIO it cannot be read. */
    static Optional<Superblock> read(BlockDevice device) throws KernelException {
        if (device.bytes() < PAGE) {
            return Optional.empty();
        }
        byte[] page = device.read(0, PAGE);
        ByteBuffer little = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        if ((little.getShort(EXT_AT + 0x38) & 0xffff) == EXT_MAGIC && little.getInt(EXT_AT + 24) >= 0 && little.getInt(EXT_AT + 24) <= 6) {
            return Optional.of(new Superblock(Type.EXT4, uuid(page, EXT_AT + 0x68), 1024 << little.getInt(EXT_AT + 24),
                    little.getInt(EXT_AT + 4) & 0xffffffffL, little.getInt(EXT_AT + 0x170), (little.getInt(EXT_AT + 0x60) & EXT_RECOVER) != 0));
        }
        if (text(page, 0, XFS_MAGIC)) {
            ByteBuffer big = ByteBuffer.wrap(page);
            return Optional.of(new Superblock(Type.XFS, uuid(page, 32), big.getInt(4), big.getLong(8), 0, page[200] == 1));
        }
        if (text(page, PAGE - SWAP_MAGIC.length(), SWAP_MAGIC)) {
            return Optional.of(new Superblock(Type.SWAP, uuid(page, EXT_AT + 12), PAGE, little.getInt(EXT_AT + 4) & 0xffffffffL, 0, false));
        }
        return Optional.empty();
    }

    /** Writes it into the first page, in place of any other. */
    void write(BlockDevice device) throws KernelException {
        byte[] page = new byte[PAGE];
        ByteBuffer little = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case EXT4 -> {
                little.putInt(EXT_AT + 4, (int) blocks).putInt(EXT_AT + 24, Integer.numberOfTrailingZeros(blockBytes / 1024))
                        .putShort(EXT_AT + 0x38, (short) EXT_MAGIC).putShort(EXT_AT + 0x3a, (short) 1).putInt(EXT_AT + 0x4c, 1)
                        .putInt(EXT_AT + 0x60, EXT_FEATURES | (needsRecovery ? EXT_RECOVER : 0)).putInt(EXT_AT + 0x170, stripeBlocks);
                put(page, EXT_AT + 0x68);
            }
            case XFS -> {
                System.arraycopy(XFS_MAGIC.getBytes(StandardCharsets.US_ASCII), 0, page, 0, XFS_MAGIC.length());
                ByteBuffer.wrap(page).putInt(4, blockBytes).putLong(8, blocks);
                page[200] = (byte) (needsRecovery ? 1 : 0);
                put(page, 32);
            }
            case SWAP -> {
                little.putInt(EXT_AT, 1).putInt(EXT_AT + 4, (int) blocks);
                put(page, EXT_AT + 12);
                System.arraycopy(SWAP_MAGIC.getBytes(StandardCharsets.US_ASCII), 0, page, PAGE - SWAP_MAGIC.length(), SWAP_MAGIC.length());
            }
        }
        device.write(0, page);
    }

    Superblock recovering(boolean on) {
        return new Superblock(type, uuid, blockBytes, blocks, stripeBlocks, on);
    }

    private static boolean text(byte[] page, int at, String text) {
        return Arrays.equals(Arrays.copyOfRange(page, at, at + text.length()), text.getBytes(StandardCharsets.US_ASCII));
    }

    /** These file systems write a uuid as its text reads. */
    private static UUID uuid(byte[] from, int at) {
        ByteBuffer big = ByteBuffer.wrap(from, at, Guid.BYTES);
        return new UUID(big.getLong(), big.getLong());
    }

    private void put(byte[] page, int at) {
        ByteBuffer.wrap(page).putLong(at, uuid.getMostSignificantBits()).putLong(at + 8, uuid.getLeastSignificantBits());
    }
}
