package daxplane.inventory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Which block devices lie on which, and who uses memory through those on top. Pure. A stack that leads back to itself ends where it began. */
public final class DiskStack {

    private DiskStack() {
    }

    /** A device, and everything that lies on it, the device first. */
    public static SequencedSet<String> from(Inventory picture, String device) {
        return reached(device, name -> picture.disks().values().stream().filter(disk -> disk.below().contains(name)).map(StackedDisk::name).toList());
    }

    /** What a disk lies on in the end; itself when it lies on nothing. */
    public static SortedSet<String> bottoms(Inventory picture, String disk) {
        var bottoms = new TreeSet<String>();
        for (String name : reached(disk, each -> picture.disks().containsKey(each) ? picture.disks().get(each).below() : List.of())) {
            if (!picture.disks().containsKey(name) || picture.disks().get(name).below().isEmpty()) {
                bottoms.add(name);
            }
        }
        return bottoms;
    }

    /** Who has a device in hand, himself or through what lies on it; who has to leave first comes first. */
    public static List<DeviceUse> uses(Inventory picture, String device) {
        var uses = new ArrayList<DeviceUse>();
        for (String name : from(picture, device).reversed()) {
            picture.uses().stream().filter(use -> use.device().equals(name)).forEach(uses::add);
        }
        return List.copyOf(uses);
    }

    /** A volume or partition by any of its names. */
    public static Optional<StackedDisk> called(Inventory picture, String word) {
        return Optional.ofNullable(picture.disks().get(word)).or(() -> picture.disks().values().stream().filter(disk -> disk.isCalled(word)).findFirst());
    }

    /** The devices through which an object is used: of a namespace its disk and what was made of it, of a dax device itself. */
    public static SortedSet<String> devices(Inventory picture, String object) {
        var devices = new TreeSet<String>();
        if (picture.daxDevices().containsKey(object)) {
            devices.add(object);
        }
        Optional.ofNullable(picture.namespaces().get(object)).flatMap(Namespace::blockDevice).ifPresent(disk -> devices.addAll(from(picture, disk)));
        picture.daxDevices().values().stream().filter(device -> device.namespace().filter(object::equals).isPresent()).forEach(device -> devices.add(device.name()));
        return devices;
    }

    private static SequencedSet<String> reached(String from, Function<String, List<String>> next) {
        var reached = new LinkedHashSet<String>();
        var waiting = new ArrayDeque<>(List.of(from));
        while (!waiting.isEmpty()) {
            String name = waiting.poll();
            if (reached.add(name)) {
                waiting.addAll(next.apply(name));
            }
        }
        return reached;
    }
}
