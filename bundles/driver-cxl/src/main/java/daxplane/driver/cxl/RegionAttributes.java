package daxplane.driver.cxl;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Attribute;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Attributes of a region: the sequence of writes that makes it. What {@code cxl create-region} writes, corpus cxl61-pmem step 2. */
final class RegionAttributes {

    private static final Set<Integer> WAYS = Set.of(1, 2, 3, 4, 6, 8, 12, 16);
    private static final int LEAST_GRANULARITY = 256;
    private static final int MOST_GRANULARITY = 16 << 10;
    private static final String NO_UUID = new UUID(0, 0).toString();
    private static final AddressRange NOTHING = new AddressRange(0, 0);

    private final CxlRegion region;

    RegionAttributes(CxlRegion region) {
        this.region = region;
    }

    List<Attribute> attributes() {
        List<Attribute> attributes = new ArrayList<>(List.of(
                Attribute.readWrite("uuid", () -> region.uuid().map(UUID::toString).orElse(NO_UUID) + "\n", this::uuid),
                Attribute.readWrite("interleave_ways", () -> region.ways() + "\n", this::ways),
                Attribute.readWrite("interleave_granularity", () -> region.granularity() + "\n", this::granularity),
                Attribute.readWrite("size", () -> Hex.line(region.range().orElse(NOTHING).bytes()), this::size),
                Attribute.readOnly("resource", () -> Hex.line(region.range().map(AddressRange::start).orElse(-1L))),
                Attribute.readWrite("commit", () -> region.committed() ? "1\n" : "0\n", this::commit)));
        attributes.addAll(targets());
        return attributes;
    }

    /** One for each way. */
    List<Attribute> targets() {
        List<Attribute> targets = new ArrayList<>();
        for (int i = 0; i < region.ways(); i++) {
            int position = i;
            targets.add(Attribute.readWrite("target" + i, () -> region.targets().get(position).orElse("") + "\n",
                    value -> target(position, value)));
        }
        return targets;
    }

