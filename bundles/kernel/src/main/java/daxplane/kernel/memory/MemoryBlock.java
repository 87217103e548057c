package daxplane.kernel.memory;

import daxplane.inventory.Zone;
import daxplane.kernel.Attribute;
import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import daxplane.kernel.StateRecord;
import daxplane.kernel.WrittenText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /sys/devices/system/memory/memoryN}. What its files do is the matter of {@link Onlining}. */
final class MemoryBlock extends Device {

    static final String DIRECTORY = "/sys/devices/system/memory";

    /**
     * RAM of one zone in a block of boot memory.
     *
     * @param span first to last page; @param pages how many of them are RAM
     */
    record Part(Zone zone, PageRange span, long pages) {

        /** {@code DMA32:4096-32768:28672}. */
        @Override
        public String toString() {
            return zone + ":" + span.start() + "-" + span.end() + ":" + pages;
        }

        static Part of(String text) {
            String[] fields = text.split("[:-]", 4);
            return new Part(Zone.valueOf(fields[0]), new PageRange(Long.parseLong(fields[1]), Long.parseLong(fields[2])), Long.parseLong(fields[3]));
        }
    }

    /**
     * What never changes about a block.
     *
     * @param number   physical address / block size
     * @param pages    its place
     * @param vmemmap  pages at its start that hold its own page structs
     * @param group    group that it was added with; empty for boot memory
     * @param boot     RAM of boot memory, by zone; empty for memory that was added
     * @param fixed    holds what the kernel allocated at boot: never goes offline
     */
    record Shape(long number, int node, PageRange pages, long vmemmap, OptionalInt group, List<Part> boot, boolean fixed) {

        Shape {
            boot = List.copyOf(boot);
        }

        /** Pages that are RAM. */
        long ram() {
            return boot.isEmpty() ? pages.pages() : boot.stream().mapToLong(Part::pages).sum();
        }

        boolean hasHoles() {
            return ram() != pages.pages();
        }

        /** The zone of boot memory. */
        Zone bootZone() {
            return boot.size() == 1 ? boot.getFirst().zone() : Zone.MIXED;
        }
    }

    private final Shape shape;
    private final Onlining onlining;
    private Optional<Zone> zone = Optional.empty();
    private boolean goingOffline;
    private Optional<OnlineType> remembered = Optional.empty();
    private boolean found = true;

    MemoryBlock(Shape shape, Bus bus, Onlining onlining) {
        super("memory" + shape.number, DIRECTORY, Optional.of(bus));
        this.shape = shape;
        this.onlining = onlining;
    }

    Shape shape() {
        return shape;
    }

    long number() {
        return shape.number;
    }

    int node() {
        return shape.node;
    }

    boolean online() {
        return zone.isPresent();
    }

    /** The zone that it is online in; MIXED for boot memory of several zones. */
    Optional<Zone> zone() {
        return zone;
    }

    void onlineIn(Zone where) {
        zone = Optional.of(where);
    }

    void offline() {
        zone = Optional.empty();
    }

    /** Pages that are or would be online: those that are RAM, or none. */
    long present() {
        return found ? shape.ram() : 0;
    }

    /** Whether the kernel found its RAM in the resource tree when it came online; if not, it is online without a page. */
    void found(boolean ram) {
        found = ram;
    }

    boolean goingOffline() {
        return goingOffline;
    }

    void goingOffline(boolean going) {
        goingOffline = going;
    }

    /**
     * The kind of the last {@code state} write that the kernel did not get to use: a write to an online block is refused, yet the
     * next onlining through the file {@code online} uses its kind (asked of Linux 6.12).
     */
    Optional<OnlineType> remembered() {
        return remembered;
    }

    void remember(OnlineType type) {
        remembered = Optional.of(type);
    }

    void forgetRemembered() {
        remembered = Optional.empty();
    }

    @Override
    public String owner() {
        return MemorySubsystem.NAME;
    }

    @Override
    protected List<Attribute> attributes() {
        return List.of(
                new Attribute("state", 0644, () -> stateText() + "\n", (value, cancellation) -> {
                    onlining.write(this, OnlineType.of(new WrittenText(value)), cancellation);
                    return bytes(value);
                }),
                new Attribute("online", 0644, () -> online() ? "1\n" : "0\n", (value, cancellation) -> {
                    onlining.set(this, new WrittenText(value).toBoolean(), cancellation);
                    return bytes(value);
                }),
                Attribute.readOnly("valid_zones", () -> onlining.validZones(this) + "\n"),
                Attribute.readOnly("phys_index", () -> "%08x\n".formatted(shape.number)),
                Attribute.readOnly("phys_device", () -> "0\n"),
                Attribute.readOnly("removable", () -> "1\n"));
    }

    @Override
    protected Map<String, String> state() {
        Map<String, String> values = new TreeMap<>();
        values.put("kind", "block");
        values.put("number", Long.toString(shape.number));
        values.put("node", Integer.toString(shape.node));
        values.put("vmemmap", Long.toString(shape.vmemmap));
        if (!shape.boot.isEmpty()) {
            values.put("boot", shape.boot.stream().map(Part::toString).collect(Collectors.joining(" ")));
            values.put("fixed", Boolean.toString(shape.fixed));
        }
        values.put("found", Boolean.toString(found));
        shape.group.ifPresent(group -> values.put("group", Integer.toString(group)));
        zone.ifPresent(where -> values.put("zone", where.name()));
        remembered.ifPresent(type -> values.put("remembered", type.name()));
        return values;
    }

    /** A block as a document describes it; its zone is not entered into the account. */
    static MemoryBlock of(StateRecord document, long blockPages, Bus bus, Onlining onlining) {
        long number = Long.parseLong(document.value("number"));
        String group = document.values().get("group");
        String boot = document.values().getOrDefault("boot", "");
        var shape = new Shape(number, Integer.parseInt(document.value("node")), new PageRange(number * blockPages, (number + 1) * blockPages),
                Long.parseLong(document.value("vmemmap")), group == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(group)),
                boot.isEmpty() ? List.of() : Stream.of(boot.split(" ")).map(Part::of).toList(),
                Boolean.parseBoolean(document.values().getOrDefault("fixed", "false")));
        var block = new MemoryBlock(shape, bus, onlining);
        block.found(Boolean.parseBoolean(document.value("found")));
        Optional.ofNullable(document.values().get("zone")).map(Zone::valueOf).ifPresent(block::onlineIn);
        Optional.ofNullable(document.values().get("remembered")).map(OnlineType::valueOf).ifPresent(block::remember);
        return block;
    }

    private String stateText() {
        return goingOffline ? "going-offline" : online() ? "online" : "offline";
    }

    private static int bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length;
    }
}
