package daxplane.control.planning;

import daxplane.control.DaxSpace;
import daxplane.control.KernelFiles;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.RefusalCode;
import daxplane.events.desired.State;
import daxplane.host.Attributes;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.inventory.AddressRange;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Devices of a dax region that is divided at will (docs/kernel/drivers.md, corpus hmem-sysfs): made, removed, resized, made again at
 * their addresses. All of it is done to a copy of the machine first. The kernel resizes and removes what no driver has.
 */
final class DaxDivision {

    private final Trial trial;
    private final List<Mode> modes;
    private final String title;

    DaxDivision(Trial trial, List<Mode> modes, String title) {
        this.trial = trial;
        this.modes = modes;
        this.title = title;
    }

    /** @return its name; no driver has it yet */
    String make(DaxSpace space) throws RefusalException, HostException {
        String place = "dax" + space.region();
        requireDivisible(place, space.regionPath());
        long free = number(space.regionPath(), "available_size");
        long bytes = space.bytes().map(ByteSize::bytes).orElse(free);
        if (bytes > free || free == 0) {
            throw new RefusalException(RefusalCode.NO_FREE_SPACE, Errno.ENOSPC, place, title + " cannot be done",
                    new ByteSize(free) + (free == 0 ? " is" : " are") + " free in dax region " + space.region(), "list       shows what has the rest");
        }
        String name = fresh(place, space.regionPath());
        trial.perform(write(space.regionPath(), name + "/size", Long.toString(bytes)), place, title + " cannot be done");
        return name;
    }

    /** At the addresses that it had, under its number. */
    void makeAgain(DaxDevice was) throws RefusalException, HostException {
        requireDivisible(was.name(), was.regionPath());
        var there = Optional.ofNullable(trial.picture().daxDevices().get(was.name()));
        String name = there.isPresent() ? was.name() : fresh(was.name(), was.regionPath());
        if (!name.equals(was.name()) || there.filter(device -> device.bytes() != 0).isPresent()) {
            throw new RefusalException(RefusalCode.PLACE_TAKEN, Errno.EBUSY, was.name(), title + " cannot be done", "the kernel would call it " + name + " now",
                    "list       shows what there is");
        }
        range(was);
    }

    /** To the size and the addresses that it had. */
    void again(DaxDevice now, DaxDevice was) throws RefusalException, HostException {
        unbound(now.name());
        trial.perform(write(was.regionPath(), now.name() + "/size", "0"), was.name(), title + " cannot be done");
        range(was);
    }

    private void range(DaxDevice was) throws RefusalException, HostException {
        for (AddressRange range : was.ranges()) {
            trial.perform(write(was.regionPath(), was.name() + "/mapping", Long.toHexString(range.start()) + "-" + Long.toHexString(range.end() - 1)),
                    was.name(), title + " cannot be done");
        }
        if (was.ranges().isEmpty()) {
            trial.perform(write(was.regionPath(), was.name() + "/size", Long.toString(was.bytes())), was.name(), title + " cannot be done");
        }
    }

    void resize(DaxDevice device, ByteSize bytes) throws RefusalException, HostException {
        requireDivisible(device.name(), device.regionPath());
        unbound(device.name());
        trial.perform(write(device.regionPath(), device.name() + "/size", Long.toString(bytes.bytes())), device.name(), title + " cannot be done");
    }

    /** The device with number 0 stays, empty: the kernel keeps it as long as its region. */
    void remove(DaxDevice device) throws RefusalException, HostException {
        requireDivisible(device.name(), device.regionPath());
        unbound(device.name());
        trial.perform(write(device.regionPath(), device.name() + "/size", "0"), device.name(), title + " cannot be done");
        if (!device.name().endsWith(".0")) {
            trial.perform(write(device.regionPath(), "dax_region/delete", device.name()), device.name(), title + " cannot be done");
        }
    }

    /** Whoever owns it lets go first; then no driver has it. */
    private void unbound(String name) throws RefusalException, HostException {
        var owner = modes.stream().filter(mode -> mode.owns(trial.picture(), name)).findFirst();
        if (owner.isPresent()) {
            trial.follow(Restoration.plan(owner.get().leave(trial.picture(), name, Options.NONE)).steps(), name, title + " cannot be done");
        }
        var driver = trial.picture().daxDevices().get(name).driver();
        if (driver.isPresent()) {
            trial.perform(KernelFiles.removeId(driver.get(), name), name, title + " cannot be done");
            trial.perform(KernelFiles.unbind(driver.get(), name), name, title + " cannot be done");
        }
    }

    /** Back to the driver that had it. @param driver empty: to none */
    void bound(String name, Optional<String> driver) throws RefusalException, HostException {
        var device = trial.picture().daxDevices().get(name);
        if (driver.isPresent() && !device.driver().equals(driver)) {
            var plan = new Restoration(modes).device(title, trial.picture(), name, new State.Dax(driver, new TreeMap<>(), false));
            trial.follow(plan.steps(), name, title + " cannot be done");
        }
    }

    private String fresh(String object, String regionPath) throws RefusalException, HostException {
        trial.perform(write(regionPath, "dax_region/create", "1"), object, title + " cannot be done");
        return trial.host().attributes().read(path(regionPath, "dax_region/create")).strip();
    }

    private void requireDivisible(String object, String regionPath) throws RefusalException {
        if (trial.host().attributes().kind(path(regionPath, "dax_region/available_size")) == Attributes.Kind.ABSENT) {
            throw new RefusalException(RefusalCode.NOT_BY_ITSELF, Errno.EOPNOTSUPP, object, title + " cannot be done",
                    "its region is one device: the kernel divides soft-reserved and CXL memory only", "list       shows what there is");
        }
    }

    private long number(String regionPath, String attribute) throws HostException {
        return Long.parseLong(trial.host().attributes().read(path(regionPath, "dax_region/" + attribute)).strip());
    }

    private static Effect write(String regionPath, String file, String value) {
        return new Effect.WriteAttribute(path(regionPath, file), value + "\n");
    }

    private static String path(String regionPath, String file) {
        return NdFiles.device(regionPath) + "/" + file;
    }
}
