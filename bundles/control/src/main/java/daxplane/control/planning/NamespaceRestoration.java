package daxplane.control.planning;

import daxplane.control.RefusalCode;
import daxplane.events.desired.ObjectId;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.inventory.AddressRange;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A namespace as it was: at its place, with its uuid and its name, and what the journal keeps of its media. Everything is done to
 * a copy of the machine first, so that a plan comes of it only if the copy is as the machine was.
 *
 * <pre>
 *   gone            uuid, name and size to the seed of its region   the kernel chooses the place; another one than then:
 *                   its label into the areas of its DIMMs           while its region is disabled
 *   another use     what was written over is put back, the rest of an info block cleared
 *   disabled, enabled
 * </pre>
 */
final class NamespaceRestoration {

    /** Where personalities keep what they are recognised by; what ndctl clears (corpus ns-create-fsdax). */
    private static final int INFO_BYTES = 8192;

    private final Trial trial;

    /** One that was just made, and that no personality has yet. */
    private Optional<String> setAside = Optional.empty();

    /** The kernel gave a namespace another place than it had. */
    static final class Elsewhere extends Exception {
        private static final long serialVersionUID = 1;

        Elsewhere() {
            super("another place", null, false, false);
        }
    }

    NamespaceRestoration(Trial trial) {
        this.trial = trial;
    }

    static Optional<Namespace> find(Inventory picture, ObjectId key) {
        return picture.namespaces().values().stream()
                .filter(namespace -> namespace.bytes() != 0 && ObjectId.of(picture, namespace).equals(key)).findFirst();
    }

    /** @param byLabels whether its label is written to its DIMMs, because the kernel would give it another place */
    void restore(ObjectId key, Sighting then, boolean byLabels) throws RefusalException, HostException, Elsewhere {
        var was = then.namespace();
        var region = region(then);
        var now = find(trial.picture(), key);
        if (now.isPresent() && inPlace(now.get(), was) && !now.get().altName().equals(was.altName())) {
            if (now.get().enabled()) {
                disable(now.get(), region);         // the kernel renames nothing that is in use
            }
            must(NdFiles.write(region, now.get().name(), "alt_name", was.altName()), was);
        }
        if (now.isPresent()) {
            lookForPersonality(now.get(), then, region);
        }
        if (now.isPresent() && resizable(now.get(), was)) {
            disable(now.get(), region);
            must(NdFiles.write(region, now.get().name(), "size", Long.toString(was.bytes())), was);
            now = find(trial.picture(), key);
        }
        if (now.isPresent() && !inPlace(now.get(), was)) {
            remove(now.get(), then.contents());
            now = Optional.empty();
        }
        if (now.isEmpty()) {
            requireFree(then, region);
            if (byLabels || region.cookie() != then.region().cookie()) {
                new LabelRestoration(trial).write(then, region);
            } else {
                make(was, region);
            }
            now = find(trial.picture(), key);
            if (now.isPresent() && !now.get().start().equals(was.start())) {
                throw new Elsewhere();
            }
            now.filter(made -> !made.enabled()).ifPresent(made -> setAside = Optional.of(made.name()));
        }
        if (now.isEmpty()) {
            throw unable(was, Errno.ENXIO, "no namespace comes of its label");
        }
        if (setAside.isPresent()) {
            forItsUse(setAside.get(), region(then), was);
        }
        if (then.contents().isEmpty()) {
            enabled(key, was);                  // what it is recognised by is where it was
        }
        var there = find(trial.picture(), key).orElseThrow(() -> unable(was, Errno.ENXIO, "it does not stay"));
        if (!then.contents().isEmpty() || was.enabled() && there.mode() != was.mode()) {
            use(there, region(then), was, then.contents());
            enabled(key, was);
        }
        require(key, was);
    }

    private static boolean inPlace(Namespace now, Namespace was) {
        return now.start().equals(was.start()) && now.bytes() == was.bytes();
    }

