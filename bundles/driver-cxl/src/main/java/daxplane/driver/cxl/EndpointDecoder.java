package daxplane.driver.cxl;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Attribute;
import daxplane.kernel.CxlHardware;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The decoder of a memory device, {@code decoder2.0}: which part of the device it gives to a region. */
final class EndpointDecoder extends CxlDevice {

    private static final AddressRange NOTHING = new AddressRange(0, 0);
    private static final String PERSISTENT = "pmem";

    private final PortDevice endpoint;
    private String mode = "none";
    private Optional<AddressRange> dpa = Optional.empty();

    EndpointDecoder(CxlBus bus, PortDevice endpoint) {
        super(Kind.ENDPOINT_DECODER, "decoder" + endpoint.id() + ".0", endpoint.directory(), bus);
        this.endpoint = endpoint;
    }

    /** Number of its memory device. */
    int memory() {
        return endpoint.subject();
    }

    CxlHardware.Expander hardware() {
        return cxlBus().hardware().expanders().get(memory());
    }

    int mediaIndex() {
        return CxlHardware.mediaIndex(cxlBus().kernel().firmware(), memory());
    }

    /** Device addresses that it gives. */
    Optional<AddressRange> dpa() {
        return dpa;
    }

    private Optional<CxlRegion> region() {
        return cxlBus().regionOf(this);
    }

    private Optional<CxlRegion> complete() {
        return region().filter(CxlRegion::complete);
    }

    @Override
    List<Attribute> ownAttributes() {
        return List.of(
                Attribute.readOnly("dpa_resource", () -> Hex.line(dpa.map(AddressRange::start).orElse(-1L))),
                Attribute.readWrite("dpa_size", () -> "0x%016x\n".formatted(dpa.orElse(NOTHING).bytes()), this::resize),
                Attribute.readOnly("interleave_granularity", () -> complete().map(CxlRegion::granularity).orElse(RootDecoder.GRANULARITY) + "\n"),
                Attribute.readOnly("interleave_ways", () -> complete().map(CxlRegion::ways).orElse(1) + "\n"),
                Attribute.readOnly("locked", () -> "0\n"),
                Attribute.readWrite("mode", () -> mode + "\n", this::mode),
                Attribute.readOnly("region", () -> region().map(CxlRegion::name).orElse("") + "\n"),
                Attribute.readOnly("size", () -> Hex.line(complete().flatMap(CxlRegion::range).orElse(NOTHING).bytes())),
                Attribute.rootOnly("start", () -> Hex.line(complete().flatMap(CxlRegion::range).orElse(NOTHING).start())),
                Attribute.readOnly("target_type", () -> "expander\n"));
    }

    /** The device has no volatile part, so nothing but {@code pmem} can be had of it. */
    private void mode(String value) throws KernelException {
        String wanted = new WrittenText(value).line();
        if (!wanted.equals(PERSISTENT) && !wanted.equals("ram")) {
            throw new KernelException(Errno.EINVAL, "no mode " + wanted);
        }
        if (region().filter(CxlRegion::committed).isPresent()) {
            throw new KernelException(Errno.EBUSY, name() + " is used by a region");
        }
        if (!wanted.equals(PERSISTENT)) {
            throw new KernelException(Errno.ENXIO, "the device has no volatile memory");
        }
        mode = wanted;
        changed();
    }

    /** Gives back what it had, then takes that much from the start of the device: it is the device's only decoder. */
    private void resize(String value) throws KernelException {
        long bytes = new WrittenText(value).toUnsigned(Long.SIZE);
        if (Long.remainderUnsigned(bytes, RootDecoder.UNIT) != 0) {
            throw new KernelException(Errno.EINVAL, "no multiple of 256 MiB: " + value.strip());
        }
        if (region().isPresent()) {
            throw new KernelException(Errno.EBUSY, name() + " is used by a region");
        }
        dpa = Optional.empty();
        changed();
        if (bytes == 0) {
            return;
        }
        if (!mode.equals(PERSISTENT)) {
            throw new KernelException(Errno.EINVAL, name() + " has no mode");
        }
        if (Long.compareUnsigned(bytes, hardware().persistentBytes()) > 0) {
            throw new KernelException(Errno.ENOSPC, "the device has " + hardware().persistentBytes() + " bytes");
        }
        dpa = Optional.of(AddressRange.ofSize(0, bytes));
        changed();
    }

    @Override
    Map<String, String> ownState() {
        Map<String, String> state = new LinkedHashMap<>();
        state.put("port", endpoint.name());
        state.put("mode", mode);
        dpa.ifPresent(range -> state.put("dpaBytes", Long.toString(range.bytes())));
        return state;
    }

    void restore(Map<String, String> values) {
        mode = values.get("mode");
        dpa = Optional.ofNullable(values.get("dpaBytes")).map(bytes -> AddressRange.ofSize(0, Long.parseLong(bytes)));
    }
}
