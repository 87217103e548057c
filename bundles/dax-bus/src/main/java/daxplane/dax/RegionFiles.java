package daxplane.dax;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import java.util.ArrayList;
import java.util.List;

/** The group {@code dax_region} in the directory of a region's provider. */
final class RegionFiles {

    static final String GROUP = "dax_region";

    private final DaxRegions regions;
    private final DaxRegion region;

    RegionFiles(DaxRegions regions, DaxRegion region) {
        this.regions = regions;
        this.region = region;
    }

    List<Attribute> attributes() {
        List<Attribute> files = new ArrayList<>(List.of(
                Attribute.readOnly(GROUP + "/id", () -> region.shape().id() + "\n"),
                Attribute.readOnly(GROUP + "/size", () -> region.shape().range().bytes() + "\n"),
                Attribute.rootOnly(GROUP + "/align", () -> region.shape().alignBytes() + "\n")));
        if (region.shape().dynamic()) {
            files.add(Attribute.readOnly(GROUP + "/available_size", () -> region.space().availableBytes() + "\n"));
            files.add(Attribute.readOnly(GROUP + "/seed", () -> region.seed().map(DaxDevice::name).orElse("") + "\n"));
            files.add(Attribute.readWrite(GROUP + "/create", () -> region.youngest().map(DaxDevice::name).orElse("") + "\n", this::create));
            files.add(Attribute.writeOnly(GROUP + "/delete", this::delete));
        }
        return files;
    }

    private void create(String value) throws KernelException {
        if (new WrittenText(value).toUnsigned(Integer.SIZE - 1) != 1) {
            throw new KernelException(Errno.EINVAL, "write 1 to create a device");
        }
        if (region.space().availableBytes() == 0) {
            throw new KernelException(Errno.ENOSPC, "region " + region.shape().id() + " is full");
        }
        region.created(regions.create(region, region.freeNumber(), List.of()));
    }

    /** The device with number 0 stays as long as the region: the bus is never without it. */
    private void delete(String value) throws KernelException {
        DaxDevice device = region.devices().values().stream().filter(candidate -> new WrittenText(value).is(candidate.name())).findFirst()
                .orElseThrow(() -> new KernelException(Errno.ENXIO, "no such device in region " + region.shape().id()));
        if (device.driverName().isPresent() || device.bytes() != 0 || device.number() == 0) {
            throw new KernelException(Errno.EBUSY, device + " is in use");
        }
        regions.delete(device);
    }
}
