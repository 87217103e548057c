package daxplane.control.planning;

import daxplane.control.Capacity;
import daxplane.control.Command;
import daxplane.control.Condition;
import daxplane.control.DaxSpace;
import daxplane.control.Mode;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.Plan;
import daxplane.control.Preparation;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.events.desired.ObjectId;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.AddressRange;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.rehearsal.Rehearsal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Namespaces and devices of dax regions that are destroyed or resized, and devices that are made: tried on a copy, planned as it went there. */
final class Shaping {

    @FunctionalInterface
    private interface Body {
        Plan plan(Trial trial) throws RefusalException, HostException;
    }

    private final Host host;
    private final List<Mode> modes;
    private final Inventory now;
    private final String title;
    private final Options options;

    Shaping(Host host, List<Mode> modes, Inventory now, String title, Options options) {
        this.host = host;
        this.modes = modes;
        this.now = now;
        this.title = title;
        this.options = options;
    }

    /** @param entering options of the mode */
    Plan create(DaxSpace space, Mode mode, Options entering) throws RefusalException {
        return onCopy("dax" + space.region(), trial -> {
            String name = new DaxDivision(trial, modes, title).make(space);
            var bytes = new ByteSize(trial.picture().daxDevices().get(name).bytes());
            Plan entry = Restoration.plan(mode.enter(trial.picture(), name, entering));
            trial.follow(entry.steps(), name, title + " cannot be done");
            return new Plan(title, trial.take(), entry.goal(), entry.lost(), entry.dramForPages(), entry.notes(), entry.capacity().or(() -> Optional.of(Capacity.of(bytes, bytes))));
        });
    }

    /** The way back to what was not there. */
    Plan destroy(String name) throws RefusalException {
        var namespace = sized(name);
        var key = namespace.map(found -> ObjectId.of(now, found)).orElseGet(() -> ObjectId.of(now.daxDevices().get(name)));
        var way = new WayBack(host, modes, now, title, options).to(List.of(new WayBack.Goal(key, namespace.map(Namespace::name).orElse(name), Optional.empty(),
                Optional.empty(), Optional.empty())));
        if (!way.refused().isEmpty()) {
            throw new RefusalException(way.refused().values().iterator().next());
        }
        return way.plan();
    }

    /** @param lost namespaces that are wanted and not there */
    Plan resize(String name, ByteSize bytes, Collection<Sighting> lost) throws RefusalException {
        var namespace = sized(name);
        long is = namespace.map(Namespace::bytes).orElseGet(() -> now.daxDevices().get(name).bytes());
        if (bytes.bytes() == 0) {
            throw new RefusalException(RefusalCode.INVALID_OPTION, Errno.EINVAL, name, title + " makes no sense", "nothing would be left of it", "destroy " + name + "       destroys it");
        }
        if (bytes.bytes() == is) {
            return Plan.nothingToDo(title, name + " is " + bytes + " already");
        }
        if (namespace.isEmpty()) {
            return resized(now.daxDevices().get(name), bytes);
        }
        var owner = modes.stream().filter(mode -> mode.owns(now, name)).findFirst().orElseThrow(() -> new RefusalException(RefusalCode.NOT_OWNED, Errno.ENODEV, name,
                title + " cannot be done", "nobody owns it: what is on it cannot be seen", "enable " + namespace.get().name() + "       shows what it is"));
        return switch (owner.prepareResizing(now, name, bytes, options)) {
            case Preparation.NotNeeded _ -> inPlace(namespace.get(), bytes);
            case Preparation.Refused(var refusal) -> throw new RefusalException(refusal);
            case Preparation.ByTools tools -> {
                HolderCheck.check(host, now, name, title + " cannot be done", title, options);
                yield Prepared.plan(host, title, name, owner, Options.NONE.with(ModeOption.DISCARD_CONTENTS.name(), ""), consented(name, tools), modes, lost, new BadMemory(host, title, options));
            }
        };
    }

    private Preparation.ByTools consented(String name, Preparation.ByTools tools) throws RefusalException {
        if (tools.discards().isPresent() && !options.has(ModeOption.DISCARD_CONTENTS.name())) {
            throw atStake(name, tools.discards().get() + " would be destroyed", "the size is in its info block, so it is made anew");
        }
        return tools;
    }

