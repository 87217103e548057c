package daxplane.control.planning;

import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.host.Errno;
import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceUse;
import daxplane.inventory.DiskStack;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who uses a device that is about to change hands: a note in the plan, or a reason to refuse. */
public final class HolderCheck {

    private static final String DESPITE = ModeOption.DESPITE_HOLDERS.name();

    /** docs/kernel/access.md no. 43. */
    private static final String PINS = "; it crashes when the pins are given back after the device has gone";

    private HolderCheck() {
    }

    /**
     * The kernel takes a mapped device away without asking, and the processes get SIGBUS (docs/kernel/observed.md no. 8); we ask.
     *
     * @param object a dax device or a namespace; anything else, like free space, cannot be held
     * @return notes for the plan
     */
    static List<String> check(Host host, Inventory picture, String object, String what, String typed, Options options) throws RefusalException {
        var opened = opened(picture, object);
        return opened.isEmpty() ? List.of() : ofDevice(host, picture, opened.get(), what, typed, options);
    }

    /** What a process opens: a namespace is held through its dax or block device. */
    private static Optional<String> opened(Inventory picture, String object) {
        if (picture.daxDevices().containsKey(object)) {
            return Optional.of(object);
        }
        return picture.daxDevices().values().stream().filter(device -> device.namespace().filter(object::equals).isPresent()).map(DaxDevice::name)
                .findFirst().or(() -> Optional.ofNullable(picture.namespaces().get(object)).flatMap(Namespace::blockDevice));
    }

    private static List<String> ofDevice(Host host, Inventory picture, String device, String what, String typed, Options options) throws RefusalException {
        List<Holders.Holder> holders;
        try {
            holders = all(host, picture, device);
        } catch (HostException unseen) {
            return List.of("who holds " + device + " cannot be seen: " + unseen.getMessage());
        }
        var claims = holders.stream().filter(Holders.Holder::claims).toList();
        if (!claims.isEmpty() && !options.has(DESPITE)) {
            throw new RefusalException(new Refusal(RefusalCode.IN_USE, Errno.EBUSY, device, what,
                    claims.stream().map(claim -> device + used(claim)).collect(Collectors.joining(", ")),
                    "it would refuse, or take the disk away from under it", leaving(claims) + "; or: " + typed + " --" + DESPITE));
        }
        var asked = holders.stream().filter(holder -> Draining.asks(holders, holder.pid(), options)).toList();
        var mapped = holders.stream().filter(holder -> holder.kind() == DeviceUse.Kind.MAPPED && !asked.contains(holder)).toList();
        var pinned = holders.stream().filter(holder -> holder.kind() == DeviceUse.Kind.PINNED && !asked.contains(holder)).toList();
        if (!(mapped.isEmpty() && pinned.isEmpty()) && !options.has(DESPITE)) {
            throw new RefusalException(new Refusal(RefusalCode.MAPPED, Errno.EBUSY, device, what,
                    Stream.concat(mapped.stream(), pinned.stream()).map(holder -> device + used(holder)).collect(Collectors.joining(", ")),
                    "it would take the device away without asking, and those processes would get SIGBUS" + (pinned.isEmpty() ? "" : PINS),
                    leaving(Stream.concat(mapped.stream(), pinned.stream()).toList()) + "; or: " + typed + " --" + DESPITE));
        }
        var notes = new ArrayList<String>();
        for (Holders.Holder holder : holders) {
            if (asked.contains(holder)) {
                continue;                       // a step of the plan tells it
            }
            notes.add(device + (holder.claims() ? used(holder) : switch (holder.kind()) {
                case OPEN -> " is open in " + name(holder) + "; later calls on it fail with ENXIO";
                case MAPPED -> " is mapped by " + name(holder) + ", which gets SIGBUS at its next access";
                case PINNED -> " has pages pinned by " + name(holder) + PINS;
                case LEASED -> " is leased to " + name(holder) + ", who is not asked";
                case MOUNTED, SWAP -> used(holder);
            }));
        }
        return notes;
    }

    /** Also who uses it through partitions and volumes; those that have to leave first come first. */
    static List<Holders.Holder> all(Host host, Inventory picture, String device) throws HostException {
        var all = new LinkedHashSet<Holders.Holder>();
        var stack = DiskStack.from(picture, device).reversed();
        var held = host.holders().of(stack);
        stack.forEach(name -> all.addAll(held.getOrDefault(name, List.of())));
        return List.copyOf(all);
    }

    static String used(Holders.Holder claim) {
        return switch (claim.kind()) {
            case MOUNTED -> " is mounted: ";
            case SWAP -> " is swap space: ";
            case OPEN -> " is below: ";
            case MAPPED -> " is mapped by ";
            case PINNED -> " has pages pinned by ";
            case LEASED -> " is leased to ";
        } + name(claim);
    }

    /** What asks each to leave, in the order in which they came. */
    private static String leaving(List<Holders.Holder> holders) {
        return holders.stream().flatMap(holder -> holder.leave().stream()).distinct().collect(Collectors.joining("; "));
    }

    private static String name(Holders.Holder holder) {
        return holder.said() + (holder.pid() == 0 ? "" : " (process " + holder.pid() + ")");
    }
}
