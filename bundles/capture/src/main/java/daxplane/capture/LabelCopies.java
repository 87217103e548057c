package daxplane.capture;

import daxplane.blueprint.Blueprint.Medium;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import daxplane.labels.Abstraction;
import daxplane.labels.AreaSource;
import daxplane.labels.LabelStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;

/** The label areas of the host's DIMMs, by the image that they belong to. */
record LabelCopies(Map<String, byte[]> areas) {

    private static final String DEVICES = "/sys/bus/nd/devices";

    /** @param notes takes what the twin will lack */
    static LabelCopies of(Host host, List<Medium> media, List<String> notes) throws HostException {
        var shown = new Shown(host.attributes());
        var areas = new TreeMap<String, byte[]>();
        for (String dimm : shown.names(DEVICES)) {
            if (dimm.matches("nmem\\d+")) {
                OptionalLong handle = shown.number(DEVICES + "/" + dimm + "/nfit/handle");
                for (Medium medium : media) {
                    if (handle.isPresent() && medium.handle().equals(handle)) {
                        area(host, dimm, notes).ifPresent(bytes -> areas.put(medium.image(), bytes));
                    }
                }
            }
        }
        return new LabelCopies(areas);
    }

    private static Optional<byte[]> area(Host host, String dimm, List<String> notes) throws HostException {
        try {
            int bytes = host.labelAreas().size(dimm).areaBytes();
            return Optional.of(host.labelAreas().read(dimm, 0, bytes));
        } catch (HostException refused) {
            if (refused.errno() == Errno.ENOTTY) {
                return Optional.empty();           // it has none
            }
            if (refused.stage() != FailedCall.IOCTL) {
                throw refused;                               // not for us
            }
            notes.add(dimm + " does not give its label area (" + refused.errno() + "; is it locked?); in the twin it has none");
            return Optional.empty();
        }
    }

    /** What the namespace is set aside for, if a label says so. */
    Abstraction abstraction(UUID namespace) {
        for (byte[] area : areas.values()) {
            if (LabelStore.read(AreaSource.of(area)) instanceof LabelStore.Labelled labelled) {
                for (var slot : labelled.labels()) {
                    if (slot.label().uuid().equals(namespace)) {
                        return Abstraction.of(slot.label().abstractionGuid());
                    }
                }
            }
        }
        return Abstraction.NONE;
    }
}
