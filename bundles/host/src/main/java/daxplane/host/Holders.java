package daxplane.host;

import daxplane.inventory.DeviceLease;
import daxplane.inventory.DeviceUse;
import daxplane.inventory.DeviceUse.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.annotation.versioning.ProviderType;

/** Who uses a device right now. */
@ProviderType
public interface Holders {

    /** @param device name of a block or dax device: {@code pmem0.1}, {@code dax0.0} */
    List<Holder> of(String device) throws HostException;

    /** Of several devices, by name; of what is not there nothing. A host that has to ask every process asks each once. */
    default Map<String, List<Holder>> of(Collection<String> devices) throws HostException {
        var all = new TreeMap<String, List<Holder>>();
        for (String device : devices) {
            try {
                all.put(device, of(device));
            } catch (HostException gone) {
                if (gone.errno() != Errno.ENOENT) {
                    throw gone;
                }
            }
        }
        return all;
    }

    /**
     * @param pid     process, 0 when the kernel itself holds it (mount, swap, another device on top: {@code device dm-0 (volume)})
     * @param command command name of the process, or what the kernel does with it ({@code ext4 on /mnt})
     * @param lease   of {@code LEASED} which one; else empty
     */
    record Holder(Kind kind, int pid, String command, Optional<DeviceLease> lease) {

        private static final Pattern DEVICE = Pattern.compile("device (\\S+)(?: \\((.+)\\))?");

        /** Without a lease. */
        public Holder(Kind kind, int pid, String command) {
            this(kind, pid, command, Optional.empty());
        }

        /** What was recorded of one. */
        public static Holder of(DeviceUse use) {
            return new Holder(use.kind(), use.pid(), use.who(), use.lease());
        }

        /** As it is recorded. */
        public DeviceUse of(String device) {
            return new DeviceUse(device, kind, pid, command, lease);
        }

        /** Who, and by which lease. */
        public String said() {
            return command + lease.map(given -> ", " + given.text()).orElse("");
        }

        /** Whether the kernel itself holds it, and keeps others from taking it away. */
        public boolean claims() {
            return kind == Kind.MOUNTED || kind == Kind.SWAP || kind == Kind.OPEN && pid == 0 && DEVICE.matcher(command).matches();
        }

        /** The command that asks it to leave: {@code umount /mnt}; empty where nothing does. */
        public Optional<String> leave() {
            String last = command.substring(command.lastIndexOf(" on ") < 0 ? 0 : command.lastIndexOf(" on ") + 4);
            Matcher device = DEVICE.matcher(command);
            return switch (kind) {
                case MOUNTED -> Optional.of("umount " + last);
                case LEASED -> lease.filter(given -> !given.state().quiet()).map(_ -> "lease revoke " + pid);
                case SWAP -> Optional.of("swapoff " + (last.startsWith("/") ? last : "/dev/" + last));
                case OPEN, MAPPED, PINNED -> pid != 0 ? Optional.of("kill " + pid)
                        : device.matches() ? Optional.of("dmsetup remove " + Optional.ofNullable(device.group(2)).orElse(device.group(1))) : Optional.empty();
            };
        }
    }
}
