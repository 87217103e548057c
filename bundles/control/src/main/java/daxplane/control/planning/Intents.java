package daxplane.control.planning;

import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.Options;
import daxplane.control.ledger.Subjects;
import daxplane.events.Intent;
import daxplane.events.Intent.Option;
import daxplane.events.Target;
import daxplane.events.desired.DesiredState;
import daxplane.events.desired.ManagedObject;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.events.ledger.MachineLedger;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What a command means, with the identities of what it names; and the command again, with the names of now. Pure. */
public final class Intents {

    private Intents() {
    }

    /** @param command with the kernel's names in it */
    public static Intent of(Command command, MachineLedger ledger, OperationScopes scopes) {
        return switch (command) {
            case Command.Assign(var device, var mode, var options) -> new Intent.Assign(Subjects.named(device, ledger), mode, options(options));
            case Command.Release(var device, var options) -> new Intent.Release(Subjects.named(device, ledger), options(options));
            case Command.Recover(var device, var options) -> new Intent.Recover(device.isEmpty(), drifted(device, ledger), options(options));
            case Command.Accept(var device) -> new Intent.Accept(device.isEmpty(), drifted(device, ledger));
            case Command.Undo(var operation, var options) -> new Intent.Undo(operation, scopes.of(operation).stream()
                    .flatMap(scope -> scope.touched().stream()).map(key -> Target.of(key, name(key, ledger))).toList(), options(options));
            case Command.Perform(var effects, var leak) -> new Intent.ByHand(leak, effects.stream().flatMap(effect -> Subjects.of(effect, ledger).stream()).distinct().toList());
            case Command.Adjust(var object, var adjustment, var options) -> new Intent.Adjust(Subjects.named(object, ledger), switch (adjustment) {
                case Adjustment.Enabled(var on) -> on ? "enable" : "disable";
                case Adjustment.Named _ -> "rename";
            }, adjustment instanceof Adjustment.Named(var name) ? name : "", options(options));
            case Command.Power(var orderly) -> new Intent.Power(orderly);
        };
    }

    private static List<Option> options(Options options) {
        return options.values().entrySet().stream().map(option -> new Option(option.getKey(), option.getValue())).toList();
    }

    private static List<Target> drifted(Optional<String> name, MachineLedger ledger) {
        try {
            return Drifted.named(ledger, name, "").stream().map(deviation -> Target.of(deviation.key(), deviation.name())).toList();
        } catch (RefusalException refusedBefore) {
            return List.of();
        }
    }

    private static String name(ObjectId key, MachineLedger ledger) {
        return ManagedObjects.of(ledger.observed(), key).map(ManagedObject::name)
                .or(() -> Optional.ofNullable(ledger.wanted().get(key)).map(DesiredState::name)).orElse(key.identity());
    }

    /** The command to go on with; empty for what a tool, a hand or a driver's exchange meant: nobody but the operator knows. */
    public static Optional<Command> command(Intent intent, MachineLedger ledger) {
        return switch (intent) {
            case Intent.Assign(var target, var mode, var options) -> Optional.of(new Command.Assign(now(target, ledger), mode, options(options)));
            case Intent.Release(var target, var options) -> Optional.of(new Command.Release(now(target, ledger), options(options)));
            case Intent.Recover(var everything, var targets, var options) -> Optional.of(new Command.Recover(only(everything, targets, ledger), options(options)));
            case Intent.Accept(var everything, var targets) -> Optional.of(new Command.Accept(only(everything, targets, ledger)));
            case Intent.Undo(var operation, var _, var options) -> Optional.of(new Command.Undo(operation, options(options)));
            case Intent.Adjust(var target, var what, var name, var options) -> Optional.of(new Command.Adjust(now(target, ledger),
                    what.equals("rename") ? new Adjustment.Named(name) : new Adjustment.Enabled(what.equals("enable")), options(options)));
            case Intent.Power(var orderly) -> Optional.of(new Command.Power(orderly));
            case Intent.ByHand _, Intent.ToolRun _, Intent.DriverChange _, Intent.ConfigurationChange _, Intent.Unresolved _ -> Optional.empty();
        };
    }

    private static Optional<String> only(boolean everything, List<Target> targets, MachineLedger ledger) {
        return everything || targets.isEmpty() ? Optional.empty() : Optional.of(now(targets.getFirst(), ledger));
    }

    /** The name that it has now; the one of then when it is gone. */
    public static String now(Target target, MachineLedger ledger) {
        return target.object().flatMap(key -> key.kind() == ObjectId.Kind.DAX_DEVICE
                        ? ManagedObjects.device(ledger.observed(), key).map(device -> device.name())
                        : ManagedObjects.of(ledger.observed(), key).map(ManagedObject::name))
                .orElse(target.name());
    }

    private static Options options(List<Option> options) {
        var values = new TreeMap<String, String>();
        options.forEach(option -> values.put(option.name(), option.value()));
        return new Options(values);
    }
}
