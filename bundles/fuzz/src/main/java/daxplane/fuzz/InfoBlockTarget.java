package daxplane.fuzz;

import daxplane.kernel.KernelException;
import daxplane.inventory.AddressRange;
import daxplane.labels.UuidOrder;
import daxplane.nvdimm.info.BttGeometry;
import daxplane.nvdimm.info.BttInfo;
import daxplane.nvdimm.info.PfnInfo;
import daxplane.nvdimm.info.PfnLayout;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** An info block of any kind: btt, pfn, dax. First byte: bit 0, the checksum is made right, bit 1, the block has 4096 bytes. */
final class InfoBlockTarget implements Target {

    private static final int CHECKSUM = 4088;
    private static final int PARENT = 32;

    @Override
    public void take(byte[] input) throws KernelException {
        int choice = Mending.choice(input);
        byte[] body = Mending.body(input);
        byte[] block = (choice & 2) != 0 ? Arrays.copyOf(body, PfnInfo.BYTES) : body;
        if ((choice & 1) != 0) {
            Mending.fletcher(block, 0, PfnInfo.BYTES, CHECKSUM);
        }
        UUID parent = block.length >= PARENT + 16 ? UuidOrder.TEXT.read(block, PARENT) : UuidOrder.NIL;
        Optional<BttInfo> btt = BttInfo.parse(block, parent);
        if (btt.isPresent()) {
            require(BttInfo.parse(btt.get().encode(), parent).equals(btt));
            BttGeometry.of(btt.get().nextOffset(), btt.get().sectorBytes());
        }
        for (PfnInfo.Kind kind : PfnInfo.Kind.values()) {
            Optional<PfnInfo> pfn = PfnInfo.parse(kind, block, parent);
            if (pfn.isPresent()) {
                pfn.get().effectiveAlign();
                require(pfn.get().minor() < 4 || PfnInfo.parse(kind, pfn.get().encode(), parent).equals(pfn));
                PfnLayout.of(new AddressRange(1L << 32, 1L << 33), Long.highestOneBit(pfn.get().align()), pfn.get().mode(), true);
            }
        }
    }

    private static void require(boolean reads) {
        if (!reads) {
            throw new AssertionError("a block that was read and written again reads differently");
        }
    }
}
