package daxplane.control.planning;

import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.Condition;
import daxplane.control.Options;
import daxplane.control.Plan;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.events.desired.Names;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.ByteSize;
import daxplane.inventory.Dimm;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import daxplane.rehearsal.Rehearsal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Namespaces, regions and DIMMs that are enabled, disabled or renamed: tried on a copy, planned as it went there. */
final class Adjusting {

    /** The kernel keeps 63 bytes of it (label field {@code name}, 64 bytes with the NUL). */
    private static final int LONGEST_NAME = 63;

    private final Host host;
    private final Inventory now;
    private final String title;
    private final Options options;
    private final List<String> notes = new ArrayList<>();

    Adjusting(Host host, Inventory now, String title, Options options) {
        this.host = host;
        this.now = now;
        this.title = title;
        this.options = options;
    }

    /** What an operator should know of what was planned. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    Plan plan(String object, Adjustment adjustment) throws RefusalException {
        var namespace = namespace(object);
        var region = Optional.ofNullable(now.regions().get(object));
        var dimm = Optional.ofNullable(now.dimms().get(object));
        try (var copy = Rehearsal.on(host)) {
            var trial = new Trial(copy);
            return switch (adjustment) {
                case Adjustment.Enabled(var on) when namespace.isPresent() -> enabled(trial, namespace.get(), on);
                case Adjustment.Enabled(var on) when region.isPresent() -> enabled(trial, region.get(), on);
                case Adjustment.Enabled(var on) when dimm.isPresent() -> enabled(trial, dimm.get(), on);
                case Adjustment.Named(var name) when namespace.isPresent() -> named(trial, namespace.get(), name);
                case Adjustment.Created _, Adjustment.Destroyed _, Adjustment.Resized _, Adjustment.LabelsRestored _, Adjustment.LabelsInitialised _ -> throw new IllegalArgumentException(title + " is no adjustment");
                case Adjustment.Enabled _, Adjustment.Named _ -> throw new RefusalException(RefusalCode.NO_SUCH_OBJECT, Errno.ENODEV, object,
                        title + " cannot be done", adjustment instanceof Adjustment.Named ? "there is no namespace " + object
                                : "there is no namespace, region or DIMM " + object, "list namespaces       shows what there is");
            };
        } catch (HostException unable) {
            throw new RefusalException(RefusalCode.NO_REHEARSAL, unable.errno(), object, title + " cannot be done", unable.getMessage(), "ndctl       does it without a plan");
        }
    }

    private Optional<Namespace> namespace(String object) {
        var names = Names.resolve(now, object);
        return names.size() != 1 ? Optional.empty() : Optional.ofNullable(now.daxDevices().get(names.getFirst())).flatMap(device -> device.namespace())
                .or(() -> Optional.of(names.getFirst())).map(now.namespaces()::get).filter(namespace -> namespace.bytes() != 0);
    }

    private Plan enabled(Trial trial, Namespace namespace, boolean on) throws RefusalException, HostException {
        if (namespace.enabled() == on) {
            return Plan.nothingToDo(title, namespace.name() + (on ? " is enabled" : " is disabled") + " already");
        }
        if (on) {
            NamespaceRestoration.letGoOfClaim(trial, namespace);
            trial.perform(NdFiles.enable(namespace.name()), namespace.name(), title + " cannot be done");
        } else {
            disable(trial, namespace);
        }
        var after = Optional.ofNullable(trial.picture().namespaces().get(namespace.name())).filter(seen -> seen.enabled() == on).orElseThrow(() ->
                new RefusalException(RefusalCode.REHEARSAL_FAILED, Errno.ENXIO, namespace.name(), title + " cannot be done",
                        "the kernel takes the write, and " + namespace.name() + " stays as it is", "doctor       tells what is missing"));
        return plan(trial, new Condition.NamespaceIs(after.name(), after.uuid(), Optional.of(after.mode()).filter(_ -> on)));
    }

    private Plan enabled(Trial trial, Region region, boolean on) throws RefusalException, HostException {
        if (region.enabled() == on) {
            return Plan.nothingToDo(title, region.name() + (on ? " is enabled" : " is disabled") + " already");
        }
        if (!on) {
            for (Namespace namespace : now.namespaces().values()) {
                if (namespace.region().equals(region.name()) && namespace.enabled()) {
                    disable(trial, namespace);
                }
            }
        }
        trial.perform(NdFiles.region(region.name(), on), region.name(), title + " cannot be done");
        return plan(trial, new Condition.All(List.of()));
    }

    private Plan enabled(Trial trial, Dimm dimm, boolean on) throws RefusalException, HostException {
        if (dimm.enabled() == on) {
            return Plan.nothingToDo(title, dimm.name() + (on ? " is enabled" : " is disabled") + " already");
        }
        if (!on && dimm.active()) {
            var regions = now.regions().values().stream().filter(region -> region.enabled() && region.mappings().stream()
                    .anyMatch(mapping -> mapping.dimm().equals(dimm.name()))).map(Region::name).toList();
            throw new RefusalException(new Refusal(RefusalCode.REGION_IN_USE, Errno.EBUSY, dimm.name(), title + " cannot be done",
                    String.join(", ", regions) + " of it " + (regions.size() == 1 ? "is" : "are") + " enabled", "it would take the labels away from under them",
                    "disable " + (regions.isEmpty() ? "its regions" : regions.getFirst()) + "       and then: " + title));
        }
        trial.perform(NdFiles.dimm(dimm.name(), on), dimm.name(), title + " cannot be done");
        return plan(trial, new Condition.All(List.of()));
    }

    private Plan named(Trial trial, Namespace namespace, String name) throws RefusalException, HostException {
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new RefusalException(RefusalCode.INVALID_OPTION, Errno.EINVAL, namespace.name(), title + " cannot be done",
                    "a name has at most " + LONGEST_NAME + " bytes, none of them a control character", "choose another name");
        }
        var region = now.regions().get(namespace.region());
        if (!region.labelled()) {
            throw new RefusalException(RefusalCode.NO_LABELS, Errno.EOPNOTSUPP, namespace.name(), title + " cannot be done",
                    region.name() + " has no labels, and a name is kept in a label", "list namespaces       shows which have names");
        }
        if (namespace.altName().equals(name)) {
            return Plan.nothingToDo(title, namespace.name() + " is called so already");
        }
        if (namespace.enabled()) {
            disable(trial, namespace);
        }
        trial.perform(NdFiles.write(region, namespace.name(), "alt_name", name), namespace.name(), title + " cannot be done");
        if (namespace.enabled()) {
            trial.perform(NdFiles.enable(namespace.name()), namespace.name(), title + " cannot be done");
            notes.add(namespace.name() + " is disabled for a moment: the kernel renames nothing that is in use");
        }
        return plan(trial, new Condition.NamespaceIs(namespace.name(), namespace.uuid(), Optional.of(namespace.mode()).filter(_ -> namespace.enabled())));
    }

    /** Whoever has it would lose it: the kernel does not ask. */
    void disable(Trial trial, Namespace namespace) throws RefusalException, HostException {
        var dax = now.daxDevices().values().stream().filter(device -> device.namespace().filter(namespace.name()::equals).isPresent()).findFirst();
        if (dax.isPresent() && dax.get().usedAsRam()) {
            throw new RefusalException(new Refusal(RefusalCode.BLOCKS_ONLINE, Errno.EBUSY, namespace.name(), title + " cannot be done",
                    dax.get().name() + " of it is used as RAM", "it would lose the memory until the next boot", "release " + dax.get().name() + "       and then: " + title));
        }
        notes.addAll(HolderCheck.check(host, now, namespace.name(), title + " cannot be done", title, options));
        trial.perform(NdFiles.disable(namespace), namespace.name(), title + " cannot be done");
        if (namespace.personality().isPresent()) {
            trial.attempt(NdFiles.write(now.regions().get(namespace.region()), namespace.personality().get(), "namespace", ""));
        }
    }

    private Plan plan(Trial trial, Condition goal) {
        return new Plan(title, trial.take(), goal, ByteSize.ZERO, ByteSize.ZERO, notes);
    }
}
