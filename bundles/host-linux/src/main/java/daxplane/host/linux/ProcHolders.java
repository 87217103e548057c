package daxplane.host.linux;

import daxplane.host.Attributes;
import daxplane.host.HostException;
import daxplane.host.Holders;
import daxplane.inventory.DeviceUse.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
        return of(List.of(device)).get(device);
    }

    @Override
    public Map<String, List<Holder>> of(Collection<String> devices) throws HostException {
        var all = new TreeMap<String, List<Holder>>();
        var nodes = new TreeMap<String, String>();
        for (String device : devices) {
            String node = DeviceNames.device(device);
            var holders = new ArrayList<Holder>();
            mounts(node, holders);
            swaps(node, holders);
            Optional<String> volume = volume(device);
            if (volume.isPresent()) {
                mounts(volume.get(), holders);
            }
            stacked(device, holders);
            all.put(device, holders);
            nodes.put(node, device);
        }
        if (!nodes.isEmpty()) {
            processes(nodes, all);
        }
        all.replaceAll((_, holders) -> List.copyOf(holders));
        return all;
    }

    /** What /proc/mounts calls a mapped device. */
    private Optional<String> volume(String device) throws HostException {
        String file = "/sys/class/block/" + device + "/dm/name";
        return files.kind(file) == Attributes.Kind.FILE ? Optional.of("/dev/mapper/" + files.read(file).strip()) : Optional.empty();
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
                holders.add(new Holder(Kind.OPEN, 0, "device " + above + volume(above).map(name -> " (" + name.substring("/dev/mapper/".length()) + ")").orElse("")));
            }
        }
    }

    private static boolean isPartition(String name, String node) {
        return name.startsWith(node + "p") && NUMBER.matcher(name.substring(node.length() + 1)).matches();
    }

    /** Each process is looked into once. @param nodes to the name of the device */
    private void processes(Map<String, String> nodes, Map<String, List<Holder>> holders) throws HostException {
        for (String pid : files.list("/proc")) {
            if (NUMBER.matcher(pid).matches()) {
                String process = "/proc/" + pid;
                var open = opened(nodes.keySet(), process);
                String maps = ifStillThere(() -> files.read(process + "/maps")).orElse("");
                var mapped = nodes.keySet().stream().filter(node -> maps.contains(" " + node + "\n") || maps.endsWith(" " + node)).toList();
                if (open.isEmpty() && mapped.isEmpty()) {
                    continue;
                }
                String command = ifStillThere(() -> files.read(process + "/comm").strip()).orElse("");
                open.forEach(node -> holders.get(nodes.get(node)).add(new Holder(Kind.OPEN, Integer.parseInt(pid), command)));
                mapped.forEach(node -> holders.get(nodes.get(node)).add(new Holder(Kind.MAPPED, Integer.parseInt(pid), command)));
            }
        }
    }

    private Set<String> opened(Set<String> nodes, String process) throws HostException {
        var opened = new TreeSet<String>();
        for (String fd : ifStillThere(() -> files.list(process + "/fd")).orElse(List.of())) {
            ifStillThere(() -> files.readLink(process + "/fd/" + fd)).filter(nodes::contains).ifPresent(opened::add);
        }
        return opened;
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