    private Plan resized(DaxDevice device, ByteSize bytes) throws RefusalException {
        refuseToCut(device.name(), device.bytes(), bytes);
        var notes = new ArrayList<>(HolderCheck.check(host, now, device.name(), title + " cannot be done", title, options));
        return onCopy(device.name(), trial -> {
            var division = new DaxDivision(trial, modes, title);
            division.resize(device, bytes);
            division.bound(device.name(), device.driver());
            cut(notes, device.name(), device.bytes(), bytes);
            return new Plan(title, trial.take(), new Condition.DriverIs(device.name(), device.driver()), ByteSize.ZERO, ByteSize.ZERO, notes, Optional.of(Capacity.of(bytes, bytes)));
        });
    }

    private Plan inPlace(Namespace namespace, ByteSize bytes) throws RefusalException {
        refuseToCut(namespace.name(), namespace.bytes(), bytes);
        return onCopy(namespace.name(), trial -> {
            var adjusting = new Adjusting(host, now, title, options);
            adjusting.disable(trial, namespace);
            trial.perform(NdFiles.write(now.regions().get(namespace.region()), namespace.name(), "size", Long.toString(bytes.bytes())), namespace.name(), title + " cannot be done");
            var notes = new ArrayList<>(adjusting.notes());
            notes.addAll(goodGround(trial, namespace));
            trial.perform(NdFiles.enable(namespace.name()), namespace.name(), title + " cannot be done");
            cut(notes, namespace.name(), namespace.bytes(), bytes);
            return new Plan(title, trial.take(), new Condition.NamespaceIs(namespace.name(), namespace.uuid(), Optional.of(namespace.mode())), ByteSize.ZERO, ByteSize.ZERO,
                    notes, Optional.of(Capacity.of(bytes, bytes)));
        });
    }

    /** What a namespace grows by is handed over; what it has already is its owner's. */
    private List<String> goodGround(Trial trial, Namespace was) throws RefusalException, HostException {
        var memory = new BadMemory(host, title, options);
        var now = Optional.ofNullable(trial.picture().namespaces().get(was.name())).flatMap(BadMemory::place);
        var had = BadMemory.place(was);
        if (now.isEmpty() || had.isEmpty() || Long.compareUnsigned(now.get().last(), had.get().last()) <= 0) {
            return List.of();
        }
        var more = new AddressRange(had.get().end(), now.get().end());
        var bad = memory.toClear(trial.host(), trial.picture(), was.name(), title + " cannot be done", List.of(more));
        return bad.none() ? List.of() : memory.clear(trial, bad, was.name());
    }

    private void refuseToCut(String name, long is, ByteSize bytes) throws RefusalException {
        if (bytes.bytes() < is && !options.has(ModeOption.DISCARD_CONTENTS.name())) {
            throw atStake(name, "what the last " + new ByteSize(is - bytes.bytes()) + " of " + name + " hold would be destroyed", "it would not ask");
        }
    }

    private static void cut(List<String> notes, String name, long is, ByteSize bytes) {
        notes.add(bytes.bytes() < is ? "what the last " + new ByteSize(is - bytes.bytes()) + " of " + name + " hold is lost"
                : "what " + name + " holds stays; what was there before is in the " + new ByteSize(bytes.bytes() - is) + " behind it");
    }

    private RefusalException atStake(String name, String rule, String kernel) {
        return new RefusalException(new Refusal(RefusalCode.CONTENTS_AT_STAKE, Errno.ENOTEMPTY, name, title + " cannot be done", rule, kernel,
                title + " --" + ModeOption.DISCARD_CONTENTS.name() + "       if nobody needs it"));
    }

    /** The namespace that is meant; empty: a dax device that comes of none. */
    private Optional<Namespace> sized(String name) throws RefusalException {
        var device = Optional.ofNullable(now.daxDevices().get(name));
        var namespace = namespace(name);
        if (namespace.isEmpty() && device.filter(found -> found.bytes() != 0).isEmpty()) {
            throw new RefusalException(RefusalCode.EMPTY_NAMESPACE, Errno.ENODEV, name, title + " cannot be done",
                    "it is a " + (device.isPresent() ? "dax device" : "namespace") + " without a size: nothing is in it yet", "list       shows what there is");
        }
        return namespace;
    }

    private Optional<Namespace> namespace(String name) {
        return Optional.ofNullable(now.daxDevices().get(name)).flatMap(DaxDevice::namespace).or(() -> Optional.of(name)).map(now.namespaces()::get)
                .filter(namespace -> namespace.bytes() != 0);
    }

    private Plan onCopy(String object, Body body) throws RefusalException {
        try (var copy = Rehearsal.on(host)) {
            return body.plan(new Trial(copy));
        } catch (HostException unable) {
            throw new RefusalException(RefusalCode.NO_REHEARSAL, unable.errno(), object, title + " cannot be done", unable.getMessage(), "daxctl and ndctl       do it without a plan");
        }
    }
}
