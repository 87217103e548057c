package daxplane.nvdimm;

import daxplane.kernel.Attribute;
import daxplane.labels.Abstraction;
import java.util.List;
import java.util.Map;

/** Sector mode, {@code btt0.1}: blocks that are written as a whole or not at all. */
public final class BttDevice extends Personality {

    private long sectorBytes;
    private long diskBytes;

    BttDevice(RegionDevice region, int number) {
        super(region, SeedKind.BTT, number);
    }

    /** 0 until it is configured. */
    public long sectorBytes() {
        return sectorBytes;
    }

    void sectorBytes(long changed) {
        sectorBytes = changed;
        changed();
    }

    /** The driver tells how much its disk holds. */
    public void diskBytes(long bytes) {
        diskBytes = bytes;
        changed();
    }

    @Override
    boolean accepts(Abstraction holderClass) {
        return switch (holderClass) {
            case NONE, BTT, BTT2 -> true;
            case PFN, DAX, UNKNOWN -> false;
        };
    }

    @Override
    void reset() {
        sectorBytes = 0;
    }

    @Override
    public int type() {
        return region().namespaceType();
    }

    @Override
    public String devtype() {
        return "nd_btt";
    }

    @Override
    protected List<Attribute> attributes() {
        List<Attribute> attributes = super.attributes();
        attributes.add(Attribute.readWrite("sector_size", () -> SizeChoice.BTT_SECTORS.text(sectorBytes), value -> {
            requireUnbound();
            sectorBytes(SizeChoice.BTT_SECTORS.parse(value));
        }));
        attributes.add(Attribute.readOnly("size", () -> {
            requireBound();
            return diskBytes + "\n";
        }));
        attributes.add(Attribute.readOnly("log_zero_flags", () -> "Y\n"));
        return attributes;
    }

    @Override
    protected Map<String, String> state() {
        Map<String, String> state = super.state();
        state.put("sectorBytes", Long.toString(sectorBytes));
        state.put("diskBytes", Long.toString(diskBytes));
        return state;
    }

    @Override
    void restore(Map<String, String> state) {
        super.restore(state);
        sectorBytes = Long.parseLong(state.get("sectorBytes"));
        diskBytes = Long.parseLong(state.get("diskBytes"));
    }
}
