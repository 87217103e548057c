package daxplane.control.planning;

import daxplane.control.Condition;
import daxplane.control.KernelFiles;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Plan;
import daxplane.control.Proposal;
import daxplane.control.RefusalCode;
import daxplane.control.Step;
import daxplane.events.desired.BlockTargets;
import daxplane.events.desired.State;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bringing objects back to a state that they had: for recovery, undo and settlement. */
final class Restoration {

    private final List<Mode> modes;

    Restoration(List<Mode> modes) {
        this.modes = modes;
    }

    /** Of one dax device, by its name of now. */
    Plan device(String title, Inventory picture, String name, State.Dax target) throws RefusalException {
        var device = picture.daxDevices().get(name);
        if (target.driver().isEmpty()) {
            return withoutDriver(title, picture, device);
        }
        String driver = target.driver().get();
        // The mode that a driver stands for is the one that would own the device if it had that driver.
        var owned = picture.change().put(device.unbound().boundTo(driver)).build();
        var mode = modes.stream().filter(candidate -> candidate.owns(owned, name)).findFirst().orElseThrow(() ->
                new RefusalException(RefusalCode.NO_MODE_FOR_DRIVER, Errno.EOPNOTSUPP, name, name + " cannot be given back to driver " + driver,
                        "no mode is installed that stands for this driver", "echo " + name + " > " + KernelFiles.DAX_DRIVERS + driver + "/bind"));
        var blocks = stillItsOwn(picture, device, target);
        var options = blocks.isEmpty() ? Options.NONE : Options.NONE.with(BlockTargets.OPTION, new BlockTargets(blocks).text());
        for (var option : mode.options()) {
            options = option.isConsent() ? options.with(option.name(), "") : options;   // given when the device first came to be so
        }
        return Plans.titled(title, plan(mode.enter(picture, name, options)));
    }

    /** A device that came back at another address has other blocks; of those nobody decided anything. */
    private static SortedMap<Long, BlockTargets.Target> stillItsOwn(Inventory picture, DaxDevice device, State.Dax target) {
        var own = DeviceBlocks.of(picture, device).numbers().boxed().collect(Collectors.toSet());
        var blocks = new TreeMap<>(target.blocks());
        blocks.keySet().retainAll(own);
        return own.isEmpty() ? target.blocks() : blocks;
    }

    /** No mode stands for a device that nobody has: it goes to its default owner first, and then from there. */
    private Plan withoutDriver(String title, Inventory picture, DaxDevice device) throws RefusalException {
        String name = device.name();
        var steps = new ArrayList<Step>();
        var owner = modes.stream().filter(mode -> mode.owns(picture, name)).findFirst();
        if (owner.isPresent()) {
            steps.addAll(plan(owner.get().leave(picture, name, Options.NONE)).steps());
        }
        var last = steps.stream().map(Step::afterwards)
                .flatMap(condition -> condition instanceof Condition.DriverIs(var of, var driver) && of.equals(name) ? Stream.of(driver) : Stream.empty())
                .reduce((_, later) -> later)
                .orElse(device.driver());
        last.ifPresent(driver -> steps.add(new Step.Reversible(KernelFiles.unbind(driver, name),
                new Condition.DriverIs(name, Optional.empty()), List.of(KernelFiles.bind(driver, name)))));
        return new Plan(title, steps, new Condition.DriverIs(name, Optional.empty()), ByteSize.ZERO, ByteSize.ZERO, List.of());
    }

    static Plan policy(String title, Inventory picture, State.Policy target) {
        return one(title, KernelFiles.autoOnline(target.value()), new Condition.AutoOnlineIs(target.value()),
                List.of(KernelFiles.autoOnline(picture.policy().autoOnline())));
    }

    static Plan unload(String title, String module) {
        return one(title, new Effect.UnloadModule(module), new Condition.ModuleIsLoaded(module, false), List.of(new Effect.LoadModule(module)));
    }

    static Plan load(String title, String module) {
        return one(title, new Effect.LoadModule(module), new Condition.EffectSucceeded(), List.of(new Effect.UnloadModule(module)));
    }

    private static Plan one(String title, Effect effect, Condition afterwards, List<Effect> undo) {
        return new Plan(title, List.of(new Step.Reversible(effect, afterwards, undo)), afterwards, ByteSize.ZERO, ByteSize.ZERO, List.of());
    }

    static Plan plan(Proposal proposal) throws RefusalException {
        return switch (proposal) {
            case Proposal.Planned(var plan) -> plan;
            case Proposal.Refused(var refusal) -> throw new RefusalException(refusal);
        };
    }
}
