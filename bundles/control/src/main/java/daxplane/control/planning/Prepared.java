package daxplane.control.planning;

import daxplane.control.Capacity;
import daxplane.control.Condition;
import daxplane.control.Mode;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.Plan;
import daxplane.control.Preparation;
import daxplane.control.Proposal;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.control.Step;
import daxplane.control.ToolLine;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.ByteSize;
import daxplane.inventory.Inventory;
import daxplane.inventory.KnownErrors;
import daxplane.inventory.Namespace;
import daxplane.rehearsal.Rehearsal;
import daxplane.rehearsal.RehearsedRun;
import daxplane.rehearsal.RehearsedStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plan of a mode whose memory must be prepared by tools first: each part is done on a copy of the machine, which the next
 * part then finds as it will be. The steps are what was done to the copy.
 *
 * <pre>
 *   system-ram leaves       the kernel lets go of the memory
 *   ndctl ...               labels and info blocks are written anew
 *   the mode enters         devdax to system-ram
 * </pre>
 */
final class Prepared {

    /** The unit of a block device's size, whatever its sectors are. */
    private static final long SECTOR_BYTES = 512;

    private final String title;
    private final String target;
    private final Mode mode;
    private final Options options;
    private final List<Mode> modes;
    private final BadMemory memory;
    private final List<Step> steps = new ArrayList<>();
    private final List<Condition> goal = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long lost;
    private long dram;
    private Optional<Capacity> capacity = Optional.empty();

    /** What a namespace is used for no longer, because it is no longer there. */
    static Plan leaving(Host host, String title, Namespace namespace, Mode mode, Options options, Preparation.ByTools preparation)
            throws RefusalException {
        refuseToDiscard(title, namespace.name(), namespace.name() + " cannot leave " + mode.name(), options, preparation);
        try (Rehearsal rehearsal = Rehearsal.on(host)) {
            return new Prepared(title, namespace.name(), mode, options, List.of(), new BadMemory(host, title, options)).off(rehearsal, namespace, preparation);
        } catch (HostException unable) {
            throw unable(unable, namespace.name(), namespace.name() + " cannot leave " + mode.name(), preparation);
        }
    }

    private static void refuseToDiscard(String title, String target, String what, Options options, Preparation.ByTools preparation)
            throws RefusalException {
        if (preparation.discards().isPresent() && !options.has(ModeOption.DISCARD_CONTENTS.name())) {
            throw new RefusalException(new Refusal(RefusalCode.CONTENTS_AT_STAKE, Errno.ENOTEMPTY, target, what, preparation.discards().get() + " would be destroyed",
                    "it would not ask, and neither would ndctl",
                    title + " --" + ModeOption.DISCARD_CONTENTS.name() + "       if nobody needs it"));
        }
    }

    private static RefusalException unable(HostException why, String target, String what, Preparation.ByTools preparation) {
        return new RefusalException(RefusalCode.NO_REHEARSAL, why.errno(), target, what, why.getMessage(),
                preparation.lines().stream().map(ToolLine::typed).collect(Collectors.joining(" && ")) + "       does it without a plan");
    }

    private Plan off(Rehearsal rehearsal, Namespace namespace, Preparation.ByTools preparation) throws RefusalException, HostException {
        tools(rehearsal, preparation);
        goal.add(new Condition.NamespaceGone(namespace.name(), namespace.uuid()));
        return new Plan(title, steps, new Condition.All(goal), ByteSize.ZERO, ByteSize.ZERO, notes);
    }

    private Prepared(String title, String target, Mode mode, Options options, List<Mode> modes, BadMemory memory) {
        this.title = title;
        this.target = target;
        this.mode = mode;
        this.options = options;
        this.modes = modes;
        this.memory = memory;
    }

    /**
     * @param options those of the mode, without what control itself understands
     * @throws RefusalException a tool, the kernel or a mode refuses; EOPNOTSUPP: this host has no copy to find out on
     */
    static Plan plan(Host host, String title, String target, Mode mode, Options options, Preparation.ByTools preparation, List<Mode> modes,
            Collection<Sighting> lost, BadMemory memory)
            throws RefusalException {
        refuseToDiscard(title, target, target + " cannot become " + mode.name(), options, preparation);
        try (Rehearsal rehearsal = Rehearsal.on(host)) {
            return new Prepared(title, target, mode, options, modes, memory).onto(rehearsal, preparation, lost);
        } catch (HostException unable) {
            throw unable(unable, target, target + " cannot become " + mode.name(), preparation);
        }
    }

    private Plan onto(Rehearsal rehearsal, Preparation.ByTools preparation, Collection<Sighting> lost) throws RefusalException, HostException {
        var before = memory.toClear(rehearsal.host(), rehearsal.picture(), target, target + " cannot become " + mode.name(), BadMemory.place(rehearsal.picture(), target));
        leave(rehearsal);
        clear(rehearsal, before);
        tools(rehearsal, preparation);
        Namespace made = made(rehearsal.picture(), preparation);
        refuseToWriteOver(made, lost);
        clear(rehearsal, memory.toClear(rehearsal.host(), rehearsal.picture(), target, target + " cannot become " + mode.name(), BadMemory.place(made).stream().toList()));
        goal.add(new Condition.NamespaceIs(made.name(), made.uuid(), Optional.of(made.mode())));
        String device = device(rehearsal.picture(), made);
        capacity = usable(rehearsal, made, device).map(usable -> Capacity.of(new ByteSize(made.bytes()), usable));
        if (!mode.owns(rehearsal.picture(), device)) {
            add(accepted(mode.enter(rehearsal.picture(), device, options)));
        }
        return new Plan(title, steps, new Condition.All(goal), new ByteSize(this.lost), new ByteSize(dram), notes, capacity);
    }

