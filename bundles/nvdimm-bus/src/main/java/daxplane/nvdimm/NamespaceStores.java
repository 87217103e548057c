package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import daxplane.labels.Abstraction;
import daxplane.labels.LabelStore;
import daxplane.labels.NamespaceLabel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** Writes to the attributes of a namespace: each one also rewrites its labels. Corpus ns-sysfs-create, label-rename. */
final class NamespaceStores {

    private final NamespaceDevice namespace;
    private final RegionDevice region;

    NamespaceStores(NamespaceDevice namespace) {
        this.namespace = namespace;
        this.region = namespace.region();
    }

    /** EBUSY in use, or the uuid had been written to labels that are gone; EINVAL malformed, or taken anywhere on the bus. */
    void uuid(String text) throws KernelException {
        namespace.requireIdle();
        UUID uuid = WrittenUuid.parse(text);
        if (region.ndBus().uuidInUse(uuid, region)) {
            throw new KernelException(Errno.EINVAL, uuid + " is taken");
        }
        Optional<UUID> old = namespace.uuid();
        if (old.isPresent()) {
            rename(old.get(), uuid);
        }
        namespace.uuid(Optional.of(uuid));
        updateLabels();
    }

    private void rename(UUID old, UUID uuid) throws KernelException {
        RegionActivity activity = activity();
        if (activity.mappings().stream().anyMatch(mapping -> mapping.labels().isEmpty())) {
            throw new KernelException(Errno.EBUSY, "there is no label to carry the old uuid away");
        }
        for (int i = 0; i < region.dimms().size(); i++) {
            DimmLabels labels = LabelUpdate.labels(region.dimms().get(i));
            labels.space(labels.space().renamed(DimmLabels.owner(old), DimmLabels.owner(uuid)));
            activity.mappings().get(i).labels().doom(LabelUpdate.slotsOf(labels, activity.mappings().get(i).labels(), old));
            region.dimms().get(i).changed();
        }
        region.changed();
    }

    /** At most 63 bytes, blanks around it do not count. */
    void altName(String text) throws KernelException {
        namespace.requireIdle();
        String name = new WrittenText(text).text().strip();
        if (name.getBytes(StandardCharsets.UTF_8).length > NamespaceLabel.LONGEST_NAME) {
            throw new KernelException(Errno.EINVAL, "a name has at most " + NamespaceLabel.LONGEST_NAME + " bytes");
        }
        namespace.altName(name);
        updateLabels();
    }

    void sectorSize(String text) throws KernelException {
        namespace.requireIdle();
        namespace.lbaSize(SizeChoice.NAMESPACE_SECTORS.parse(text));
        updateLabels();
    }

    void holderClass(String text) throws KernelException {
        namespace.requireIdle();
        Abstraction chosen = switch (new WrittenText(text).line()) {
            case "btt" -> bttVersion();
            case "pfn" -> Abstraction.PFN;
            case "dax" -> Abstraction.DAX;
            case "" -> Abstraction.NONE;
            default -> throw new KernelException(Errno.EINVAL, "no such class: " + text.strip());
        };
        namespace.holderClass(chosen);
        updateLabels();
    }

    /** DIMMs with labels of version 1.2 and those without any allow the newer layout; all must agree. docs/kernel/namespaces.md 4. */
    private Abstraction bttVersion() throws KernelException {
        SortedSet<Integer> kinds = new TreeSet<>();
        for (DimmDevice dimm : region.dimms()) {
            if (dimm.labels().isEmpty()) {
                return Abstraction.BTT;
            }
            kinds.add(switch (dimm.labels().get().store()) {
                case LabelStore.Blank _ -> 1;
                case LabelStore.Labelled labelled -> labelled.index().major() == 1 && labelled.index().minor() == 1 ? 2 : 4;
            });
        }
        if (kinds.size() > 1) {
            throw new KernelException(Errno.ENXIO, "the DIMMs have labels of different versions");
        }
        return kinds.isEmpty() || kinds.first() == 2 ? Abstraction.BTT : Abstraction.BTT2;
    }

    void size(String text) throws KernelException {
        long bytes = new WrittenText(text).toUnsigned(Long.SIZE);
        new NamespaceSize(namespace).change(bytes);
    }

    private void updateLabels() throws KernelException {
        new LabelUpdate(namespace).perform();
    }

    private RegionActivity activity() {
        return region.activity().orElseThrow(() -> new IllegalStateException(region.name() + " is disabled and has a namespace"));
    }
}
