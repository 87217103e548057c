package daxplane.control.planning;

import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.DeviceUse;
import daxplane.inventory.DiskStack;
import daxplane.inventory.Inventory;
import daxplane.inventory.NamedObject;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who makes the kernel say "busy" of what a command names: the kernel's own users of a disk and pins. A tool prints the errno alone, as
 * the original does; this is what is said beside it (decision 145).
 */
public final class InTheWay {

    /** Sentences; somebody who asks for {@code all} of a large machine reads no more. */
    private static final int MOST = 8;

    private InTheWay() {
    }

    /** One sentence each, who has to leave first comes first. What cannot be seen is passed over: it is no answer to why a tool failed. */
    public static List<String> of(Host host, Inventory picture, List<String> argv) {
        var told = new LinkedHashSet<String>();
        for (String device : devices(picture, argv)) {
            try {
                for (Holders.Holder holder : HolderCheck.all(host, picture, device)) {
                    if (holder.claims() || holder.kind() == DeviceUse.Kind.PINNED) {
                        told.add(device + HolderCheck.used(holder) + holder.leave().map(leave -> "; '" + leave + "' asks to leave").orElse(""));
                    }
                }
            } catch (HostException unseen) {
                continue;
            }
        }
        var all = new ArrayList<>(told);
        return all.size() <= MOST ? List.copyOf(all) : Stream.concat(all.stream().limit(MOST), Stream.of((all.size() - MOST) + " more")).toList();
    }

    /** Through which the objects are used that the words name; {@code all} names everything, {@code --region=region0} names region0. */
    private static Set<String> devices(Inventory picture, List<String> argv) {
        var objects = new TreeSet<String>();
        for (String argument : argv.subList(Math.min(1, argv.size()), argv.size())) {
            String word = argument.startsWith("-") ? argument.substring(argument.indexOf('=') + 1) : argument;
            if (word.equals("all")) {
                objects.addAll(picture.namespaces().keySet());
                objects.addAll(picture.daxDevices().keySet());
            }
            NamedObject.find(picture, word).ifPresent(named -> objects.addAll(of(picture, named)));
        }
        var devices = new TreeSet<String>();
        for (String object : objects) {
            var namespace = picture.namespaces().get(object);
            if (namespace == null || namespace.blockDevice().isEmpty()) {
                devices.addAll(DiskStack.devices(picture, object));
            } else {
                devices.add(namespace.blockDevice().get());
            }
        }
        return devices;
    }

    private static List<String> of(Inventory picture, NamedObject named) {
        return switch (named) {
            case NamedObject.OfDaxDevice(var device) -> List.of(device.name());
            case NamedObject.OfNamespace(var namespace) -> List.of(namespace.name());
            case NamedObject.OfRegion(var region) -> in(picture, region);
            case NamedObject.OfDimm(var dimm) -> picture.regions().values().stream()
                    .filter(region -> region.mappings().stream().anyMatch(mapping -> mapping.dimm().equals(dimm.name())))
                    .flatMap(region -> in(picture, region).stream()).toList();
            case NamedObject.OfBlocks _, NamedObject.OfNode _, NamedObject.OfModule _, NamedObject.OfAddress _, NamedObject.OfAutoOnline _, NamedObject.OfDisk _ -> List.of();
        };
    }

    private static List<String> in(Inventory picture, Region region) {
        return picture.namespaces().values().stream().filter(namespace -> namespace.region().equals(region.name())).map(Namespace::name).toList();
    }
}