    private void clear(Rehearsal rehearsal, KnownErrors bad) throws RefusalException, HostException {
        if (!bad.none()) {
            var trial = new Trial(rehearsal);
            notes.addAll(memory.clear(trial, bad, target));
            steps.addAll(trial.take());
        }
    }

    /** What is left for data, as the copy shows it. */
    private static Optional<ByteSize> usable(Rehearsal rehearsal, Namespace made, String device) {
        var dax = rehearsal.picture().daxDevices().get(device);
        if (dax != null) {
            return Optional.of(new ByteSize(dax.bytes()));
        }
        try {
            return made.blockDevice().isEmpty() ? Optional.empty() : Optional.of(new ByteSize(Math.multiplyExact(SECTOR_BYTES,
                    Long.parseLong(rehearsal.host().attributes().read("/sys/class/block/" + made.blockDevice().get() + "/size").strip()))));
        } catch (HostException | ArithmeticException | NumberFormatException unknown) {
            return Optional.empty();
        }
    }

    /** Space that is free for the kernel may hold what is only missing its label. */
    private void refuseToWriteOver(Namespace made, Collection<Sighting> lost) throws RefusalException {
        var under = options.has(ModeOption.DISCARD_CONTENTS.name()) ? Optional.<Namespace>empty() : LostGround.under(made, lost);
        if (under.isPresent()) {
            throw new RefusalException(LostGround.refusal(target, target + " cannot become " + mode.name(), title, under.get()));
        }
    }

    private void tools(Rehearsal rehearsal, Preparation.ByTools preparation) throws RefusalException, HostException {
        for (ToolLine line : preparation.lines()) {
            run(rehearsal, line);
        }
        preparation.discards().ifPresent(what -> notes.add(what + " is lost; until it is written again it stays readable on the media"));
    }

    /** Memory that the kernel uses is taken back first; whatever else has it, the tools take it from. */
    private void leave(Rehearsal rehearsal) throws RefusalException, HostException {
        var device = rehearsal.picture().daxDevices().get(target);
        if (device == null || !device.usedAsRam()) {
            return;
        }
        var owner = modes.stream().filter(candidate -> candidate.owns(rehearsal.picture(), target)).findFirst();
        if (owner.isEmpty()) {
            return;
        }
        Plan leaving = accepted(owner.get().leave(rehearsal.picture(), target, Options.NONE));
        for (Step step : leaving.steps()) {
            RehearsedStep done = rehearsal.perform(step.effect());
            if (!done.done() || !step.afterwards().holds(rehearsal.picture())) {
                throw refused(Trial.errno(done), step.effect().typed() + ": " + Trial.answer(done), "");
            }
        }
        steps.addAll(leaving.steps());
        notes.addAll(leaving.notes());
    }

    private void run(Rehearsal rehearsal, ToolLine line) throws RefusalException, HostException {
        var complaints = new StringBuilder();
        RehearsedRun run = rehearsal.run((copy, effects) -> line.run(copy, effects, complaints::append));
        if (run.exitCode() != 0) {
            var last = run.steps().stream().filter(step -> !step.done()).reduce((_, later) -> later);
            throw refused(last.map(Trial::errno).orElse(Errno.EINVAL),
                    line.typed() + " would fail: " + String.join("; ", complaints.toString().strip().split("\n")),
                    last.map(step -> step.effect().typed() + ": " + Trial.answer(step)).orElse("nothing was written"));
        }
        run.steps().stream().flatMap(step -> Trial.step(step).stream()).forEach(steps::add);
    }

    private void add(Plan entering) {
        steps.addAll(entering.steps());
        goal.add(entering.goal());
        notes.addAll(entering.notes());
        lost += entering.lost().bytes();
        dram += entering.dramForPages().bytes();
        capacity = entering.capacity().or(() -> capacity);
    }

    private Namespace made(Inventory after, Preparation.ByTools preparation) throws RefusalException {
        Stream<Namespace> candidates = after.namespaces().values().stream().filter(namespace -> namespace.bytes() != 0);
        return (preparation.identity().isPresent()
                ? candidates.filter(namespace -> namespace.uuid().equals(preparation.identity()))
                : candidates.filter(namespace -> namespace.name().equals(target)))
                .findFirst().orElseThrow(() -> refused(Errno.ENXIO, "no namespace came of it", ""));
    }

    private static String device(Inventory picture, Namespace namespace) {
        return picture.daxDevices().values().stream().filter(device -> device.namespace().filter(namespace.name()::equals).isPresent())
                .findFirst().map(device -> device.name()).orElse(namespace.name());
    }

    private static Plan accepted(Proposal proposal) throws RefusalException {
        return switch (proposal) {
            case Proposal.Planned(var plan) -> plan;
            case Proposal.Refused(var refusal) -> throw new RefusalException(refusal);
        };
    }

    private RefusalException refused(Errno errno, String rule, String kernel) {
        return new RefusalException(new Refusal(RefusalCode.REHEARSAL_FAILED, errno, target, target + " cannot become " + mode.name(), rule, kernel,
                "show " + target + "       tells what it is now"));
    }
}
