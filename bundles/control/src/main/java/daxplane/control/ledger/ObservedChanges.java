package daxplane.control.ledger;


import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.Statement;
import daxplane.events.ledger.Decisions;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.VolatileLosses;
import daxplane.host.Host;
import daxplane.inventory.Difference;
import daxplane.inventory.Inventory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a look at the machine adds to a ledger: nothing, a boot that the journal did not see, or changes from outside. Pure but for asking the host its name. */
public final class ObservedChanges {

    private ObservedChanges() {
    }

    /**
     * @param looked what the machine shows now; what no attribute shows is taken from the ledger
     * @param pins   what held memory before a boot and is gone with it, as far as anybody knew, one sentence each
     * @return what to journal, in order
     */
    public static List<Event> events(MachineLedger ledger, Host host, Inventory looked, List<String> pins) {
        if (!ledger.bootId().equals(host.bootId())) {
            var lost = Stream.concat(VolatileLosses.between(ledger.observed(), looked).stream(), pins.stream().map(pin -> Statement.of("pin", pin))).toList();
            return List.of(new Event.BootObserved(host.bootId(), host.describe(), host.kernelRelease(), looked, lost,
                    Optional.of(Decisions.found(ledger, looked))));
        }
        var facts = Difference.between(ledger.observed(), looked);
        return facts.isEmpty() ? List.of() : List.of(new Event.FactsObserved(Cause.EXTERNAL, facts));
    }
}
