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
import daxplane.inventory.ByteSize;
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
            case Command.Adjust(var object, var adjustment, var options) -> {
                var target = Subjects.named(object, ledger);
                yield switch (adjustment) {
                    case Adjustment.Enabled(var on) -> new Intent.Adjust(target, on ? Intent.Adjust.ENABLE : Intent.Adjust.DISABLE, "", options(options));
                    case Adjustment.Named(var name) -> new Intent.Adjust(target, Intent.Adjust.RENAME, name, options(options));
                    case Adjustment.Created(var mode) -> new Intent.Adjust(target, Intent.Adjust.CREATE, mode, options(options));
                    case Adjustment.Destroyed _ -> new Intent.Adjust(target, Intent.Adjust.DESTROY, "", options(options));
                    case Adjustment.LabelsRestored(var revision) -> new Intent.Adjust(target, Intent.Adjust.RESTORE_LABELS, Long.toString(revision), options(options));
                    case Adjustment.LabelsInitialised(var version) -> new Intent.Adjust(target, Intent.Adjust.INIT_LABELS, version, options(options));
                    case Adjustment.Resized(var bytes) -> new Intent.Adjust(target, Intent.Adjust.RESIZE, Long.toUnsignedString(bytes.bytes()), options(options));
                };
            }
            case Command.Several(var commands, var keepGoing) -> new Intent.Several(commands.stream()
                    .map(one -> new Intent.Part(one.typed(), (Intent.OfOne) of(one, ledger, scopes))).toList(), keepGoing);
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
            case Intent.Adjust(var target, var what, var value, var options) -> adjustment(what, value)
                    .map(adjustment -> new Command.Adjust(now(target, ledger), adjustment, options(options)));
            case Intent.Power(var orderly) -> Optional.of(new Command.Power(orderly));
            case Intent.Several(var parts, var keepGoing) -> {
                var commands = parts.stream().flatMap(part -> command(part.intent(), ledger).stream()).toList();
                yield commands.size() == parts.size() && !commands.isEmpty() ? Optional.of(new Command.Several(commands, keepGoing)) : Optional.empty();
            }
            case Intent.ByHand _, Intent.ToolRun _, Intent.DriverChange _, Intent.ConfigurationChange _, Intent.Unresolved _ -> Optional.empty();
        };
    }

    /** Empty for what a later version may have recorded. */
    private static Optional<Adjustment> adjustment(String what, String value) {
        return switch (what) {
            case Intent.Adjust.ENABLE -> Optional.of(new Adjustment.Enabled(true));
            case Intent.Adjust.DISABLE -> Optional.of(new Adjustment.Enabled(false));
            case Intent.Adjust.RENAME -> Optional.of(new Adjustment.Named(value));
            case Intent.Adjust.CREATE -> Optional.of(new Adjustment.Created(value));
            case Intent.Adjust.DESTROY -> Optional.of(new Adjustment.Destroyed());
            case Intent.Adjust.RESIZE -> ByteSize.parse(value).map(Adjustment.Resized::new);
            case Intent.Adjust.RESTORE_LABELS -> value.matches("\\d{1,18}") ? Optional.of(new Adjustment.LabelsRestored(Long.parseLong(value))) : Optional.empty();
            case Intent.Adjust.INIT_LABELS -> Optional.of(new Adjustment.LabelsInitialised(value));
            default -> Optional.empty();
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
