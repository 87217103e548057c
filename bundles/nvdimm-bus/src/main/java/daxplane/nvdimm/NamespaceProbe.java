package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.nvdimm.info.PfnLayout;
import java.util.Optional;

/** What every driver of namespaces and personalities checks before anything else. Source: docs/kernel/namespaces.md 2. */
public final class NamespaceProbe {

    private static final long SMALLEST = 4096;

    private NamespaceProbe() {
    }

    /**
     * @param device a namespace, or a personality with its namespace
     * @return the namespace
     * @throws KernelException ENODEV nothing is configured, or it has no size or uuid; EBUSY the namespace itself is bound;
     *     ENXIO it is claimed; EOPNOTSUPP its pages cannot be mapped as they are aligned;
     *     EACCES a DIMM is locked
     */
    public static NamespaceDevice check(NdDevice device) throws KernelException {
        NamespaceDevice namespace = switch (device) {
            case Personality personality -> claimed(personality);
            case NamespaceDevice own -> own;
            default -> throw new KernelException(Errno.ENODEV, device + " is no namespace");
        };
        Optional<DimmDevice> locked = namespace.region().dimms().stream().filter(DimmDevice::capacityLocked).findFirst();
        if (locked.isPresent()) {
            throw new KernelException(Errno.EACCES, locked.get().name() + " is locked");
        }
        if (device == namespace && namespace.claim().isPresent()) {
            throw new KernelException(Errno.ENXIO, namespace + " is claimed by " + namespace.claim().get());
        }
        if (namespace.range().bytes() < SMALLEST) {
            throw new KernelException(Errno.ENODEV, namespace + " has no capacity");
        }
        if (device == namespace && namespace.mapsPages() && misaligned(namespace.range())) {
            throw new KernelException(Errno.EOPNOTSUPP, namespace + " is not aligned to " + PfnLayout.SECTION_ALIGN);
        }
        if (namespace.labelled() && namespace.uuid().isEmpty()) {
            throw new KernelException(Errno.ENODEV, namespace + " has no uuid");
        }
        return namespace;
    }

    private static NamespaceDevice claimed(Personality personality) throws KernelException {
        NamespaceDevice namespace = personality.namespace()
                .orElseThrow(() -> new KernelException(Errno.ENODEV, personality + " has no namespace"));
        if (namespace.bound()) {
            throw new KernelException(Errno.EBUSY, namespace + " is active");
        }
        return namespace;
    }

    private static boolean misaligned(AddressRange range) {
        return (range.start() & PfnLayout.SECTION_ALIGN - 1) != 0 || (range.end() & PfnLayout.SECTION_ALIGN - 1) != 0;
    }
}
