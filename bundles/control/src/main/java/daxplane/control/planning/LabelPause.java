package daxplane.control.planning;

import daxplane.control.Options;
import daxplane.control.RefusalCode;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Dimm;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Nobody uses some DIMMs for a while: the kernel reads labels when a DIMM gets its driver, and refuses to have them written while a
 * region of it is enabled (EBUSY). Whoever uses any part of the regions would lose it, so that is refused.
 */
final class LabelPause {

    private final Trial trial;
    private final Host host;
    private final Inventory now;
    private final String title;
    private final Options options;
    private List<Region> regions = List.of();
    private SortedSet<String> dimms = new TreeSet<>();

    LabelPause(Trial trial, Host host, Inventory now, String title, Options options) {
        this.trial = trial;
        this.host = host;
        this.now = now;
        this.title = title;
        this.options = options;
    }

    /** @param notes gets what an operator should know of who is disturbed */
    void begin(List<Region> disturbed, SortedSet<String> written, List<String> notes) throws RefusalException, HostException {
        regions = disturbed;
        dimms = written;
        var namespaces = now.namespaces().values().stream().filter(namespace -> namespace.bytes() != 0 && regions.stream().anyMatch(region -> region.name().equals(namespace.region()))).toList();
        for (Namespace namespace : namespaces) {
            refuseWhenRam(namespace);
            notes.addAll(HolderCheck.check(host, now, namespace.name(), title + " cannot be done", title, options));
        }
        for (Namespace namespace : namespaces) {
            if (namespace.enabled()) {
                must(NdFiles.disable(namespace), namespace.name());
            }
            if (namespace.personality().isPresent()) {
                trial.attempt(NdFiles.write(now.regions().get(namespace.region()), namespace.personality().get(), "namespace", ""));
            }
        }
        for (Region region : regions) {
            if (region.enabled()) {
                must(NdFiles.region(region.name(), false), region.name());
            }
        }
        for (String dimm : dimms) {
            if (enabled(dimm)) {
                must(NdFiles.dimm(dimm, false), dimm);
            }
        }
    }

    private void refuseWhenRam(Namespace namespace) throws RefusalException {
        var ram = now.daxDevices().values().stream().filter(device -> device.namespace().filter(namespace.name()::equals).isPresent()).filter(DaxDevice::usedAsRam).findFirst();
        if (ram.isPresent()) {
            throw new RefusalException(RefusalCode.REGION_IN_USE, Errno.EBUSY, ram.get().name(), title + " cannot be done", "labels can be written only while nobody uses "
                    + namespace.region() + ", and " + ram.get().name() + " of it is used as RAM", "release " + ram.get().name() + "       and then again");
        }
    }

    /** DIMMs and regions get their drivers, and the kernel reads what is written now. */
    void end() throws RefusalException, HostException {
        for (String dimm : dimms) {
            must(NdFiles.dimm(dimm, true), dimm);
        }
        for (Region region : regions) {
            must(NdFiles.region(region.name(), true), region.name());
        }
    }

    /** What was disabled is disabled again. @param as a picture in which it was */
    void leave(Inventory as) throws RefusalException, HostException {
        for (Region region : regions) {
            if (as.regions().values().stream().anyMatch(then -> then.path().equals(region.path()) && !then.enabled())) {
                must(NdFiles.region(region.name(), false), region.name());
            }
        }
        for (String dimm : dimms) {
            var is = now.dimms().get(dimm);
            if (as.dimms().values().stream().anyMatch(then -> then.identity().equals(is.identity()) && !then.enabled())) {
                must(NdFiles.dimm(dimm, false), dimm);
            }
        }
    }

    private boolean enabled(String dimm) {
        return Optional.ofNullable(trial.picture().dimms().get(dimm)).filter(Dimm::enabled).isPresent();
    }

    private void must(Effect effect, String object) throws RefusalException, HostException {
        trial.perform(effect, object, title + " cannot be done");
    }
}
