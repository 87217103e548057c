package daxplane.control.ledger;

import daxplane.control.Drift;
import daxplane.events.Cause;
import daxplane.events.Deviated;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.Origin;
import daxplane.events.desired.State;
import daxplane.events.ledger.Deviation;
import daxplane.events.ledger.MachineLedger;
import daxplane.inventory.Inventory;
import daxplane.inventory.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** Deviations with their causes and what ends them. Pure. */
public final class DriftReport {

    private DriftReport() {
    }

    /** As {@code drift} shows it. @param recorded the last revision that is in the journal; what is newer is not recorded yet */
    public static Drift of(MachineLedger ledger, long recorded) {
        var deviations = Deviation.of(ledger);
        var rows = new ArrayList<Drift.Row>();
        for (Deviation.Of deviation : deviations) {
            rows.add(new Drift.Row(deviation.name(), identity(deviation.key()), State.text(deviation.wanted()),
                    State.text(deviation.observed()), cause(ledger, deviation.key(), recorded), remedy(ledger, deviation)));
        }
        rows.addAll(modules(ledger, deviations, recorded));
        return new Drift(rows);
    }

    /** As it is recorded. */
    public static List<Deviated> recorded(MachineLedger ledger) {
        return Deviation.of(ledger).stream().map(deviation -> new Deviated(Optional.of(deviation.key()), deviation.name(), deviation.wanted(),
                deviation.observed(), ledger.lastChange(deviation.key()).map(Origin::by).orElse(Cause.EXTERNAL),
                deviation.name() + " is " + State.text(deviation.observed()) + ", wanted " + State.text(deviation.wanted()) + ": "
                        + cause(ledger, deviation.key(), ledger.revision()))).toList();
    }

    private static String identity(ObjectId key) {
        return switch (key.kind()) {
            case DAX_DEVICE, NAMESPACE, REGION, DIMM -> key.identity();
            case POLICY, MODULE -> "";
        };
    }

    private static String cause(MachineLedger ledger, ObjectId key, long recorded) {
        var change = ledger.lastChange(key);
        if (change.isEmpty()) {
            return "unknown";
        }
        String where = change.get().revision() > recorded ? " (not recorded yet)" : " (revision " + change.get().revision() + ")";
        if (change.get().boot()) {
            return "lost with the boot" + where;
        }
        if (change.get().external()) {
            return "external" + where;
        }
        return ledger.operation(change.get().by().text()).map(operation -> operation.text() + operation.outcome()
                .map(outcome -> " ended " + outcome.name().toLowerCase(Locale.ROOT)).orElse(" has not ended"))
                .orElse(change.get().by().text()) + where;
    }

    private static String remedy(MachineLedger ledger, Deviation.Of deviation) {
        String accept = "accept " + deviation.name();
        return switch (deviation.key().kind()) {
            case DAX_DEVICE -> {
                boolean leaked = deviation.observed().filter(state -> state instanceof State.Dax dax && dax.leaked()).isPresent();
                yield deviation.observed().isEmpty() || deviation.wanted().isEmpty() ? accept
                        : leaked ? "reboot       then recover " + deviation.name() : "recover " + deviation.name();
            }
            case POLICY -> "recover";
            case NAMESPACE -> deviation.wanted().isEmpty() || deviation.observed().isEmpty() && withoutRegion(ledger.observed(), deviation.name()) ? accept
                    : disabledRegion(ledger.observed(), deviation.name())
                    .map(region -> "recover " + region).orElse("recover " + deviation.name());
            case REGION, DIMM -> deviation.wanted().isEmpty() || deviation.observed().isEmpty() ? accept : "recover " + deviation.name();
            case MODULE -> "recover";
        };
    }

    /** Nothing comes back to a region that is gone itself, as regions of CXL memory go with each boot. */
    private static boolean withoutRegion(Inventory picture, String namespace) {
        return namespace.matches("namespace\\d+\\.\\d+") && !picture.regions().containsKey("region" + namespace.substring("namespace".length(), namespace.indexOf('.')));
    }

    /** Nothing in a region can be enabled before it is; and what was comes back with it. */
    private static Optional<String> disabledRegion(Inventory picture, String namespace) {
        return Optional.ofNullable(picture.namespaces().get(namespace)).map(found -> picture.regions().get(found.region()))
                .filter(region -> !region.enabled()).map(Region::name);
    }

    /** A missing module matters when the driver of a device that drifted is in it; every dax driver's module has its name. */
    private static List<Drift.Row> modules(MachineLedger ledger, List<Deviation.Of> deviations, long recorded) {
        var needed = new TreeMap<String, List<String>>();
        for (Deviation.Of deviation : deviations) {
            if (deviation.wanted().isPresent() && deviation.wanted().get() instanceof State.Dax dax && dax.driver().isPresent()
                    && !loaded(ledger.observed(), dax.driver().get())) {
                needed.computeIfAbsent(dax.driver().get(), _ -> new ArrayList<>()).add(deviation.name());
            }
        }
        return needed.entrySet().stream().map(entry -> new Drift.Row(entry.getKey(), "",
                "module loaded, for " + String.join(", ", entry.getValue()), "not loaded",
                cause(ledger, ObjectId.ofModule(entry.getKey()), recorded), "recover")).toList();
    }

    private static boolean loaded(Inventory picture, String driver) {
        // A driver that is built in is in no list of modules; a device bound to it shows that it is there.
        return picture.modules().contains(driver)
                || picture.daxDevices().values().stream().anyMatch(device -> device.driver().equals(Optional.of(driver)));
    }
}
