package daxplane.control.planning;

import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.Condition;
import daxplane.control.DaxSpace;
import daxplane.control.Mode;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.FreeSpace;
import daxplane.control.Plan;
import daxplane.control.Preparation;
import daxplane.control.Proposal;
import daxplane.control.RefusalCode;
import daxplane.control.Step;
import daxplane.control.engine.Guards;
import daxplane.events.desired.Names;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import daxplane.events.ledger.Deviation;
import daxplane.events.ledger.MachineLedger;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.ByteSize;
import daxplane.inventory.Inventory;
import daxplane.inventory.NamedObject;
import daxplane.labels.LabelFormat;
import daxplane.rehearsal.Rehearsal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans commands against the picture that a ledger holds. Changes nothing. */
public final class Planner {

    /** Option of commands that may lose memory until the next boot. */
    private static final String LEAK = "leak-until-reboot";

    private final List<Mode> modes;
    private final Host host;
    private final MachineLedger ledger;
    private final OperationScopes traces;
    /** What tells which namespaces are lost. */
    private final MachineLedger real;

    public Planner(List<Mode> modes, Host host, MachineLedger ledger, OperationScopes traces) {
        this(modes, host, ledger, traces, ledger);
    }

    /** @param real the ledger of the machine itself, when {@code host} is a copy: what a rehearsal destroyed is not lost */
    Planner(List<Mode> modes, Host host, MachineLedger ledger, OperationScopes traces, MachineLedger real) {
        this.real = real;
        this.modes = List.copyOf(modes);
        this.host = host;
        this.ledger = ledger;
        this.traces = traces;
    }

    private Inventory picture() {
        return ledger.observed();
    }

    public Proposal plan(Command command) {
        try {
            return switch (command) {
                case Command.Assign assign -> drained(assign(assign), assign.device(), assign.typed(), assign.options());
                case Command.Release release -> drained(release(release), release.device(), release.typed(), release.options());
                case Command.Recover recover -> drained(new Proposal.Planned(new Recovery(host, modes, ledger, traces).plan(recover)), "", recover.typed(), recover.options());
                case Command.Undo undo -> drained(new Proposal.Planned(new Reversal(host, modes, ledger, traces).plan(undo)), "", undo.typed(), undo.options());
                case Command.Adjust adjust -> drained(adjust(adjust), adjust.object(), adjust.typed(), adjust.options());
                case Command.Several several -> new Proposal.Planned(new Together(host, modes, ledger, traces).plan(several));  // each part asks by itself
                case Command.Accept accept -> new Proposal.Planned(accept(accept));
                case Command.Perform perform -> new Proposal.Planned(perform(perform));
                case Command.Power power -> new Proposal.Planned(power(power));
            };
        } catch (RefusalException refused) {
            return new Proposal.Refused(refused.refusal());
        }
    }

    /** The plan that takes back what an operation has touched, whether or not it has ended. */
    public Proposal takeBack(String title, OperationScopes.OperationScope trace) {
        try {
            return new Proposal.Planned(new Reversal(host, modes, ledger, traces).plan(title, title, trace,
                    Options.NONE.with(ModeOption.DISCARD_CONTENTS.name(), "")));
        } catch (RefusalException refused) {
            return new Proposal.Refused(refused.refusal());
        }
    }

    /** The mode that owned a device in a picture. */
    public Optional<Mode> owner(Inventory before, String device) {
        return modes.stream().filter(mode -> mode.owns(before, device)).findFirst();
    }

    public Optional<Mode> mode(String name) {
        return modes.stream().filter(mode -> mode.name().equals(name)).findFirst();
    }

