package daxplane.driver.pmem;

import daxplane.block.BlockLayer;
import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.nvdimm.AutoDetection;
import daxplane.nvdimm.BttDevice;
import daxplane.nvdimm.NamespaceDevice;
import daxplane.nvdimm.NamespaceProbe;
import daxplane.nvdimm.NdDevice;
import daxplane.nvdimm.PfnDevice;
import daxplane.nvdimm.PfnSetup;
import daxplane.nvdimm.translation.BlockTranslation;
import daxplane.nvdimm.translation.Sectors;
import java.util.List;
import java.util.Optional;

/**
 * The driver nd_pmem: a disk on a namespace, or on its BTT or PFN personality. Source: docs/kernel/namespaces.md 2.
 *
 * <p>A namespace on which an info block is found gets a personality instead of a disk; its own probe then fails with ENXIO, and
 * everybody takes that as success.
 */
final class PmemDriver implements Driver {

    /** What must be readable before anything is known about a namespace: the first page and the info block. */
    private static final long INFO_RESERVE = 8 << 10;

    @Override
    public String name() {
        return PmemModule.NAME;
    }

    @Override
    public String bus() {
        return "nd";
    }

    @Override
    public boolean matches(Device device) {
        return device instanceof NdDevice nd && (nd.type() == NdDevice.NAMESPACE_IO || nd.type() == NdDevice.NAMESPACE_PMEM);
    }

    @Override
    public void probe(Device device, Kernel kernel) throws KernelException {
        NamespaceDevice namespace = NamespaceProbe.check((NdDevice) device);
        switch (device) {
            case BttDevice btt -> translated(btt, namespace, kernel);
            case PfnDevice pfn -> {
                probeReserve(namespace, kernel);
                AddressRange data = PfnSetup.prepare(pfn);
                warnWithoutFlush(device, namespace, kernel);
                plain(device, namespace, data, true, kernel);
            }
            default -> {
                probeReserve(namespace, kernel);
                if (AutoDetection.claims(namespace)) {
                    throw new KernelException(Errno.ENXIO, namespace + " has a personality");
                }
                warnWithoutFlush(device, namespace, kernel);
                plain(device, namespace, namespace.range(), namespace.mapsPages(), kernel);
            }
        }
    }

    private static void plain(Device device, NamespaceDevice namespace, AddressRange data, boolean direct, Kernel kernel)
            throws KernelException {
        Reservation reservation = Reservation.take(device, namespace.range(), namespace.name(), kernel);
        int sector = namespace.lbaSize() == 4096 ? 4096 : 512;
        DiskShape shape = new DiskShape(data, data.bytes() / PmemDisk.SECTOR * PmemDisk.SECTOR, sector, direct, clears(namespace),
                cached(namespace), Optional.empty());
        addDisk(device, namespace, shape, namespace.diskName(false), reservation, kernel);
    }

    private static void translated(BttDevice btt, NamespaceDevice namespace, Kernel kernel) throws KernelException {
        if (btt.uuid().isEmpty() || btt.sectorBytes() == 0) {
            throw new KernelException(Errno.ENODEV, btt + " is not configured");
        }
        BlockTranslation translation = kernel.symbol(BlockTranslation.class)
                .orElseThrow(() -> new KernelException(Errno.ENXIO, "nd_btt is not loaded"));
        Reservation reservation = Reservation.take(btt, namespace.range(), namespace.name(), kernel);
        long offset = AutoDetection.arenasOffset(namespace);
        AddressRange arenas = new AddressRange(namespace.range().start() + offset, namespace.range().end());
        Sectors store;
        try {
            store = translation.attach(PhysicalMemory.checked(kernel, arenas),
                    new BlockTranslation.Configuration("nd_pmem " + btt, btt.uuid().get(), namespace.parentUuid(), btt.sectorBytes(),
                            offset == 0 ? 2 : 1, offset == 0 ? 0 : 1, btt.region().readOnly()));
        } catch (KernelException failure) {
            reservation.release(kernel);
            throw failure;
        }
        btt.diskBytes(store.bytes());
        DiskShape shape = new DiskShape(arenas, store.bytes(), store.sectorBytes(), false, clears(namespace),
                cached(namespace), Optional.of(namespace.parentUuid()));
        addDisk(btt, namespace, shape, namespace.diskName(true), reservation, kernel);
    }

    private static void addDisk(Device device, NamespaceDevice namespace, DiskShape shape, String name, Reservation reservation,
            Kernel kernel) throws KernelException {
        BlockLayer numbers = kernel.symbol(BlockLayer.class).orElseThrow();
        PmemDisk disk = new PmemDisk(kernel, name, device.directory(), shape, namespace.region().readOnly(), numbers);
        try {
            numbers.add(disk);
        } catch (KernelException taken) {
            numbers.releaseMinor(disk.minor());
            reservation.release(kernel);
            throw taken;
        }
    }

    /** EBUSY: somebody else has reserved what must be read first. */
    private static void probeReserve(NamespaceDevice namespace, Kernel kernel) throws KernelException {
        AddressRange first = AddressRange.ofSize(namespace.range().start(), Math.min(INFO_RESERVE, namespace.range().bytes()));
        kernel.resources().request(first, namespace.name(), true, false);
        kernel.resources().release(first, namespace.name());
    }

    /** Regions without DIMMs do not tell how writes become durable. */
    private static void warnWithoutFlush(Device device, NamespaceDevice namespace, Kernel kernel) {
        if (namespace.region().description().mappings().isEmpty()) {
            kernel.log(4, "nd_pmem " + device + ": unable to guarantee persistence of writes");
        }
    }

    /** Only a provider without commands pretends that writing makes a bad sector good (docs/kernel/errors.md 1.2). */
    private static boolean clears(NamespaceDevice namespace) {
        return namespace.region().description().mappings().isEmpty();
    }

    /** Unless the platform flushes its caches when power goes. */
    private static boolean cached(NamespaceDevice namespace) {
        return namespace.region().description().persistent() && !namespace.region().description().domain().equals(Optional.of("cpu_cache"));
    }

    @Override
    public void remove(Device device, Kernel kernel) {
        BlockLayer numbers = kernel.symbol(BlockLayer.class).orElseThrow();
        disks(device, kernel).forEach(numbers::remove);
        Reservation.of(device).ifPresent(reservation -> reservation.release(kernel));
    }

    private static List<PmemDisk> disks(Device device, Kernel kernel) {
        return kernel.devices().children(device).stream().filter(PmemDisk.class::isInstance).map(PmemDisk.class::cast).toList();
    }
}
