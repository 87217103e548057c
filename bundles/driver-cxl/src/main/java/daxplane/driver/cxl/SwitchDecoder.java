package daxplane.driver.cxl;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Attribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The decoder of a host bridge, {@code decoder1.0}. It shows what the region needs that goes through it. */
final class SwitchDecoder extends CxlDevice {

    /** A bridge with a single root port has nothing to decode, and shows a page. Corpus cxl61-pmem, state0. */
    private static final int PASS_THROUGH_GRANULARITY = 4096;
    private static final AddressRange NOTHING = new AddressRange(0, 0);

    private final PortDevice port;

    SwitchDecoder(CxlBus bus, PortDevice port) {
        super(Kind.SWITCH_DECODER, "decoder" + port.id() + ".0", port.directory(), bus);
        this.port = port;
    }

    PortDevice port() {
        return port;
    }

    private Optional<CxlRegion> region() {
        return cxlBus().all(CxlRegion.class).stream().filter(region -> !below(region).isEmpty()).findFirst();
    }

    /** Targets of the region that are below this port, in their order. */
    private List<EndpointDecoder> below(CxlRegion region) {
        return region.members().stream().filter(target -> target.hardware().bridge() == port.subject()).toList();
    }

    private Optional<CxlRegion> complete() {
        return region().filter(CxlRegion::complete);
    }

    @Override
    List<Attribute> ownAttributes() {
        return List.of(
                Attribute.readOnly("interleave_granularity", () -> granularity() + "\n"),
                Attribute.readOnly("interleave_ways", () -> complete().map(region -> below(region).size()).orElse(1) + "\n"),
                Attribute.readOnly("locked", () -> "0\n"),
                Attribute.readOnly("region", () -> region().map(CxlRegion::name).orElse("") + "\n"),
                Attribute.readOnly("size", () -> Hex.line(complete().flatMap(CxlRegion::range).orElse(NOTHING).bytes())),
                Attribute.rootOnly("start", () -> Hex.line(complete().flatMap(CxlRegion::range).orElse(NOTHING).start())),
                Attribute.readOnly("target_list", this::targets),
                Attribute.readOnly("target_type", () -> "expander\n"));
    }

    /** Bridges that take turns are decoded before it, so each of its own lines is that much longer. */
    private int granularity() {
        int idle = port.memories().size() == 1 ? PASS_THROUGH_GRANULARITY : RootDecoder.GRANULARITY;
        return complete().map(region -> region.granularity() * region.window().hardware().bridges().size()).orElse(idle);
    }

    private String targets() {
        List<Integer> ports = complete().map(region -> below(region).stream().map(target -> target.hardware().rootPort()).toList())
                .orElse(List.of(0));
        return String.join(",", ports.stream().map(String::valueOf).toList()) + "\n";
    }

    @Override
    Map<String, String> ownState() {
        return Map.of("port", port.name());
    }
}
