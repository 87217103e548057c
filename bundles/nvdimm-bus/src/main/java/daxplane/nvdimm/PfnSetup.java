package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.nvdimm.info.PfnInfo;
import daxplane.nvdimm.info.PfnLayout;
import java.util.Optional;

/** Makes a PFN or DAX personality ready: its info block is found valid, or a new one is written. Source: docs/kernel/namespaces.md 3. */
public final class PfnSetup {

    private static final long PAGE = 4096;
    private static final long SECTOR = 512;

    private PfnSetup() {
    }

    /**
     * @return where the data lies, in physical addresses; also told to the device
     * @throws KernelException ENODEV not configured; ENXIO unreadable, no mode, or no room for data; EINVAL misaligned start;
     *     EOPNOTSUPP an info block is there that cannot be used
     */
    public static AddressRange prepare(PfnDevice device) throws KernelException {
        NamespaceDevice namespace = device.namespace()
                .orElseThrow(() -> new KernelException(Errno.ENODEV, device + " has no namespace"));
        if (device.uuid().isEmpty()) {
            throw new KernelException(Errno.ENODEV, device + " has no uuid");
        }
        Optional<PfnInfo> existing = PfnCheck.read(namespace, device.infoKind())
                .filter(info -> info.uuid().equals(device.uuid().get()));
        if (existing.isPresent()) {
            PfnCheck.checkSettings(device, existing.get());
            PfnCheck.check(namespace, existing.get());
        }
        if (existing.isPresent()) {
            clearMapErrors(device, namespace, existing.get());
        }
        PfnInfo info = existing.isPresent() ? existing.get() : create(device, namespace);
        AddressRange data = data(namespace.range(), info);
        device.data(data);
        return data;
    }

    /** A block of another uuid is written over: that is how a namespace gets another configuration. */
    private static PfnInfo create(PfnDevice device, NamespaceDevice namespace) throws KernelException {
        if (device.region().readOnly()) {
            throw new KernelException(Errno.ENXIO, namespace + " is read-only, unable to init metadata");
        }
        PfnLayout layout;
        try {
            layout = PfnLayout.of(namespace.range(), device.align(), device.mode().number(),
                    device.ndBus().kernel().profile().allowsEmptyPersonalities());
        } catch (KernelException refused) {
            device.ndBus().kernel().log(3, "%s %s: %s %s".formatted(device.driverName().orElse("nd"), device, namespace,
                    refused.getMessage()));
            throw refused;
        }
        PfnInfo info = new PfnInfo(device.infoKind(), device.uuid().orElseThrow(), namespace.parentUuid(), 1, 4,
                layout.dataOffset(), layout.pages(), device.mode().number(), 0, layout.endTrunc(), device.align(),
                PfnInfo.PAGE_BYTES, PfnInfo.STRUCT_PAGE_BYTES);
        clearMapErrors(device, namespace, info);
        namespace.write(PfnInfo.OFFSET, info.encode());
        device.ndBus().kernel().media().flush();
        return info;
    }

    /**
     * Bad pages where the struct pages go are written, and good after that. The kernel looks for them from the start of the region,
     * wherever in it the namespace lies.
     */
    private static void clearMapErrors(PfnDevice device, NamespaceDevice namespace, PfnInfo info) throws KernelException {
        if (info.mode() != PfnInfo.ON_MEDIA) {
            return;
        }
        long start = namespace.region().range().start() + (PfnInfo.OFFSET + PfnInfo.BYTES) / SECTOR * SECTOR;
        long end = Math.min(namespace.region().range().start() + info.dataOffset(), namespace.region().range().end());
        if (start >= end) {
            return;
        }
        for (AddressRange bad : device.region().badPlaces(new AddressRange(start, end))) {
            long from = bad.start() & -PAGE;
            if (from >= namespace.range().start()) {
                for (long page = from; page < bad.end(); page += PAGE) {
                    namespace.write(page - namespace.range().start(), new byte[(int) PAGE]);
                }
            }
        }
    }

    private static AddressRange data(AddressRange namespace, PfnInfo info) {
        return new AddressRange(namespace.start() + info.startPad() + info.dataOffset(), namespace.end() - info.endTrunc());
    }
}
