package daxplane.control.planning;

import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.AddressRange;
import daxplane.inventory.Inventory;
import daxplane.inventory.KnownErrors;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import java.util.ArrayList;
import java.util.OptionalLong;

/**
 * What a kernel's lists say of bad places at this moment: those of regions, and those of disks, where people can add what they know.
 * No event tells of a new entry on every kernel, so they are read when they are needed.
 */
final class MediaErrors {

    private static final String DEVICES = "/sys/bus/nd/devices/";

    private MediaErrors() {
    }

    static KnownErrors in(Host host, Inventory picture, AddressRange place) {
        var found = new ArrayList<AddressRange>();
        for (Region region : picture.regions().values()) {
            if (region.range().overlaps(place)) {
                found.addAll(KnownErrors.parse(text(host, KnownErrors.listOf(region)), region.range()).ranges());
            }
        }
        for (Namespace namespace : picture.namespaces().values()) {
            var own = BadMemory.place(namespace);
            var data = own.isPresent() && own.get().overlaps(place) && namespace.blockDevice().isPresent() ? start(host, namespace) : OptionalLong.empty();
            if (data.isPresent() && own.orElseThrow().contains(data.getAsLong())) {
                found.addAll(KnownErrors.parse(text(host, "/sys/class/block/" + namespace.blockDevice().get() + "/badblocks"),
                        new AddressRange(data.getAsLong(), own.get().end())).ranges());
            }
        }
        return KnownErrors.of(found).within(place);
    }

    /** Where a disk's sector 0 lies; empty where its sectors lie in no order. */
    private static OptionalLong start(Host host, Namespace namespace) {
        return switch (namespace.mode()) {
            case RAW, DEVDAX -> namespace.start();
            case FSDAX -> number(text(host, DEVICES + namespace.personality().orElse(namespace.name()) + "/resource"));
            case SECTOR -> OptionalLong.empty();
        };
    }

    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.decode(text.strip()));
        } catch (NumberFormatException unknown) {
            return OptionalLong.empty();
        }
    }

    /** Empty where there is no such list: the region is disabled, or the kernel keeps none. */
    private static String text(Host host, String path) {
        try {
            return host.attributes().read(path);
        } catch (HostException absent) {
            return "";
        }
    }
}
