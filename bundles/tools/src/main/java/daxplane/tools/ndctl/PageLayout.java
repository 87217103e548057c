package daxplane.tools.ndctl;

import daxplane.labels.Fletcher64;
import daxplane.labels.UuidOrder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.UUID;

/**
 * How much of a namespace is left for data behind an info block that tells pages.
 *
 * <p>The page structs, where they lie in front of the data, are for all pages behind the info block. Data begin and end at multiples of
 * the alignment, which is never below {@value #SMALLEST_ALIGN} here though the block tells what was asked for. Addresses count from the
 * offset that was given alone: ndctl 76.1 on Linux 6.12, 128 MiB with 4 KiB of alignment give an offset of 4194304 and 31744 pages.
 *
 * @param dataOffset bytes in front of the data
 * @param pages      of data
 * @param startPad   bytes that the start lacks to a multiple of the alignment
 * @param endTrunc   bytes at the end behind the last multiple of it
 */
record PageLayout(long dataOffset, long pages, int startPad, int endTrunc) {

    static final long SMALLEST_ALIGN = 2 << 20;
    private static final int PAGE = 4096;
    private static final int STRUCT_PAGE = 64;
    private static final int IN_MEMORY = 1;
    private static final int IN_FRONT = 2;

    /**
     * Empty when nothing is left.
     *
     * @param start    address of the first byte
     * @param align    a power of two
     * @param inMemory page structs in RAM, otherwise in front of the data
     */
    static Optional<PageLayout> of(long start, long size, long align, boolean inMemory) {
        long unit = Math.max(align, SMALLEST_ALIGN);
        long end = start + size;
        long startPad = roundUp(start, unit) - start;
        long endTrunc = end - (end & -unit);
        long structs = inMemory ? 0 : STRUCT_PAGE * Long.divideUnsigned(size - InfoBlock.AREA_BYTES, PAGE);
        long dataOffset = roundUp(start + InfoBlock.AREA_BYTES + structs, unit) - start;
        if (Long.compareUnsigned(dataOffset, size) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new PageLayout(dataOffset, Long.divideUnsigned(size - dataOffset - endTrunc - startPad, PAGE), (int) startPad, (int) endTrunc));
    }

    private static long roundUp(long number, long unit) {
        return number + unit - 1 & -unit;
    }

    /**
     * The whole area in front of the data, with the block in it.
     *
     * @param dax   for device-dax, otherwise for a file system
     * @param align as it is told
     */
    byte[] area(boolean dax, boolean inMemory, long align, UUID uuid, UUID namespace) {
        byte[] block = new byte[InfoBlock.BYTES];
        byte[] signature = InfoBlock.padded(dax ? InfoBlock.DAX_PAGES : InfoBlock.PAGES);
        System.arraycopy(signature, 0, block, 0, signature.length);
        UuidOrder.TEXT.write(uuid, block, 16);
        UuidOrder.TEXT.write(namespace, block, 32);
        ByteBuffer fields = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        fields.position(52).putShort((short) 1).putShort((short) 4).putLong(dataOffset).putLong(pages)
                .putInt(inMemory ? IN_MEMORY : IN_FRONT).putInt(startPad).putInt(endTrunc).putInt((int) align).putInt(PAGE).putShort((short) STRUCT_PAGE);
        fields.putLong(InfoBlock.CHECKSUM_AT, Fletcher64.of(block, 0, InfoBlock.BYTES, InfoBlock.CHECKSUM_AT));
        byte[] area = new byte[InfoBlock.AREA_BYTES];
        System.arraycopy(block, 0, area, InfoBlock.OFFSET, block.length);
        return area;
    }
}