    /** The same command with the kernel's names in it, so that its record says later what was meant. */
    public Command canonical(Command command) {
        return switch (command) {
            case Command.Assign(var device, var mode, var options) -> new Command.Assign(canonical(device), mode, options);
            case Command.Release(var device, var options) -> new Command.Release(canonical(device), options);
            case Command.Recover(var device, var options) -> new Command.Recover(device.map(this::drifted), options);
            case Command.Accept(var device) -> new Command.Accept(device.map(this::drifted));
            case Command.Several(var commands, var keepGoing) -> new Command.Several(commands.stream().map(this::canonical).toList(), keepGoing);
            case Command.Adjust _, Command.Undo _, Command.Perform _, Command.Power _ -> command;
        };
    }

    /** A namespace may drift beside the device that it was made into: then it is itself that is meant. */
    private String drifted(String name) {
        return drifts(name) ? name : canonical(name);
    }

    private String canonical(String name) {
        var found = Names.resolve(picture(), name);
        return found.size() == 1 ? found.getFirst() : name;
    }

    /** Whether a command is a decision even when nothing has to be done for it: it ends a drift. */
    public boolean decides(Command command) {
        if (command instanceof Command.Several several) {
            return several.commands().stream().anyMatch(this::decides);
        }
        var device = switch (command) {
            case Command.Assign assign -> Optional.of(assign.device());
            case Command.Release release -> Optional.of(release.device());
            case Command.Adjust adjust -> Optional.of(adjust.object());
            case Command.Accept _ -> Optional.<String>empty();
            case Command.Several _, Command.Recover _, Command.Undo _, Command.Perform _, Command.Power _ -> Optional.of("");
        };
        return command instanceof Command.Accept accept ? accept.device().isEmpty() || drifts(accept.device().get())
                : drifts(device.orElse(""));
    }

    private boolean drifts(String name) {
        return Deviation.of(ledger).stream().anyMatch(deviation -> deviation.name().equals(name));
    }

    /** Who has a lease on the object is asked first. */
    private Proposal drained(Proposal proposal, String object, String typed, Options options) throws RefusalException {
        return switch (proposal) {
            case Proposal.Planned(var plan) -> new Proposal.Planned(Draining.before(plan, picture(), object(object), typed, options));
            case Proposal.Refused refused -> refused;
        };
    }

    private String object(String name) {
        var found = Names.resolve(picture(), name);
        return found.size() == 1 ? found.getFirst() : name;
    }

    private Proposal assign(Command.Assign command) throws RefusalException {
        return enter(command.typed(), command.device(), command.mode(), command.options());
    }

    private Proposal enter(String typed, String object, String into, Options given) throws RefusalException {
        var space = FreeSpace.parse(picture(), object);
        var division = DaxSpace.parse(picture(), object);
        String device = space.isPresent() ? space.get().text() : division.isPresent() ? object : device(object, typed);
        var mode = modes.stream().filter(candidate -> candidate.name().equals(into)).findFirst()
                .orElseThrow(() -> new RefusalException(RefusalCode.NO_SUCH_MODE, Errno.EINVAL, object, typed + " makes no sense", "there is no mode " + into,
                        "use one of " + modes.stream().map(Mode::name).sorted().collect(Collectors.joining(", "))));
        var options = modeOptions(given);
        if (division.isPresent()) {
            return new Proposal.Planned(new Shaping(host, modes, picture(), typed, given).create(division.get(), mode, options));
        }
        return suited(typed, device, given, withHolders(typed, device, switch (mode.prepare(picture(), device, options)) {
            case Preparation.NotNeeded _ -> good(device, mode, options, new BadMemory(host, typed, given));
            case Preparation.Refused(var refusal) -> new Proposal.Refused(refusal);
            case Preparation.ByTools tools -> {
                HolderCheck.check(host, picture(), device, device + " cannot change hands", typed, given);
                yield new Proposal.Planned(Prepared.plan(host, typed, device, mode, options, tools, modes, lost(), new BadMemory(host, typed, given)));
            }
        }, given));
    }

