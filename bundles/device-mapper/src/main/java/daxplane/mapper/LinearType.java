package daxplane.mapper;

import daxplane.block.BlockDevice;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.util.List;

/** {@code linear DEVICE FIRST}: sectors of a device, one after the other. docs/kernel/access.md 1.1. */
final class LinearType implements TargetType {

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public boolean direct() {
        return true;
    }

    @Override
    public Target target(long sectors, List<String> words, Devices devices) throws KernelException {
        if (words.size() != 2) {
            throw new KernelException(Errno.EINVAL, "linear: device and first sector are expected");
        }
        long first = Sectors.parse(words.get(1));
        return new Linear(devices.device(words.getFirst(), first, sectors), first, sectors);
    }

    private record Linear(BlockDevice device, long first, long sectors) implements Target {

        @Override
        public String parameters() {
            return device.number() + " " + first;
        }

        @Override
        public String status() {
            return "";
        }

        @Override
        public List<BlockDevice> devices() {
            return List.of(device);
        }

        @Override
        public Place place(long sector) {
            return new Place(device, first + sector, sectors - sector);
        }
    }
}
