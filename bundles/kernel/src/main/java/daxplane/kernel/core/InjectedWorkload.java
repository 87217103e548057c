package daxplane.kernel.core;

import daxplane.host.Errno;
import daxplane.host.Holders.Holder;
import daxplane.inventory.DeviceUse.Kind;
import daxplane.kernel.Persistent;
import daxplane.kernel.StateRecord;
import daxplane.kernel.UserSource;
import daxplane.kernel.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Holders of devices, pins of memory blocks, writes that fail and power that will fail, as tests and the console put them there; they
 * live until the next boot.
 */
public final class InjectedWorkload implements Workload {

    static final String KEY = "workload/";
    private static final String WRITE = "write/";
    private static final String POWER = "power";

    /** Files to which a write fails. More would be a mistake of the script that injects them. */
    private static final int MOST_WRITE_FAULTS = 1024;

    /** Holders of one device. More would be a mistake of the script that injects them. */
    private static final int MOST_HOLDERS = 1024;

    /** Why a memory block cannot be taken offline. */
    public enum Pin {
        /** A kernel object that cannot be moved. */
        UNMOVABLE,
        /** Pages that somebody holds for a while. */
        HELD
    }

    /** @param left writes that still go before the one that fails */
    public record WriteFault(Errno errno, int left) {
    }

    /**
     * @param left writes to media that still go before the one in whose place power fails
     * @param seed decides which of the unflushed words reach the media
     */
    public record PowerFault(int left, long seed) {
    }

    private final KernelState state;
    private final Map<String, String> decidedNames;
    private final Map<String, DeviceHolders> holders = new TreeMap<>();
    private final Map<Long, BlockPin> pins = new TreeMap<>();
    private final Map<String, FailingWrite> writes = new TreeMap<>();
    private Optional<FailingPower> power = Optional.empty();
    /** One or two of each module that knows users. */
    private final List<UserSource> sources = new ArrayList<>();

    /** @param decidedNames taker to name */
    InjectedWorkload(KernelState state, Map<String, String> decidedNames) {
        this.state = state;
        this.decidedNames = decidedNames;
    }

    @Override
    public Optional<String> decidedName(String taker) {
        return Optional.ofNullable(decidedNames.remove(taker));
    }

    /** @throws IllegalArgumentException more than 1,024 holders of a device */
    public void hold(String device, Holder holder) {
        DeviceHolders there = holders.computeIfAbsent(device, DeviceHolders::new);
        if (there.list.size() == MOST_HOLDERS) {
            throw new IllegalArgumentException(device + " has " + MOST_HOLDERS + " holders already");
        }
        there.list.add(holder);
        state.changed(there);
    }

    public void letGo(String device, Holder holder) {
        DeviceHolders there = holders.get(device);
        if (there != null && there.list.remove(holder)) {
            if (there.list.isEmpty()) {
                holders.remove(device);
                state.forget(there);
            } else {
                state.changed(there);
            }
        }
    }

    public void pin(long blockNumber, Pin pin) {
        BlockPin there = new BlockPin(blockNumber, pin);
        pins.put(blockNumber, there);
        state.changed(there);
    }

    public void unpin(long blockNumber) {
        BlockPin there = pins.remove(blockNumber);
        if (there != null) {
            state.forget(there);
        }
    }

    /**
     * One write to a file fails.
     *
     * @param passing writes that go before it
     * @throws IllegalArgumentException faults at more than 1,024 files
     */
    public void failWrite(String path, Errno errno, int passing) {
        if (writes.size() == MOST_WRITE_FAULTS && !writes.containsKey(path)) {
            throw new IllegalArgumentException("writes to " + MOST_WRITE_FAULTS + " files fail already");
        }
        keep(path, new WriteFault(errno, passing));
    }

    private void keep(String path, WriteFault fault) {
        var there = new FailingWrite(path, fault);
        writes.put(path, there);
        state.changed(there);
    }

    public void mendWrite(String path) {
        Optional.ofNullable(writes.remove(path)).ifPresent(state::forget);
    }

    /** A write to a file happens now. @return what it fails with */
    public Optional<Errno> written(String path) {
        var there = writes.get(path);
        if (there == null) {
            return Optional.empty();
        }
        if (there.fault.left > 0) {
            keep(path, new WriteFault(there.fault.errno, there.fault.left - 1));
            return Optional.empty();
        }
        mendWrite(path);
        return Optional.of(there.fault.errno);
    }

    /** @param fault empty: power does not fail */
    public void failPower(Optional<PowerFault> fault) {
        if (!fault.equals(powerFault())) {
            power.filter(_ -> fault.isEmpty()).ifPresent(state::forget);
            power = fault.map(FailingPower::new);
            power.ifPresent(state::changed);
        }
    }

    public Optional<PowerFault> powerFault() {
        return power.map(FailingPower::fault);
    }