    /** What becomes RAM must be meant for it, or somebody must say that he knows; and what will stay readable of it is said. Of the rest is said what may not stay. */
    private Proposal suited(String typed, String device, Options given, Proposal proposal) {
        if (!(proposal instanceof Proposal.Planned(var plan)) || plan.steps().isEmpty()) {
            return proposal;
        }
        if (!Suitability.makesRam(plan)) {
            return new Proposal.Planned(plan.with(Keeping.doubts(picture(), device)));
        }
        var dimms = Suitability.dimms(picture(), device);
        var secrets = new Secrets(host, real.configuration());
        return new Suitability(host, real.configuration()).refuses(dimms, device, typed, given).or(() -> secrets.refuses(dimms, device, typed))
                .<Proposal>map(Proposal.Refused::new).orElseGet(() -> new Proposal.Planned(secrets.warned(plan, dimms)));
    }

    /** What is known to be bad is not handed over: it is made good first, or the command is refused. */
    private Proposal good(String device, Mode mode, Options options, BadMemory memory) throws RefusalException {
        var entering = mode.enter(picture(), device, options);
        if (!(entering instanceof Proposal.Planned(var plan)) || plan.steps().isEmpty() && !memory.consent()) {
            return entering;
        }
        var bad = memory.toClear(host, picture(), device, device + " cannot change hands", BadMemory.place(picture(), device));
        if (bad.none()) {
            return entering;
        }
        try (var copy = Rehearsal.on(host)) {
            var trial = new Trial(copy);
            var notes = memory.clear(trial, bad, device);
            var cleared = new Plan(plan.title(), trial.take(), new Condition.All(List.of()), ByteSize.ZERO, ByteSize.ZERO, notes);
            return switch (mode.enter(trial.picture(), device, options)) {
                case Proposal.Planned(var then) -> new Proposal.Planned(Plans.join(plan.title(), List.of(cleared, then), List.of()));
                case Proposal.Refused refused -> refused;
            };
        } catch (HostException unable) {
            throw new RefusalException(RefusalCode.NO_REHEARSAL, unable.errno(), device, device + " cannot change hands", unable.getMessage(), "ndctl clear-errors       does it without a plan");
        }
    }

    private Proposal adjust(Command.Adjust command) throws RefusalException {
        String typed = command.typed();
        var shaping = new Shaping(host, modes, picture(), typed, command.options());
        return switch (command.adjustment()) {
            case Adjustment.Enabled _, Adjustment.Named _ ->
                    new Proposal.Planned(new Adjusting(host, picture(), typed, command.options()).plan(command.object(), command.adjustment()));
            case Adjustment.Created(var mode) -> {
                if (FreeSpace.parse(picture(), command.object()).isEmpty() && DaxSpace.parse(picture(), command.object()).isEmpty()) {
                    throw new RefusalException(RefusalCode.NO_SUCH_OBJECT, Errno.ENODEV, command.object(), typed + " cannot be done",
                            command.object() + " is no free space: a region of this machine, and how much of it", spaces());
                }
                yield enter(typed, command.object(), mode, command.options());
            }
            case Adjustment.LabelsRestored(var revision) -> new Proposal.Planned(new LabelReturn(host, picture(), typed, command.options()).restore(command.object(), revision, traces));
            case Adjustment.LabelsInitialised(var version) -> new Proposal.Planned(new LabelReturn(host, picture(), typed, command.options()).initialise(command.object(),
                    LabelFormat.ofVersion(version).orElseThrow(() -> new RefusalException(RefusalCode.INVALID_OPTION, Errno.EINVAL, command.object(), typed + " makes no sense",
                            "labels have version 1.1 or 1.2, not " + version, "leave out --label-version"))));
            case Adjustment.Destroyed _ -> new Proposal.Planned(shaping.destroy(device(command.object(), typed)));
            case Adjustment.Resized(var bytes) -> new Proposal.Planned(shaping.resize(device(command.object(), typed), bytes, lost()));
        };
    }

