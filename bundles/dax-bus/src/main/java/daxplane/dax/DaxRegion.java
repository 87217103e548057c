package daxplane.dax;

import daxplane.inventory.AddressRange;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Persistent;
import daxplane.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Memory of one provider, and the devices in it. */
final class DaxRegion implements Persistent {

    private static final String KEY = "dax/region";

    /** What never changes about a region. @param dynamic whether its devices can be resized, created and deleted */
    record Shape(String parentDirectory, int id, AddressRange range, long alignBytes, int numaNode, OptionalInt targetNode,
            boolean dynamic, boolean meantAsRam) {
    }

    private final Kernel kernel;
    private final Shape shape;
    private final SortedMap<Integer, DaxDevice> devices = new TreeMap<>();
    private Optional<Integer> seed = Optional.empty();
    private Optional<Integer> youngest = Optional.empty();

    DaxRegion(Shape shape, Kernel kernel) {
        this.shape = shape;
        this.kernel = kernel;
    }

    static boolean describes(StateRecord document) {
        return document.key().startsWith(KEY + "/");
    }

    static DaxRegion of(StateRecord document, Kernel kernel) {
        int target = Integer.parseInt(document.value("target"));
        var region = new DaxRegion(new Shape(document.key().substring(KEY.length()), Integer.parseInt(document.value("id")),
                Ranges.parse(document.value("range")).getFirst(), Long.parseLong(document.value("align")),
                Integer.parseInt(document.value("numa")), target < 0 ? OptionalInt.empty() : OptionalInt.of(target),
                Boolean.parseBoolean(document.value("dynamic")), Boolean.parseBoolean(document.value("ram"))), kernel);
        region.seed = Optional.ofNullable(document.values().get("seed")).map(Integer::valueOf);
        region.youngest = Optional.ofNullable(document.values().get("youngest")).map(Integer::valueOf);
        return region;
    }

    Shape shape() {
        return shape;
    }

    /** By number. */
    SortedMap<Integer, DaxDevice> devices() {
        return devices;
    }

    /** Devices were matched by kind only since 6.3; before, kmem was for ids alone. */
    boolean meantAsRam() {
        return shape.meantAsRam && kernel.profile().atLeast(6, 3);
    }

    RegionSpace space() {
        return RegionSpace.of(shape.range, new ArrayList<>(devices.values().stream().map(DaxDevice::rangeList).toList()));
    }

    /** The first created device that was never bound. */
    Optional<DaxDevice> seed() {
        return seed.map(devices::get);
    }

    /** The device that was created last. */
    Optional<DaxDevice> youngest() {
        return youngest.map(devices::get);
    }

    void created(DaxDevice device) {
        seed = seed.or(() -> Optional.of(device.number()));
        youngest = Optional.of(device.number());
        changed();
    }

    void noLongerSeed(DaxDevice device) {
        if (seed.equals(Optional.of(device.number()))) {
            seed = Optional.empty();
            changed();
        }
    }

    void deleted(DaxDevice device) {
        devices.remove(device.number());
        seed = seed.filter(number -> number != device.number());
        youngest = youngest.filter(number -> number != device.number());
        changed();
    }

    /** Its files look different. */
    void changed() {
        kernel.changed(this);
        kernel.touched(shape.parentDirectory);
    }

    int freeNumber() {
        int number = 0;
        while (devices.containsKey(number)) {
            number++;
        }
        return number;
    }

    @Override
    public StateRecord document() {
        Map<String, String> values = new TreeMap<>();
        values.put("id", Integer.toString(shape.id));
        values.put("range", Ranges.text(List.of(shape.range)));
        values.put("align", Long.toString(shape.alignBytes));
        values.put("numa", Integer.toString(shape.numaNode));
        values.put("target", Integer.toString(shape.targetNode.orElse(-1)));
        values.put("dynamic", Boolean.toString(shape.dynamic));
        values.put("ram", Boolean.toString(shape.meantAsRam));
        seed.ifPresent(number -> values.put("seed", number.toString()));
        youngest.ifPresent(number -> values.put("youngest", number.toString()));
        return StateRecord.of(DaxModule.NAME, KEY + shape.parentDirectory, values);
    }
}