    /** By device, what was injected alone. */
    public SortedMap<String, List<Holder>> injectedHolders() {
        var all = new TreeMap<String, List<Holder>>();
        holders.forEach((device, there) -> all.put(device, List.copyOf(there.list)));
        return Collections.unmodifiableSortedMap(all);
    }

    public SortedMap<Long, Pin> pins() {
        var all = new TreeMap<Long, Pin>();
        pins.forEach((block, there) -> all.put(block, there.pin));
        return Collections.unmodifiableSortedMap(all);
    }

    /** By path. */
    public SortedMap<String, WriteFault> writeFaults() {
        var all = new TreeMap<String, WriteFault>();
        writes.forEach((path, there) -> all.put(path, there.fault));
        return Collections.unmodifiableSortedMap(all);
    }

    /** Whether a document is of a fault that a copy of the machine must not meet: what is planned there is meant to go well. */
    public static boolean meantForTheMachineAlone(StateRecord document) {
        return document.key().startsWith(KEY + WRITE) || document.key().equals(KEY + POWER);
    }

    @Override
    public List<Holder> holders(String device) {
        DeviceHolders there = holders.get(device);
        List<Holder> all = new ArrayList<>(there == null ? List.of() : there.list);
        sources.forEach(source -> all.addAll(source.holders(device)));
        return List.copyOf(all);
    }

    @Override
    public Optional<Holder> claimant(String device) {
        DeviceHolders there = holders.get(device);
        return Stream.concat(there == null ? Stream.of() : there.list.stream().filter(holder -> holder.kind() == Kind.MOUNTED || holder.kind() == Kind.SWAP),
                sources.stream().flatMap(source -> source.claimant(device).stream())).findFirst();
    }

    @Override
    public void ask(UserSource source) {
        sources.add(source);
    }

    @Override
    public int holdersOf(String namePrefix) {
        return holders.entrySet().stream().filter(there -> there.getKey().startsWith(namePrefix)).mapToInt(there -> there.getValue().list.size()).sum()
                + sources.stream().mapToInt(source -> source.opened(namePrefix)).sum();
    }

    @Override
    public boolean unmovable(long blockNumber) {
        BlockPin pin = pins.get(blockNumber);
        return pin != null && pin.pin == Pin.UNMOVABLE;
    }

    @Override
    public boolean held(long blockNumber) {
        BlockPin pin = pins.get(blockNumber);
        return pin != null && pin.pin == Pin.HELD;
    }

    void restore(StateRecord document) {
        String what = document.key().substring(KEY.length());
        if (what.equals(POWER)) {
            power = Optional.of(new FailingPower(new PowerFault(Integer.parseInt(document.value("left")), Long.parseLong(document.value("seed")))));
            return;
        }
        if (what.startsWith(WRITE)) {
            String path = what.substring(WRITE.length());
            writes.put(path, new FailingWrite(path, new WriteFault(Errno.valueOf(document.value("errno")), Integer.parseInt(document.value("left")))));
            return;
        }
        String[] key = what.split("/", 2);
        if (key[0].equals("pin")) {
            long block = Long.parseLong(key[1]);
            pins.put(block, new BlockPin(block, Pin.valueOf(document.value("pin"))));
            return;
        }
        DeviceHolders there = holders.computeIfAbsent(key[1], DeviceHolders::new);
        int count = Integer.parseInt(document.value("count"));
        for (int i = 0; i < count; i++) {
            there.list.add(new Holder(Kind.valueOf(document.value(i + ".kind")), Integer.parseInt(document.value(i + ".pid")),
                    document.value(i + ".command")));
        }
    }

    private record BlockPin(long block, Pin pin) implements Persistent {
        @Override
        public StateRecord document() {
            return StateRecord.of(BusFiles.OWNER, KEY + "pin/" + block, Map.of("pin", pin.name()));
        }
    }

    private record FailingWrite(String path, WriteFault fault) implements Persistent {
        @Override
        public StateRecord document() {
            return StateRecord.of(BusFiles.OWNER, KEY + WRITE + path, Map.of("errno", fault.errno.name(), "left", Integer.toString(fault.left)));
        }
    }

    private record FailingPower(PowerFault fault) implements Persistent {
        @Override
        public StateRecord document() {
            return StateRecord.of(BusFiles.OWNER, KEY + POWER, Map.of("left", Integer.toString(fault.left), "seed", Long.toString(fault.seed)));
        }
    }

    private static final class DeviceHolders implements Persistent {
        private final String device;
        private final List<Holder> list = new ArrayList<>();

        DeviceHolders(String device) {
            this.device = device;
        }

        @Override
        public StateRecord document() {
            Map<String, String> values = new TreeMap<>();
            values.put("count", Integer.toString(list.size()));
            for (int i = 0; i < list.size(); i++) {
                values.put(i + ".kind", list.get(i).kind().name());
                values.put(i + ".pid", Integer.toString(list.get(i).pid()));
                values.put(i + ".command", list.get(i).command());
            }
            return StateRecord.of(BusFiles.OWNER, KEY + "holders/" + device, values);
        }
    }
}