    private String spaces() {
        var dax = picture().daxDevices().values().stream().filter(device -> device.namespace().isEmpty() && !device.onNdBus())
                .map(device -> device.name().substring(0, device.name().indexOf('.')) + ":256M");
        var all = Stream.concat(picture().regions().values().stream().filter(region -> region.maxAvailableExtentBytes() != 0).map(region -> region.name() + ":256M"), dax)
                .distinct().toList();
        return all.isEmpty() ? "list regions       shows what there is; nothing is free" : "use, for example, " + String.join(" or ", all.subList(0, Math.min(all.size(), 3)));
    }

    /** Namespaces that are wanted and not there. */
    public Collection<Sighting> lost() {
        var wanted = new HashMap<ObjectId, State>();
        Deviation.of(real).stream().filter(deviation -> deviation.key().kind() == ObjectId.Kind.NAMESPACE && deviation.observed().isEmpty())
                .forEach(deviation -> deviation.wanted().ifPresent(state -> wanted.put(deviation.key(), state)));
        return traces.lastSeen(wanted).values();
    }

    private Proposal release(Command.Release command) throws RefusalException {
        String device = device(command.device(), command.typed());
        var owner = modes.stream().filter(mode -> mode.owns(picture(), device)).findFirst();
        if (owner.isEmpty()) {
            return nobody(command, device);
        }
        var options = modeOptions(command.options());
        var mode = owner.get();
        return withHolders(command.typed(), device, switch (mode.prepareLeaving(picture(), device, options)) {
            case Preparation.NotNeeded _ -> warned(command, device, mode.leave(picture(), device, options));
            case Preparation.Refused(var refusal) -> new Proposal.Refused(refusal);
            case Preparation.ByTools tools -> {
                HolderCheck.check(host, picture(), device, device + " cannot be released", command.typed(), command.options());
                yield new Proposal.Planned(Prepared.leaving(host, command.typed(), picture().namespaces().get(device), mode, options, tools));
            }
        }, command.options());
    }

    /** Letting go is never refused for what is bad: it takes the memory out of use. */
    private Proposal warned(Command.Release command, String device, Proposal leaving) {
        return leaving instanceof Proposal.Planned(var plan) ? new Proposal.Planned(plan.with(new BadMemory(host, command.typed(), command.options())
                .warning(picture(), BadMemory.place(picture(), device), "no command of ours hands it to anybody before it is cleared"))) : leaving;
    }

    /** A device without an owner goes to its default one, where that is known. */
    private Proposal nobody(Command.Release command, String device) throws RefusalException {
        var home = modes.stream().filter(mode -> mode.isDefaultOf(picture(), device)).findFirst();
        if (home.isPresent()) {
            return good(device, home.get(), modeOptions(command.options()), new BadMemory(host, command.typed(), command.options()));
        }
        throw new RefusalException(RefusalCode.NOT_OWNED, Errno.ENODEV, device, device + " cannot be released", "nobody owns it", "list       shows who owns what");
    }

    private static Options modeOptions(Options options) {
        var values = new TreeMap<>(options.values());
        values.remove(ModeOption.DESPITE_HOLDERS.name());
        values.remove(Draining.DRAIN);
        values.remove(Draining.NO_DRAIN);
        values.remove(ModeOption.CLEAR_ERRORS.name());
        return new Options(values);
    }

    private Proposal withHolders(String typed, String device, Proposal proposal, Options options) throws RefusalException {
        if (!(proposal instanceof Proposal.Planned(var plan)) || plan.steps().isEmpty()) {
            return proposal;
        }
        if (options.has(LEAK)) {
            refuseANeedlessLeak(typed, device, plan);
        } else if (!guards().takesMemoryBack()) {
            for (Step step : plan.steps()) {            // no step before it makes it harmless
                refuseALeak(step.effect(), typed);
            }
        }
        var notes = HolderCheck.check(host, picture(), device, device + " cannot change hands", typed, options);
        return new Proposal.Planned(plan.called(typed).with(notes));
    }

