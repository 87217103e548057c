package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Attribute;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import daxplane.labels.Abstraction;
import daxplane.nvdimm.info.PfnInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fsdax, {@code pfn0.1}, and devdax, {@code dax0.1}: a namespace whose pages have struct pages. */
public final class PfnDevice extends Personality {

    private static final long DEFAULT_ALIGN = 2 << 20;

    /** Where the struct pages are; shown as {@code none}, {@code ram}, {@code pmem}. */
    public enum Mode {
        NONE(0), RAM(PfnInfo.IN_RAM), PMEM(PfnInfo.ON_MEDIA);

        private final int number;

        Mode(int number) {
            this.number = number;
        }

        /** As it stands in an info block. */
        public int number() {
            return number;
        }

        static Mode of(int number) {
            return number == PfnInfo.IN_RAM ? RAM : number == PfnInfo.ON_MEDIA ? PMEM : NONE;
        }

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private Mode mode = Mode.NONE;
    private long align = DEFAULT_ALIGN;
    private Optional<AddressRange> data = Optional.empty();

    PfnDevice(RegionDevice region, int number, SeedKind kind) {
        super(region, kind, number);
    }

    public PfnInfo.Kind infoKind() {
        return seedKind() == SeedKind.DAX ? PfnInfo.Kind.DAX : PfnInfo.Kind.PFN;
    }

    public Mode mode() {
        return mode;
    }

    public long align() {
        return align;
    }

    void configure(Mode changedMode, long changedAlign) {
        mode = changedMode;
        align = changedAlign;
        changed();
    }

    /** The info block is valid: this is where the data lies. */
    void data(AddressRange range) {
        data = Optional.of(range);
        changed();
    }

    @Override
    boolean accepts(Abstraction holderClass) {
        return holderClass == Abstraction.NONE
                || holderClass == (seedKind() == SeedKind.DAX ? Abstraction.DAX : Abstraction.PFN);
    }

    @Override
    void reset() {
        mode = Mode.NONE;
    }

    @Override
    public int type() {
        return seedKind() == SeedKind.DAX ? DAX : region().namespaceType();
    }

    @Override
    public String devtype() {
        return seedKind() == SeedKind.DAX ? "nd_dax" : "nd_pfn";
    }

    @Override
    protected List<Attribute> attributes() {
        List<Attribute> attributes = super.attributes();
        attributes.add(Attribute.readWrite("mode", () -> mode.text() + "\n", this::storeMode));
        attributes.add(Attribute.readWrite("align", () -> align + "\n", value -> {
            requireUnbound();
            configure(mode, SizeChoice.ALIGNMENTS.parse(value));
        }));
        attributes.add(Attribute.readOnly("supported_alignments", () -> SizeChoice.ALIGNMENTS.text(0)));
        attributes.add(Attribute.readOnly("size", () -> Long.toUnsignedString(boundData().bytes()) + "\n"));
        attributes.add(Attribute.rootOnly("resource", () -> Hex.of(boundData().start()) + "\n"));
        return attributes;
    }

    private AddressRange boundData() throws KernelException {
        requireBound();
        return data.orElseThrow(() -> new KernelException(Errno.ENXIO, this + " has no data"));
    }

    /** One character less than was written is compared, so that a single one, whichever, means pmem (docs/kernel/namespaces.md 3.2). */
    private void storeMode(String value) throws KernelException {
        requireUnbound();
        String compared = new WrittenText(value.substring(0, Math.max(0, value.length() - 1))).text();
        for (Mode candidate : List.of(Mode.PMEM, Mode.RAM, Mode.NONE)) {
            if (candidate.text().startsWith(compared) || (candidate.text() + "\n").startsWith(compared)) {
                configure(candidate, align);
                return;
            }
        }
        throw new KernelException(Errno.EINVAL, "no such mode: " + value.strip());
    }

    @Override
    protected Map<String, String> state() {
        Map<String, String> state = super.state();
        state.put("mode", mode.name());
        state.put("align", Long.toString(align));
        data.ifPresent(range -> {
            state.put("start", Long.toUnsignedString(range.start()));
            state.put("bytes", Long.toUnsignedString(range.bytes()));
        });
        return state;
    }

    @Override
    void restore(Map<String, String> state) {
        super.restore(state);
        mode = Mode.valueOf(state.get("mode"));
        align = Long.parseLong(state.get("align"));
        data = Optional.ofNullable(state.get("start")).map(start -> AddressRange.ofSize(Long.parseUnsignedLong(start),
                Long.parseUnsignedLong(state.get("bytes"))));
    }
}
