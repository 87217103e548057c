package daxplane.host;

import java.util.List;

/** Who uses a device right now. */
public interface Holders {

    /** @param device name of a block or dax device: {@code pmem0.1}, {@code dax0.0} */
    List<Holder> of(String device) throws HostException;

    /**
     * @param pid     process, 0 when the kernel itself holds it (mount, swap, another device on top)
     * @param command command name of the process, or what the kernel does with it ({@code ext4 on /mnt})
     */
    record Holder(Kind kind, int pid, String command) {
    }

    enum Kind {
        OPEN, MAPPED, MOUNTED, SWAP, PINNED
    }
}