    private String device(String text, String typed) throws RefusalException {
        var found = Names.resolve(picture(), text);
        if (found.size() == 1) {
            return found.getFirst();
        }
        var known = Stream.concat(picture().daxDevices().keySet().stream(), picture().namespaces().keySet().stream())
                .collect(Collectors.joining(", "));
        throw found.isEmpty()
                ? new RefusalException(RefusalCode.NO_SUCH_OBJECT, Errno.ENODEV, text, typed + " cannot be done",
                        NamedObject.find(picture(), text).map(other -> OtherObject.rule(text, other)).orElse("there is no device " + text),
                        NamedObject.find(picture(), text).map(other -> OtherObject.remedy(text, other)).orElse(
                                known.isEmpty() ? "list       shows the devices of this machine; it has none" : "use one of " + known))
                : new RefusalException(RefusalCode.AMBIGUOUS_NAME, Errno.EINVAL, text, typed + " cannot be done", "several devices are called " + text,
                        "use one of " + String.join(", ", found));
    }

    private Plan accept(Command.Accept command) throws RefusalException {
        var deviations = Drifted.named(ledger, command.device(), command.typed());
        if (deviations.isEmpty()) {
            return Plan.nothingToDo(command.typed(), command.device().orElse("everything") + " is as it is wanted");
        }
        return new Plan(command.typed(), List.of(), new Condition.EffectSucceeded(), ByteSize.ZERO, ByteSize.ZERO,
                deviations.stream().map(deviation -> deviation.name() + " is wanted from now on as it is: "
                        + State.text(deviation.observed())).toList());
    }

    private Plan perform(Command.Perform command) throws RefusalException {
        if (!command.leakUntilReboot()) {
            for (var effect : command.effects()) {
                refuseALeak(effect, effect.typed());
            }
        }
        var ground = new LostGround(host, lost());
        for (var effect : command.effects()) {
            var refusal = ground.refuses(effect);
            if (refusal.isPresent()) {
                throw new RefusalException(refusal.get());
            }
        }
        var steps = new ArrayList<Step>();
        command.effects().forEach(effect -> steps.add(new Step.Reversible(effect, new Condition.EffectSucceeded(), List.of())));
        return new Plan(command.typed(), steps, new Condition.EffectSucceeded(), ByteSize.ZERO, ByteSize.ZERO, List.of());
    }

    private void refuseALeak(Effect effect, String typed) throws RefusalException {
        var leak = guards().leak(effect, picture(), typed);
        if (leak.isPresent()) {
            throw new RefusalException(leak.get());
        }
    }

    /** What unbinding loses is up to the kernel: since 5.3 memory that is online, before it all that was added. */
    private void refuseANeedlessLeak(String typed, String device, Plan plan) throws RefusalException {
        if (plan.steps().stream().allMatch(step -> guards().leak(step.effect(), picture()).isEmpty())) {
            throw new RefusalException(RefusalCode.NOTHING_WOULD_LEAK, Errno.EINVAL, device, typed + " makes no sense",
                    "nothing would leak: no block of it is online", "leave out --" + LEAK);
        }
    }

    private Guards guards() {
        return Guards.of(host.kernelRelease());
    }

    private Plan power(Command.Power command) throws RefusalException {
        if (host.power().isEmpty()) {
            throw new RefusalException(RefusalCode.REAL_MACHINE, Errno.EOPNOTSUPP, "power", command.typed() + " cannot be done",
                    "this machine is real, and daxplane does not switch real machines off", "boot it as you always do");
        }
        return new Plan(command.typed(), List.of(new Step.Irreversible(command.effect(), new Condition.EffectSucceeded(),
                "what was in volatile memory is gone")), new Condition.EffectSucceeded(), ByteSize.ZERO, ByteSize.ZERO,
                List.of("loses what is in volatile memory: bindings, zones, id lists"));
    }
}
