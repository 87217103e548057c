package daxplane.inventory;

/** In whose hands a piece of memory is. */
public sealed interface Owner {

    /** {@code block-device}, {@code device-dax}, {@code system-ram}, {@code other}, {@code nobody}, {@code leaked}. */
    String word();

    /** A block device: a file system on it, or whoever opens it. */
    record BlockDevice(String name) implements Owner {
        @Override
        public String word() {
            return "block-device";
        }
    }

    /** Applications, which map {@code /dev/DEVICE}. */
    record DeviceDax(String device) implements Owner {
        @Override
        public String word() {
            return "device-dax";
        }
    }

    /**
     * The kernel, as System RAM.
     *
     * @param blocks   memory blocks that came from the device
     * @param online   how many of them are in use
     * @param movable  how many of those are in zone Movable: only they can be taken back for sure
     */
    record SystemRam(String device, int blocks, int online, int movable, ByteSize onlineSize) implements Owner {
        @Override
        public String word() {
            return "system-ram";
        }
    }

    /** A driver of another kind. */
    record OtherDriver(String device, String driver) implements Owner {
        @Override
        public String word() {
            return "other";
        }
    }

    /** Free, disabled, or without a driver. */
    record Nobody() implements Owner {
        @Override
        public String word() {
            return "nobody";
        }
    }

    /** The kernel still uses or reserves it, but nothing can give it back before the next boot. */
    record Leaked(Leak leak) implements Owner {
        @Override
        public String word() {
            return "leaked";
        }
    }
}
