package daxplane.kernel.memory;

import daxplane.kernel.Attribute;
import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /sys/devices/virtual/memory_tiering/memory_tierN}: nodes whose memory is about equally fast. */
final class MemoryTier extends Device {

    static final String DIRECTORY = "/sys/devices/virtual/memory_tiering";

    private final int number;
    private final Supplier<NodeList> nodes;

    MemoryTier(int number, Bus bus, Supplier<NodeList> nodes) {
        super("memory_tier" + number, DIRECTORY, Optional.of(bus));
        this.number = number;
        this.nodes = nodes;
    }

    static String directory(int number) {
        return DIRECTORY + "/memory_tier" + number;
    }

    @Override
    public String owner() {
        return MemorySubsystem.NAME;
    }

    @Override
    protected List<Attribute> attributes() {
        return List.of(Attribute.readOnly("nodelist", () -> nodes.get() + "\n"));
    }

    @Override
    protected Map<String, String> state() {
        return Map.of("kind", "tier", "number", Integer.toString(number));
    }
}
