package daxplane.dax;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Attribute;
import daxplane.kernel.Device;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code daxX.Y/mappingN}: one range of a dax device. */
final class DaxMapping extends Device {

    private static final int PAGE_SHIFT = 12;

    private final DaxDevice device;
    private final int number;

    DaxMapping(DaxDevice device, int number) {
        super("mapping" + number, device.directory(), Optional.empty());
        this.device = device;
        this.number = number;
    }

    static String directory(DaxDevice device, int number) {
        return device.directory() + "/mapping" + number;
    }

    @Override
    public String owner() {
        return DaxModule.NAME;
    }

    @Override
    protected List<Attribute> attributes() {
        return List.of(Attribute.rootOnly("start", () -> "0x%x\n".formatted(range().start())),
                Attribute.rootOnly("end", () -> "0x%x\n".formatted(range().last())),
                Attribute.rootOnly("page_offset", () -> "0x%x\n".formatted(pageOffset())));
    }

    @Override
    protected Map<String, String> state() {
        return Map.of("kind", "mapping", "device", device.name(), "number", Integer.toString(number));
    }

    private AddressRange range() {
        return device.rangeList().get(number);
    }

    private long pageOffset() {
        return device.rangeList().subList(0, number).stream().mapToLong(range -> range.bytes() >>> PAGE_SHIFT).sum();
    }
}
