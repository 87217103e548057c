package daxplane.kernel.memory;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;

/** How a memory block is to be brought online: the words of {@code state} and {@code auto_online_blocks}. */
enum OnlineType {
    OFFLINE("offline"),
    /** In the zone that the online policy chooses. */
    ONLINE("online"), ONLINE_KERNEL("online_kernel"), ONLINE_MOVABLE("online_movable");

    private final String word;

    OnlineType(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** @throws KernelException EINVAL no such word */
    static OnlineType of(WrittenText written) throws KernelException {
        for (OnlineType type : values()) {
            if (written.is(type.word)) {
                return type;
            }
        }
        throw new KernelException(Errno.EINVAL, "no such state of a memory block: " + written.line());
    }
}