    private void uuid(String value) throws KernelException {
        String text = new WrittenText(value).line();
        if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}") || text.equals(NO_UUID)) {
            throw new KernelException(Errno.EINVAL, "no uuid: " + text);
        }
        UUID chosen = UUID.fromString(text);
        if (region.uuid().filter(chosen::equals).isPresent()) {
            return;
        }
        if (region.complete()) {
            throw busy("it is complete");
        }
        if (region.cxlBus().all(CxlRegion.class).stream().anyMatch(other -> other.uuid().filter(chosen::equals).isPresent())) {
            throw busy("another region has this uuid");
        }
        region.become(region.form().withUuid(chosen));
    }

    /** Host bridges take turns first: each of them gets as many devices. */
    private void ways(String value) throws KernelException {
        long ways = new WrittenText(value).toUnsigned(Integer.SIZE);
        int bridges = region.window().hardware().bridges().size();
        if (ways > Integer.MAX_VALUE || !WAYS.contains((int) ways) || ways % bridges != 0 || Long.bitCount(ways / bridges) != 1 && bridges > 1) {
            throw new KernelException(Errno.EINVAL, "not possible with " + value.strip() + " devices");
        }
        requireUnplaced();
        region.become(region.form().withWays((int) ways));
    }

    private void granularity(String value) throws KernelException {
        long bytes = new WrittenText(value).toUnsigned(Integer.SIZE);
        if (Long.bitCount(bytes) != 1 || bytes < LEAST_GRANULARITY || bytes > MOST_GRANULARITY) {
            throw new KernelException(Errno.EINVAL, "no granularity: " + value.strip());
        }
        if (region.window().hardware().bridges().size() > 1 && bytes != RootDecoder.GRANULARITY) {
            throw new KernelException(Errno.EINVAL, "the host bridges take turns every " + RootDecoder.GRANULARITY + " bytes");
        }
        requireUnplaced();
        region.become(region.form().withGranularity((int) bytes));
    }

    private void requireUnplaced() throws KernelException {
        if (region.range().isPresent()) {
            throw busy("it has its addresses already");
        }
    }

    private void size(String value) throws KernelException {
        long bytes = new WrittenText(value).toUnsigned(Long.SIZE);
        if (bytes == 0) {
            free();
            return;
        }
        if (region.range().isPresent()) {
            if (region.range().get().bytes() == bytes) {
                return;
            }
            throw busy("it has its addresses already");
        }
        if (region.ways() == 0 || region.granularity() == 0 || region.uuid().isEmpty()) {
            throw new KernelException(Errno.ENXIO, "ways, granularity and uuid come first");
        }
        if (Long.remainderUnsigned(bytes, RootDecoder.UNIT * region.ways()) != 0) {
            throw new KernelException(Errno.EINVAL, "no multiple of " + region.ways() + " times 256 MiB: " + value.strip());
        }
        AddressRange range = Optional.of(bytes).filter(any -> bytes > 0).flatMap(region.window()::free)
                .orElseThrow(() -> new KernelException(Errno.ERANGE, "no room in " + region.window().resource()));
        region.cxlBus().kernel().resources().insert(range, region.name(), false, false);
        region.become(region.form().withRange(Optional.of(range)));
    }

    private void free() throws KernelException {
        if (region.range().isEmpty()) {
            return;
        }
        if (region.complete()) {
            throw busy("it is complete");
        }
        region.cxlBus().kernel().resources().release(region.range().get(), region.name());
        region.become(region.form().withRange(Optional.empty()));
    }

    private void target(int position, String value) throws KernelException {
        String name = new WrittenText(value).line();
        if (name.isEmpty()) {
            detach(position);
        } else {
            attach(position, name);
        }
    }

    private void detach(int position) throws KernelException {
        if (region.committed()) {
            region.cxlBus().kernel().devices().unbind(region);
        }
        region.become(region.form().withCommitted(false).withTarget(position, Optional.empty()));
    }

    private void attach(int position, String name) throws KernelException {
        if (region.cxlBus().device(name).isEmpty()) {
            throw new KernelException(Errno.ENODEV, "no device " + name);
        }
        EndpointDecoder decoder = region.cxlBus().endpointDecoder(name)
                .orElseThrow(() -> new KernelException(Errno.EINVAL, name + " is no decoder of a memory device"));
        if (region.complete()) {
            throw busy("it is complete");
        }
        AddressRange range = region.range().orElseThrow(() -> new KernelException(Errno.ENXIO, "it has no addresses yet"));
        if (region.targets().get(position).filter(name::equals).isPresent()) {
            return;
        }
        if (region.targets().get(position).isPresent() || region.cxlBus().regionOf(decoder).isPresent()) {
            throw busy("the place or the decoder is taken");
        }
        List<Integer> bridges = region.window().hardware().bridges();
        if (decoder.dpa().isEmpty() || bridges.get(position % bridges.size()) != decoder.hardware().bridge()) {
            throw new KernelException(Errno.ENXIO, name + " gives nothing, or is behind another bridge than position " + position + " leads to");
        }
        if (decoder.dpa().get().bytes() * region.ways() != range.bytes()) {
            throw new KernelException(Errno.EINVAL, name + " gives " + decoder.dpa().get().bytes() + " bytes");
        }
        region.become(region.form().withTarget(position, Optional.of(name)));
    }

    /** Unbinds it when it is taken back. */
    private void commit(String value) throws KernelException {
        boolean on = new WrittenText(value).toBoolean();
        if (on == region.committed()) {
            return;
        }
        if (on && !region.complete()) {
            throw new KernelException(Errno.ENXIO, region.name() + " is not complete");
        }
        if (!on) {
            region.cxlBus().kernel().devices().unbind(region);
        }
        region.become(region.form().withCommitted(on));
    }

    private KernelException busy(String why) {
        return new KernelException(Errno.EBUSY, region.name() + ": " + why);
    }
}
