package daxplane.mapper;

import daxplane.block.BlockDevice;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code striped STRIPES CHUNK (DEVICE FIRST)...}: chunks of several devices in turn. docs/kernel/access.md 1.1. */
final class StripedType implements TargetType {

    /** More would be no table that anybody writes; the kernel stops at what memory holds. */
    private static final int MOST_STRIPES = 1024;

    @Override
    public String name() {
        return "striped";
    }

    @Override
    public boolean direct() {
        return true;
    }

    @Override
    public Target target(long sectors, List<String> words, Devices devices) throws KernelException {
        if (words.size() < 2) {
            throw new KernelException(Errno.EINVAL, "striped: number of stripes and size of a chunk are expected");
        }
        long stripes = Sectors.parse(words.get(0));
        long chunk = Sectors.parse(words.get(1));
        if (stripes == 0 || stripes > MOST_STRIPES || chunk == 0 || chunk > Integer.MAX_VALUE || words.size() != 2 + 2 * stripes) {
            throw new KernelException(Errno.EINVAL, "striped: no stripes, no chunk, or not a device and a sector for each stripe");
        }
        if (sectors % stripes != 0 || sectors / stripes % chunk != 0) {
            throw new KernelException(Errno.EINVAL, "striped: the length is no whole number of chunks of each stripe");
        }
        List<Stripe> legs = new ArrayList<>();
        for (int i = 0; i < stripes; i++) {
            long first = Sectors.parse(words.get(3 + 2 * i));
            legs.add(new Stripe(devices.device(words.get(2 + 2 * i), first, sectors / stripes), first));
        }
        return new Striped(chunk, legs);
    }

    private record Stripe(BlockDevice device, long first) {
    }

    private record Striped(long chunk, List<Stripe> stripes) implements Target {

        @Override
        public String parameters() {
            return stripes.size() + " " + chunk + stripes.stream().map(leg -> " " + leg.device().number() + " " + leg.first()).collect(Collectors.joining());
        }

        @Override
        public String status() {
            return stripes.size() + stripes.stream().map(leg -> " " + leg.device().number()).collect(Collectors.joining()) + " 1 " + "A".repeat(stripes.size());
        }

        @Override
        public List<BlockDevice> devices() {
            return stripes.stream().map(Stripe::device).toList();
        }

        @Override
        public long optimalBytes() {
            return chunk * stripes.size() * BlockDevice.SECTOR;
        }

        @Override
        public Place place(long sector) {
            long number = sector / chunk;
            Stripe leg = stripes.get((int) (number % stripes.size()));
            long within = sector % chunk;
            return new Place(leg.device(), leg.first() + number / stripes.size() * chunk + within, chunk - within);
        }
    }
}
