package daxplane.control.planning;

import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.Mode;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.Names;
import daxplane.events.desired.ObjectId;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.OpenOperation;
import daxplane.inventory.DaxDevice;
import java.util.Optional;

/** Which way an operation in doubt is settled; {@link SettlementPlan} says what that comes to. Pure. */
enum SettlementWay {

    ONWARD, BACK, AS_IT_IS;

    /** @param bootId of the machine now */
    static SettlementWay of(OpenOperation operation, MachineLedger ledger, Planner planner, String bootId) {
        if (!bootId.equals(operation.bootId())) {
            return AS_IT_IS;
        }
        return Intents.command(operation.meant(), ledger).map(command -> of(command, operation, ledger, planner)).orElse(AS_IT_IS);
    }

    private static SettlementWay of(Command command, OpenOperation operation, MachineLedger ledger, Planner planner) {
        return switch (command) {
            case Command.Several several -> ofAll(several, operation, ledger, planner);
            case Command.Assign assign -> planner.mode(assign.mode())
                    .map(mode -> owns(mode, operation, ledger, assign.device()) ? ONWARD : BACK).orElse(AS_IT_IS);
            case Command.Release release -> planner.owner(operation.before(), release.device())
                    .filter(owner -> owns(owner, operation, ledger, release.device())).isPresent() ? BACK : ONWARD;
            // What is made, or made anew, has its way back in the journal; the way on would begin from the middle.
            case Command.Adjust(var _, var adjustment, var _) -> switch (adjustment) {
                case Adjustment.Enabled _, Adjustment.Named _, Adjustment.Destroyed _ -> ONWARD;
                case Adjustment.Created _, Adjustment.Resized _, Adjustment.LabelsRestored _, Adjustment.LabelsInitialised _ -> BACK;
            };
            case Command.Recover _, Command.Undo _ -> ONWARD;
            case Command.Accept _, Command.Power _, Command.Perform _ -> AS_IT_IS;
        };
    }

    /** What keeps going goes on, unless something of it was made: that has its way back alone. Otherwise all of it, or none. */
    private static SettlementWay ofAll(Command.Several several, OpenOperation operation, MachineLedger ledger, Planner planner) {
        var ways = several.commands().stream().map(one -> of(one, operation, ledger, planner)).toList();
        if (ways.contains(AS_IT_IS)) {
            return AS_IT_IS;
        }
        boolean on = several.keepGoing() ? several.commands().stream().noneMatch(one -> makes(one, ledger)) : ways.stream().allMatch(ONWARD::equals);
        return on ? ONWARD : BACK;
    }

    /** What is made of free space has no identity before. */
    private static boolean makes(Command command, MachineLedger ledger) {
        return switch (command) {
            case Command.Adjust(var _, var adjustment, var _) -> adjustment instanceof Adjustment.Created || adjustment instanceof Adjustment.Resized;
            case Command.Assign assign -> Names.resolve(ledger.observed(), assign.device()).isEmpty();
            case Command.Several _, Command.Release _, Command.Recover _, Command.Undo _, Command.Accept _, Command.Power _, Command.Perform _ -> false;
        };
    }

    static boolean owns(Mode mode, OpenOperation operation, MachineLedger ledger, String device) {
        return name(operation, ledger, device).filter(now -> mode.owns(ledger.observed(), now)).isPresent();
    }

    /** The name of now of the device that had a name then; it may have that name already. */
    private static Optional<String> name(OpenOperation operation, MachineLedger ledger, String device) {
        return Optional.ofNullable(ledger.observed().daxDevices().get(device))
                .or(() -> Optional.ofNullable(operation.before().daxDevices().get(device))
                        .flatMap(then -> ManagedObjects.device(ledger.observed(), ObjectId.of(then))))
                .map(DaxDevice::name);
    }
}
