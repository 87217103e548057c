package daxplane.tools.dax;

import daxplane.host.Errno;
import daxplane.tools.sysfs.Sysfs;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The memory blocks that lie in a dax device, found below the node that the device belongs to. */
public final class MemoryBlocks {

    private static final String MEMORY = "/sys/devices/system/memory/";
    private static final String POLICY = MEMORY + "auto_online_blocks";
    private static final Pattern BLOCK = Pattern.compile("memory\\d+");

    private final Sysfs sysfs;
    private final DaxDevice device;

    MemoryBlocks(Sysfs sysfs, DaxDevice device) {
        this.sysfs = sysfs;
        this.device = device;
    }

    /** Whether the kernel puts new memory to use by itself. */
    public static boolean comeOnlineByThemselves(Sysfs sysfs) {
        return !sysfs.text(POLICY).orElse("offline").startsWith("offline");
    }

    /**
     * In the directory's order, in which the originals work on them.
     *
     * @throws MissingNode when there is no node to look below
     */
    public List<Block> all() throws MissingNode {
        var resource = device.resource();
        var blockSize = sysfs.text(MEMORY + "block_size_bytes").map(text -> Long.parseUnsignedLong(text.trim(), 16));
        if (device.targetNode() < 0 || resource.isEmpty() || blockSize.isEmpty()) {
            throw new MissingNode(Errno.ENXIO);
        }
        String node = "/sys/devices/system/node/node" + device.targetNode();
        if (!sysfs.exists(node)) {
            throw new MissingNode(Errno.ENOENT);
        }
        long start = resource.getAsLong();
        long end = start + device.size();
        return sysfs.names(node).stream().filter(BLOCK.asMatchPredicate())
                .filter(name -> lies(name, start, end, blockSize.get()))
                .map(name -> new Block(sysfs, node + "/" + name)).toList();
    }

    /** A block belongs to the device that it starts in. */
    private boolean lies(String name, long start, long end, long blockSize) {
        var index = sysfs.text(MEMORY + name + "/phys_index");
        if (index.isEmpty()) {
            return false;
        }
        long first = Long.parseUnsignedLong(index.get().trim(), 16) * blockSize;
        return Long.compareUnsigned(first, start) >= 0 && Long.compareUnsigned(first, end) < 0;
    }

    /** How many there are, or a negative errno as listings show it. */
    public int count() {
        try {
            return all().size();
        } catch (MissingNode missing) {
            return -missing.errno().number();
        }
    }

    /** How many are online, or a negative errno as listings show it. */
    public int online() {
        try {
            return (int) all().stream().filter(Block::online).count();
        } catch (MissingNode missing) {
            return -missing.errno().number();
        }
    }

    /** Whether all of them are in a zone that can be emptied; empty while one is not online. */
    public Optional<Boolean> movable() {
        try {
            var blocks = all();
            return blocks.stream().allMatch(Block::online)
                    ? Optional.of(!blocks.isEmpty() && blocks.stream().allMatch(Block::movable)) : Optional.empty();
        } catch (MissingNode missing) {
            return Optional.empty();
        }
    }

    /** There is no node in which a device's memory blocks could be found. */
    public static final class MissingNode extends Exception {

        private static final long serialVersionUID = 1;

        private final Errno errno;

        MissingNode(Errno errno) {
            super(errno.text(), null, false, false);
            this.errno = errno;
        }

        public Errno errno() {
            return errno;
        }
    }

    /**
     * One block, below its node.
     *
     * @param path {@code /sys/devices/system/node/node2/memory33}
     */
    public record Block(Sysfs sysfs, String path) {

        public String stateFile() {
            return path + "/state";
        }

        public boolean online() {
            return sysfs.text(stateFile()).filter(state -> state.startsWith("online")).isPresent();
        }

        /** Whether it is in a zone that can be emptied; only of meaning while online. */
        boolean movable() {
            return sysfs.text(path + "/valid_zones").filter("Movable"::equals).isPresent();
        }
    }
}