    /** A tool that died while it wrote info blocks leaves the namespace a disk, whatever is on it. */
    private void lookForPersonality(Namespace now, Sighting then, Region region) throws RefusalException, HostException {
        boolean disk = text(NdFiles.path(region, now.name(), "force_raw")).filter("1"::equals).isPresent();
        boolean wasDisk = then.picture().settings().containsKey("/sys/bus/nd/devices/" + then.namespace().name() + "/force_raw");
        if (disk && !wasDisk) {
            disable(now, region);
            must(NdFiles.write(region, now.name(), "force_raw", "0"), now);
        }
    }

    /** One without a personality keeps what it holds when the kernel gives it another size. */
    static boolean resizable(Namespace now, Namespace was) {
        return now.start().equals(was.start()) && now.bytes() != was.bytes() && now.uuid().isPresent() && now.mode() == Namespace.Mode.RAW && was.mode() == Namespace.Mode.RAW
                && now.personality().isEmpty();
    }

    private Region region(Sighting then) throws RefusalException {
        String name = then.namespace().name();
        return then.regionIn(trial.picture()).orElseThrow(() -> new RefusalException(RefusalCode.NO_WAY_BACK, Errno.ENODEV, name,
                name + " cannot become what it was", then.region().name() + ", which it lay in, is gone", "accept " + name + "       when it will not come back"));
    }

    private void requireFree(Sighting then, Region region) throws RefusalException {
        var was = then.namespace();
        if (was.start().isEmpty()) {
            throw unable(was, Errno.ENODATA, "the journal does not know where it lay: the kernel hid addresses from whoever looked");
        }
        var place = AddressRange.ofSize(was.start().getAsLong(), was.bytes());
        var there = trial.picture().namespaces().values().stream().filter(other -> other.region().equals(region.name()) && other.bytes() != 0
                && other.start().isPresent() && AddressRange.ofSize(other.start().getAsLong(), other.bytes()).overlaps(place)).findFirst();
        if (there.isPresent() && trial.picture().regions().get(region.name()).labelled()) {
            throw unable(RefusalCode.PLACE_TAKEN, was, Errno.EBUSY, there.get().name() + (there.get().altName().isEmpty() ? "" : " (" + there.get().altName() + ")") + " has its place now");
        }
    }

    private void make(Namespace was, Region region) throws RefusalException, HostException {
        if (was.uuid().isEmpty()) {
            throw unable(was, Errno.EOPNOTSUPP, "it has no label: it is there as soon as its region is");
        }
        // One that got no size before the process died keeps the uuid from every other.
        var begun = trial.picture().namespaces().values().stream().filter(other -> other.region().equals(region.name()) && other.bytes() == 0
                && other.uuid().equals(was.uuid())).map(Namespace::name).findFirst();
        String seed = begun.or(() -> text(NdFiles.path(region, "namespace_seed")).filter(name -> !name.isEmpty()))
                .orElseThrow(() -> unable(was, Errno.ENXIO, region.name() + " offers no namespace to make it of"));
        if (begun.isEmpty()) {
            must(NdFiles.write(region, seed, "uuid", was.uuid().get()), was);
        }
        must(NdFiles.write(region, seed, "alt_name", was.altName()), was);
        must(NdFiles.write(region, seed, "size", Long.toString(was.bytes())), was);
    }

    /** Its use of then: what was written over is back, and what tells of another use is gone. */
    private void use(Namespace now, Region region, Namespace was, SortedMap<Long, byte[]> contents) throws RefusalException, HostException {
        disable(now, region);
        media(now, region, contents);
        forItsUse(now.name(), region, was);
    }

    /** What its label says of the use that it is set aside for. */
    private void forItsUse(String name, Region region, Namespace was) throws HostException {
        String sector = was.mode() == Namespace.Mode.SECTOR ? "4096" : "512";
        if (was.mode() != Namespace.Mode.RAW && text(NdFiles.path(region, name, "sector_size")).filter(all -> !all.contains("[" + sector + "]")).isPresent()) {
            trial.attempt(NdFiles.write(region, name, "sector_size", sector));
        }
        if (text(NdFiles.path(region, name, "holder_class")).filter(now -> !now.equals(NdFiles.holderClass(was.mode()))).isPresent()) {
            trial.attempt(NdFiles.write(region, name, "holder_class", NdFiles.holderClass(was.mode())));
        }
    }

