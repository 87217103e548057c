package daxplane.control.planning;

import daxplane.control.RefusalCode;
import daxplane.events.desired.DesiredState;
import daxplane.events.desired.State;
import daxplane.events.ledger.Deviation;
import daxplane.events.ledger.MachineLedger;
import daxplane.host.Errno;
import daxplane.inventory.NamedObject;
import java.util.List;
import java.util.Optional;

/** What of the drift a command means. A name that nothing has is refused: a slip of the finger is no success. */
final class Drifted {

    private Drifted() {
    }

    /**
     * @param name  as {@code drift} shows it, or the kernel's name of something that has not drifted; empty: all of the drift
     * @param typed the command, for a refusal
     * @return none when it is as it is wanted
     */
    static List<Deviation.Of> named(MachineLedger ledger, Optional<String> name, String typed) throws RefusalException {
        var all = Deviation.of(ledger);
        if (name.isEmpty()) {
            return all;
        }
        String said = name.get();
        var meant = all.stream().filter(deviation -> deviation.name().equals(said) || needs(deviation, said)).toList();
        if (meant.isEmpty() && !canDrift(ledger, said)) {
            boolean absent = NamedObject.find(ledger.observed(), said).isEmpty();
            throw new RefusalException(absent ? RefusalCode.NO_SUCH_OBJECT : RefusalCode.NOT_BY_ITSELF, Errno.ENODEV, said, typed + " cannot be done",
                    absent ? "there is no " + said : said + " is part of something else, and does not drift by itself",
                    "drift       shows what is not as it is wanted");
        }
        return meant;
    }

    /** A device that drifted because its driver's module is not there is meant by the module, too. */
    private static boolean needs(Deviation.Of deviation, String module) {
        return deviation.wanted().filter(state -> state instanceof State.Dax dax && dax.driver().equals(Optional.of(module))).isPresent();
    }

    private static boolean canDrift(MachineLedger ledger, String said) {
        return ledger.wanted().values().stream().map(DesiredState::name).anyMatch(said::equals)
                || NamedObject.find(ledger.observed(), said).map(found -> switch (found) {
                    case NamedObject.OfDaxDevice _, NamedObject.OfNamespace _, NamedObject.OfRegion _, NamedObject.OfDimm _, NamedObject.OfModule _,
                            NamedObject.OfAutoOnline _ -> true;
                    case NamedObject.OfBlocks _, NamedObject.OfNode _, NamedObject.OfAddress _, NamedObject.OfDisk _ -> false;
                }).orElse(false);
    }
}
