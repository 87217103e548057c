package daxplane.conform;

import daxplane.host.Holders.Holder;
import daxplane.host.HostException;
import daxplane.inventory.DeviceUse.Kind;
import daxplane.simulation.FaultInjection.Pin;
import daxplane.simulation.SimulatedMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Programs of a recording as holders and pins of a simulated machine.
 *
 * <pre>
 *   daxhold DEVICE OFFSET KIB    maps a piece of a device
 *   nodepin NODE MIB [mlock]     memory of a node that can be moved elsewhere: nothing hinders
 *   kpin NODE MIB vmsplice       pages of a node that are held: taking their blocks offline waits
 *   kpin NODE MIB pipe           kernel objects in a kernel zone: their blocks cannot be taken offline, also when the program
 *                                has ended, for the kernel has put others beside them (corpus pin-kernel-zone, step 21)
 * </pre>
 */
final class MachinePrograms implements BackgroundPrograms {

    private static final String NODES = "/sys/devices/system/node/";
    private static final String MEMORY = "/sys/devices/system/memory/";
    private static final int FIRST_PID = 200;

    private interface End {
        void take() throws HostException;
    }

    private final SimulatedMachine machine;
    private final Map<String, List<End>> running = new HashMap<>();
    private int pid = FIRST_PID;

    MachinePrograms(SimulatedMachine machine) {
        this.machine = machine;
    }

    @Override
    public Optional<String> start(String tag, List<String> words) {
        try {
            return switch (words.getFirst()) {
                case "daxhold" -> Optional.of(map(tag, words));
                case "nodepin" -> {
                    remember(tag, () -> { });
                    yield Optional.of("ready");
                }
                case "kpin" -> Optional.of(pin(tag, words));
                default -> Optional.empty();
            };
        } catch (HostException refused) {
            return Optional.of(words.getFirst() + " " + refused.errno());
        }
    }

    @Override
    public boolean open(String tag, String device) {
        try {
            hold(tag, device, Kind.OPEN, "sh");
            return true;
        } catch (HostException refused) {
            return false;
        }
    }

    @Override
    public void sleep(Duration time) {
        machine.faults().passTime(time);
    }

    @Override
    public boolean kill(String tag) {
        List<End> ends = running.remove(tag);
        if (ends == null) {
            return false;
        }
        try {
            for (End end : ends) {
                end.take();
            }
            return true;
        } catch (HostException refused) {
            return false;
        }
    }

    private String map(String tag, List<String> words) throws HostException {
        String answer = new DaxMapping(machine, words).answer();
        if (answer.equals("ready")) {
            hold(tag, words.get(1), Kind.MAPPED, words.getFirst());
        }
        return answer;
    }

    private void hold(String tag, String device, Kind kind, String command) throws HostException {
        String name = device.substring(device.lastIndexOf('/') + 1);
        var holder = new Holder(kind, pid++, command);
        machine.faults().hold(name, holder);
        remember(tag, () -> machine.faults().letGo(name, holder));
    }

    /** The allocator takes the lowest blocks of the node first. */
    private String pin(String tag, List<String> words) throws HostException {
        if (words.size() < 4 || !words.get(1).matches("\\d{1,4}") || !words.get(2).matches("\\d{1,6}")) {
            return "usage";
        }
        boolean kernelObjects = words.get(3).startsWith("p");
        long bytes = Long.parseLong(words.get(2)) << 20;
        long blockBytes = Long.parseLong(machine.attributes().read(MEMORY + "block_size_bytes").strip(), 16);
        remember(tag, () -> { });
        for (long block : onlineBlocks(words.get(1), kernelObjects)) {
            if (bytes <= 0) {
                break;
            }
            bytes -= blockBytes;
            machine.faults().pin(block, kernelObjects ? Pin.UNMOVABLE : Pin.HELD);
            if (!kernelObjects) {
                remember(tag, () -> machine.faults().unpin(block));
            }
        }
        return "ready";
    }

    private List<Long> onlineBlocks(String node, boolean kernelZone) throws HostException {
        var blocks = new ArrayList<Long>();
        for (String name : machine.attributes().list(NODES + "node" + node)) {
            if (name.matches("memory\\d{1,15}") && machine.attributes().read(MEMORY + name + "/state").startsWith("online")
                    && !(kernelZone && machine.attributes().read(MEMORY + name + "/valid_zones").startsWith("Movable"))) {
                blocks.add(Long.parseLong(name.substring("memory".length())));
            }
        }
        return blocks.stream().sorted().toList();
    }

    private void remember(String tag, End end) {
        running.computeIfAbsent(tag, _ -> new ArrayList<>()).add(end);
    }
}
