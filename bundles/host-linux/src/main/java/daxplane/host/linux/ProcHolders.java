package daxplane.host.linux;

import daxplane.host.Attributes;
import daxplane.host.HostException;
import daxplane.host.Holders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who uses a device, from /proc: mounts, swap, other devices on top, open files and mappings of every process that we may
 * look into. Without privilege the files of other people's processes are not seen.
 */
final class ProcHolders implements Holders {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private final Attributes files;

    ProcHolders(Attributes files) {
        this.files = files;
    }

    @Override
    public List<Holder> of(String device) throws HostException {
        String node = DeviceNames.device(device);
        var holders = new ArrayList<Holder>();
        mounts(node, holders);
        swaps(node, holders);
        stacked(device, holders);
        processes(node, holders);
        return List.copyOf(holders);
    }

    private void mounts(String node, List<Holder> holders) throws HostException {
        for (String line : files.read("/proc/self/mounts").split("\n")) {
            String[] words = line.split(" ");
            if (words.length > 2 && (words[0].equals(node) || isPartition(words[0], node))) {
                holders.add(new Holder(Kind.MOUNTED, 0, words[2] + " on " + words[1]));
            }
        }
    }

    private void swaps(String node, List<Holder> holders) throws HostException {
        if (files.kind("/proc/swaps") != Attributes.Kind.FILE) {
            return; // a kernel without swap
        }
        for (String line : files.read("/proc/swaps").split("\n")) {
            String name = line.split("\\s", 2)[0];
            if (name.equals(node) || isPartition(name, node)) {
                holders.add(new Holder(Kind.SWAP, 0, "swap on " + name));
            }
        }
    }

    private void stacked(String device, List<Holder> holders) throws HostException {
        String directory = "/sys/class/block/" + device + "/holders";
        if (files.kind(directory) == Attributes.Kind.DIRECTORY) {
            for (String above : files.list(directory)) {
                holders.add(new Holder(Kind.OPEN, 0, "device " + above));
            }
        }
    }

    private static boolean isPartition(String name, String node) {
        return name.startsWith(node + "p") && NUMBER.matcher(name.substring(node.length() + 1)).matches();
    }

    private void processes(String node, List<Holder> holders) throws HostException {
        for (String pid : files.list("/proc")) {
            if (NUMBER.matcher(pid).matches()) {
                String process = "/proc/" + pid;
                String command = ifStillThere(() -> files.read(process + "/comm").strip()).orElse("");
                if (open(node, process)) {
                    holders.add(new Holder(Kind.OPEN, Integer.parseInt(pid), command));
                }
                String maps = ifStillThere(() -> files.read(process + "/maps")).orElse("");
                if (maps.lines().anyMatch(line -> line.endsWith(" " + node))) {
                    holders.add(new Holder(Kind.MAPPED, Integer.parseInt(pid), command));
                }
            }
        }
    }

    private boolean open(String node, String process) throws HostException {
        for (String fd : ifStillThere(() -> files.list(process + "/fd")).orElse(List.of())) {
            if (ifStillThere(() -> files.readLink(process + "/fd/" + fd)).filter(node::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private interface Look<T> {
        T get() throws HostException;
    }

    /** Empty when it went while we looked, or is not ours to look into. */
    private static <T> Optional<T> ifStillThere(Look<T> look) throws HostException {
        try {
            return Optional.of(look.get());
        } catch (HostException gone) {
            return switch (gone.errno()) {
                // ESRCH has no name here and comes as EIO: a process that ended between open and read.
                case ENOENT, EACCES, EPERM, EINVAL, EIO -> Optional.empty();
                default -> throw gone;
            };
        }
    }
}
