package daxplane.driver.cxl;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Attribute;
import daxplane.kernel.CxlHardware;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A window of physical addresses, {@code decoder0.0}: where regions are made. */
final class RootDecoder extends CxlDevice {

    /** How much goes to a host bridge before it is the next one's turn. */
    static final int GRANULARITY = 256;

    /** Regions begin and end at a multiple of it. */
    static final long UNIT = 256L << 20;

    private static final Pattern REGION = Pattern.compile("region(\\d{1,9})");

    private final int window;
    private int nextRegion;

    /** @param nextRegion number that the next region gets */
    RootDecoder(CxlBus bus, String parentDirectory, int window, int nextRegion) {
        super(Kind.ROOT_DECODER, "decoder0." + window, parentDirectory, bus);
        this.window = window;
        this.nextRegion = nextRegion;
    }

    CxlHardware.Window hardware() {
        return cxlBus().hardware().windows().get(window);
    }

    /** Name of its line of iomem. */
    String resource() {
        return "CXL Window " + window;
    }

    /** The window keeps a number for the region that is made next. */
    @Override
    public Set<Integer> memoryRegions() {
        return Set.of(nextRegion);
    }

    List<CxlRegion> regions() {
        return cxlBus().all(CxlRegion.class).stream().filter(region -> region.window() == this).toList();
    }

    /** Lowest free place for a region. */
    Optional<AddressRange> free(long bytes) {
        AddressRange window = hardware().range();
        long start = window.start();
        for (boolean moved = true; moved;) {
            moved = false;
            for (CxlRegion region : regions()) {
                AddressRange taken = region.range().orElse(new AddressRange(0, 0));
                if (start < taken.end() && taken.start() < start + bytes) {
                    start = taken.end();
                    moved = true;
                }
            }
        }
        return bytes <= window.end() - start ? Optional.of(AddressRange.ofSize(start, bytes)) : Optional.empty();
    }

    @Override
    List<Attribute> ownAttributes() {
        List<Attribute> attributes = new ArrayList<>();
        for (String capability : List.of("cap_pmem", "cap_ram", "cap_type2", "cap_type3")) {
            attributes.add(Attribute.readOnly(capability, () -> "1\n"));
        }
        attributes.add(Attribute.readWrite("create_pmem_region", () -> "region" + nextRegion + "\n", this::create));
        attributes.add(Attribute.writeOnly("delete_region", this::delete));
        attributes.add(Attribute.readOnly("interleave_granularity", () -> GRANULARITY + "\n"));
        attributes.add(Attribute.readOnly("interleave_ways", () -> hardware().bridges().size() + "\n"));
        attributes.add(Attribute.readOnly("locked", () -> "0\n"));
        attributes.add(Attribute.readOnly("size", () -> Hex.line(hardware().range().bytes())));
        attributes.add(Attribute.rootOnly("start", () -> Hex.line(hardware().range().start())));
        attributes.add(Attribute.readOnly("target_list", () -> String.join(",", hardware().bridges().stream()
                .map(bridge -> Integer.toString(cxlBus().hardware().bridges().get(bridge).bus())).toList()) + "\n"));
        return attributes;
    }

    /** Takes the name that the attribute shows, and no other: so two who create at once get two regions. */
    private void create(String value) throws KernelException {
        int id = number(value).orElseThrow(() -> new KernelException(Errno.EINVAL, value.strip() + " is no name of a region"));
        if (id != nextRegion) {
            throw new KernelException(Errno.EBUSY, "the next region is region" + nextRegion);
        }
        cxlBus().register(new CxlRegion(cxlBus(), this, id));
        nextRegion = cxlBus().kernel().devices().freeMemoryRegion();
        changed();
    }

    private void delete(String value) throws KernelException {
        CxlRegion region = regions().stream().filter(any -> any.name().equals(new WrittenText(value).line())).findFirst()
                .orElseThrow(() -> new KernelException(Errno.ENODEV, "no region " + value.strip()));
        cxlBus().kernel().devices().unregister(region);
        region.dissolve();
        // A number that became free is kept for the next region when it is lower (measured on 6.1: create, destroy, create gives region0 twice).
        number(region.name()).filter(freed -> freed < nextRegion).ifPresent(freed -> {
            nextRegion = freed;
            changed();
        });
    }

    private static Optional<Integer> number(String value) {
        var matcher = REGION.matcher(new WrittenText(value).line());
        return matcher.lookingAt() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    @Override
    Map<String, String> ownState() {
        return Map.of("window", Integer.toString(window), "nextRegion", Integer.toString(nextRegion));
    }
}
