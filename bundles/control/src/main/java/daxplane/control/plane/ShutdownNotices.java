package daxplane.control.plane;

import daxplane.control.ControlException;
import daxplane.events.ledger.MachineLedger;
import daxplane.host.Errno;
import daxplane.inventory.Dimm;
import daxplane.inventory.DirtyShutdowns;
import java.util.List;
import java.util.Optional;

/** DIMMs that lost data when power went, until somebody takes notice: the journal knows what was seen before, the machine does not. */
final class ShutdownNotices {

    /** What is configured when somebody takes notice. */
    record Notice(String key, String count) {
    }

    private ShutdownNotices() {
    }

    /** What to tell after a boot. */
    static List<String> afterBoot(MachineLedger ledger) {
        return increased(ledger).stream().map(dimm -> dimm.name() + " may have lost data when power went: 'health' names what is suspect, until health ack " + dimm.name()).toList();
    }

    /** @return empty: there is nothing new to take notice of */
    static Optional<Notice> of(MachineLedger ledger, String name) throws ControlException {
        var dimm = ledger.observed().dimms().get(name);
        if (dimm == null) {
            throw new ControlException(Errno.ENODEV, "there is no DIMM " + name);
        }
        var count = DirtyShutdowns.of(ledger.observed(), dimm);
        if (count.isEmpty()) {
            throw new ControlException(Errno.EOPNOTSUPP, "the firmware of " + name + " does not count dirty shutdowns");
        }
        return increased(ledger).contains(dimm)
                ? Optional.of(new Notice(MachineLedger.ACKNOWLEDGED + dimm.identity(), Long.toString(count.getAsLong()))) : Optional.empty();
    }

    private static List<Dimm> increased(MachineLedger ledger) {
        return DirtyShutdowns.increased(ledger.observed(), ledger.acknowledgedShutdowns());
    }
}