    /** As a disk without a personality, which is how its first bytes can be written. Without contents of then they are cleared. */
    private void media(Namespace now, Region region, SortedMap<Long, byte[]> contents) throws RefusalException, HostException {
        trial.attempt(NdFiles.write(region, now.name(), "holder_class", ""));
        must(NdFiles.write(region, now.name(), "force_raw", "1"), now);
        must(NdFiles.enable(now.name()), now);
        var disk = Optional.ofNullable(trial.picture().namespaces().get(now.name())).flatMap(Namespace::blockDevice)
                .orElseThrow(() -> unable(now, Errno.ENXIO, "it does not become a disk to write to"));
        if (contents.isEmpty()) {
            must(new Effect.ZeroMedia(disk, 0, INFO_BYTES), now);
        }
        for (var kept : contents.entrySet()) {
            must(new Effect.WriteMedia(disk, kept.getKey(), kept.getValue()), now);
        }
        must(NdFiles.write(region, now.name(), "force_raw", "0"), now);
        must(new Effect.WriteAttribute("/sys/bus/nd/drivers/nd_pmem/unbind", now.name() + "\n"), now);
    }

    /** A namespace that was not there then. What was on the media before it comes back as far as the journal keeps it. */
    void remove(Namespace now, SortedMap<Long, byte[]> contents) throws RefusalException, HostException {
        var region = trial.picture().regions().get(now.region());
        if (!region.labelled()) {
            throw unable(now, Errno.EOPNOTSUPP, region.name() + " has no labels: its namespace is there as long as it is");
        }
        disable(now, region);
        media(now, region, contents);
        must(NdFiles.write(region, now.name(), "size", "0"), now);
    }

    private void disable(Namespace now, Region region) throws RefusalException, HostException {
        if (now.enabled()) {
            must(NdFiles.disable(now), now);
        }
        if (now.personality().isPresent()) {
            trial.attempt(NdFiles.write(region, now.personality().get(), "namespace", ""));
        }
    }

    private void enabled(ObjectId key, Namespace was) throws RefusalException, HostException {
        var now = find(trial.picture(), key);
        if (now.isPresent() && now.get().enabled() != was.enabled()) {
            if (was.enabled()) {
                letGoOfClaim(trial, now.get());
                trial.attempt(NdFiles.enable(now.get().name()));
            } else {
                disable(now.get(), trial.picture().regions().get(now.get().region()));
            }
        }
    }

    /** A personality without its driver keeps the namespace from every driver; whoever binds the namespace again finds it on the medium. */
    static void letGoOfClaim(Trial trial, Namespace namespace) throws HostException {
        if (!namespace.enabled() && namespace.personality().isPresent()) {
            trial.attempt(NdFiles.write(trial.picture().regions().get(namespace.region()), namespace.personality().get(), "namespace", ""));
        }
    }

    private void require(ObjectId key, Namespace was) throws RefusalException {
        var now = find(trial.picture(), key).orElseThrow(() -> unable(was, Errno.ENXIO, "it does not stay"));
        if (!inPlace(now, was) || !now.altName().equals(was.altName()) || was.enabled() && now.mode() != was.mode() || now.enabled() != was.enabled()) {
            throw unable(was, Errno.ENODATA, "it would come back " + (now.enabled() ? "" : "disabled and ") + now.mode().word() + ", not " + was.mode().word()
                    + ": the journal keeps no copy of its info block");
        }
    }

    private void must(Effect effect, Namespace namespace) throws RefusalException, HostException {
        trial.perform(effect, namespace.name(), namespace.name() + " cannot become what it was");
    }

    private Optional<String> text(String path) {
        try {
            return Optional.of(trial.host().attributes().read(path).strip());
        } catch (HostException notThere) {
            return Optional.empty();
        }
    }

    static RefusalException unable(Namespace was, Errno errno, String rule) {
        return unable(RefusalCode.NO_WAY_BACK, was, errno, rule);
    }

    private static RefusalException unable(RefusalCode code, Namespace was, Errno errno, String rule) {
        return new RefusalException(code, errno, was.name(), was.name() + " cannot become what it was", rule, "history " + was.name() + "       tells what happened to it");
    }
}
