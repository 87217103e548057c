package daxplane.filesystem;

import daxplane.block.BlockDevice;
import daxplane.block.BlockLayer;
import daxplane.block.Opening;
import daxplane.filesystem.Superblock.Type;
import daxplane.host.Errno;
import daxplane.host.Holders.Holder;
import daxplane.inventory.DeviceUse.Kind;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.Persistent;
import daxplane.kernel.StateRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Devices that the kernel swaps to. Corpus acc-swap. */
public final class Swaps {

    static final String KEY = "fs/swap/";
    /** MAX_SWAPFILES of the kernel. */
    private static final int MOST_SWAPS = 23;
    private static final int FIRST_PRIORITY = -2;

    private final Kernel kernel;
    /** In the order of their priorities: the first one is used first. */
    private final List<Swap> swaps = new ArrayList<>();

    Swaps(Kernel kernel) {
        this.kernel = kernel;
    }

    private record Swap(BlockDevice device, Opening opening) implements Persistent {

        @Override
        public StateRecord document() {
            return StateRecord.of(FileSystemModule.NAME, KEY + device.name() + "." + device.sequence(),
                    Map.of("device", device.name(), "sequence", Long.toString(device.sequence())));
        }
    }

    /** EINVAL no swap on it; EBUSY claimed, or there are too many. */
    public void on(BlockDevice device) throws KernelException {
        if (Superblock.read(device).filter(found -> found.type() == Type.SWAP).isEmpty()) {
            throw new KernelException(Errno.EINVAL, "no swap on " + device.name());
        }
        if (swaps.size() >= MOST_SWAPS || swaps.stream().anyMatch(swap -> swap.device() == device)) {
            throw new KernelException(Errno.EBUSY, device.name());
        }
        Swap swap = new Swap(device, layer().open(device, holder(device), claim(device)));
        swaps.add(swap);
        kernel.changed(swap);
        kernel.touched("/proc/swaps");
    }

    /** EINVAL it is none. */
    public void off(BlockDevice device) throws KernelException {
        Swap swap = swaps.stream().filter(each -> each.device() == device).findFirst().orElseThrow(() -> new KernelException(Errno.EINVAL, device.name()));
        swaps.remove(swap);
        layer().close(swap.opening());
        kernel.forget(swap);
        kernel.touched("/proc/swaps");
    }

    List<BlockDevice> devices() {
        return swaps.stream().map(Swap::device).toList();
    }

    /** The text of /proc/swaps. */
    String text() {
        StringBuilder text = new StringBuilder("Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n");
        int priority = FIRST_PRIORITY;
        for (Swap swap : swaps) {
            String path = "/dev/" + swap.device().name() + (swap.device().gone() ? "\\040(deleted)" : "");
            text.append("%-40spartition\t%d\t\t0\t\t%d\n".formatted(path, (swap.device().bytes() - Superblock.PAGE) / 1024, priority--));
        }
        return text.toString();
    }

    void restore(StateRecord document) {
        layer().expect(document.value("device"), Long.parseLong(document.value("sequence")),
                device -> swaps.add(new Swap(device, layer().reopen(device, holder(device), claim(device)))));
    }

    private static Holder holder(BlockDevice device) {
        return new Holder(Kind.SWAP, 0, "swap on " + device.name());
    }

    private static Optional<String> claim(BlockDevice device) {
        return Optional.of("swap " + device.name() + " " + device.sequence());
    }

    private BlockLayer layer() {
        return kernel.symbol(BlockLayer.class).orElseThrow();
    }
}
