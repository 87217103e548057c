package daxplane.control.fake;

import daxplane.host.Attributes;
import daxplane.host.BlockMedia;
import daxplane.host.Cancellation;
import daxplane.host.Changes;
import daxplane.host.Errno;
import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.InventoryReader;
import daxplane.host.LabelAreas;
import daxplane.host.Modules;
import daxplane.host.Power;
import daxplane.host.FailedCall;
import daxplane.inventory.AddressRange;
import daxplane.inventory.BlockRange;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.KmemRange;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.MemoryPolicy;
import daxplane.inventory.Namespace;
import daxplane.inventory.Node;
import daxplane.inventory.Reservation;
import daxplane.inventory.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * As much of a kernel as the control plane's tests need, and as obedient as they want it: the dax bus with kmem and device_dax,
 * memory blocks, the auto-online policy. Answers as docs/kernel/drivers.md and docs/kernel/memory.md say, unless a test told it to fail.
 *
 * <p>Kept after a control plane is thrown away, as a machine outlives a process.
 */
public final class FakeMachine implements Host, InventoryReader {

    private static final String DRIVERS = "/sys/bus/dax/drivers/";
    private static final String MEMORY = "/sys/devices/system/memory/";
    private static final long BASE_KIB = 2_000_000;

    private final SortedMap<String, DaxDevice> devices = new TreeMap<>();
    private final SortedMap<String, Namespace> namespaces = new TreeMap<>();
    private final SortedMap<Long, MemoryBlock> blocks = new TreeMap<>();
    private final SortedSet<String> modules = new TreeSet<>(Set.of("device_dax"));
    private final Map<String, SortedSet<String>> ids = new HashMap<>();
    private final Map<String, List<BlockRange>> leaked = new HashMap<>();
    private final SortedMap<Integer, Node> bootNodes = new TreeMap<>();
    private final Set<Long> pinned = new HashSet<>();
    private final Map<String, Errno> failures = new HashMap<>();
    private final Map<String, List<Holders.Holder>> holders = new HashMap<>();
    private final List<String> writes = new ArrayList<>();
    private final String bootPolicy;
    private Consumer<String> beforeWrite = _ -> { };
    private Consumer<String> afterWrite = _ -> { };
    private MemoryPolicy policy;
    private String release = "6.12-fake";
    private boolean unreadable;
    private long changes;
    private int boots = 1;

    public FakeMachine(long blockMebibytes, String autoOnline) {
        bootPolicy = autoOnline;
        policy = new MemoryPolicy(blockMebibytes << 20, autoOnline, "contig-zones", "N");
        bootNodes.put(0, new Node(0, "0-3", true, BASE_KIB, Optional.of("memory_tier4")));
    }

    /** A device of 502 MiB at 0x100a00000 on node 2, of which memory33 to memory35 are usable, and one of 766 MiB on node 3. */
    public static FakeMachine twoDevices() {
        var machine = new FakeMachine(128, "online");
        machine.add("0.0", 0x100a00000L, 502, 2, "00000000-0000-4000-8000-000000000001", "ram");
        machine.add("2.0", 0x180200000L, 766, 3, "00000000-0000-4000-8000-000000000002", "pool");
        return machine;
    }

    public void add(String number, long start, long mebibytes, int node, String uuid, String altName) {
        var range = AddressRange.ofSize(start, mebibytes << 20);
        namespaces.put("namespace" + number, new Namespace("namespace" + number, "region" + number.charAt(0), Optional.of(uuid), altName,
                mebibytes << 20, OptionalLong.of(start), Namespace.Mode.DEVDAX, true, Optional.of("dax" + number), Optional.empty(), Optional.empty()));
        var target = node < 0 ? OptionalInt.empty() : OptionalInt.of(node);
        devices.put("dax" + number, new DaxDevice("dax" + number, "/devices/platform/ndbus0/region" + number.charAt(0) + "/nd" + number,
                Optional.of("namespace" + number), "uuid:" + uuid, List.of(range), range.bytes(), 2 << 20, Optional.of("device_dax"),
                OptionalInt.of(0), target, false));
    }

    /** The name of a device changes, as it may at a boot. */
    public void rename(String from, String to) {
        var device = devices.remove("dax" + from);
        var namespace = namespaces.remove("namespace" + from);
        add(to, device.ranges().getFirst().start(), device.bytes() >> 20, device.targetNode().orElse(-1), namespace.uuid().orElseThrow(), namespace.altName());
    }

    // what a test tells it

    /** The write fails with this errno, each time, without effect. @param typed {@code dax0.0 > .../kmem/bind} without directories: {@code kmem/bind dax0.0} */
    public void fail(String write, Errno errno) {
        failures.put(write, errno);
    }

    public void heal() {
        failures.clear();
        unreadable = false;
    }

    /** Offlining the block blocks until it is cancelled. */
    public void pin(long block) {
        pinned.add(block);
    }

    public void unpin() {
        pinned.clear();
    }

    public void hold(String device, Holders.Holder... who) {
        holders.put(device, List.of(who));
    }

    public void beforeWrite(Consumer<String> hook) {
        beforeWrite = hook;
    }

    public void afterWrite(Consumer<String> hook) {
        afterWrite = hook;
    }

    /** What the kernel says that it is; it behaves as before. */
    public void release(String kernel) {
        release = kernel;
    }

    public void unreadable() {
        unreadable = true;
    }

    /** Every write so far, as {@code kmem/bind dax0.0}; those that failed too. */
    public List<String> writes() {
        return List.copyOf(writes);
    }

    /** Somebody else writes. */
    public void outside(String path, String value) {
        try {
            perform(path, value, Cancellation.NEVER);
        } catch (HostException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** An id that got into a driver's list in a way that nobody can look at. */
    public void outsideId(String driver, String device) {
        ids.computeIfAbsent(driver, _ -> new TreeSet<>()).add(device);
    }

    public Optional<String> driver(String device) {
        return devices.get(device).driver();
    }

    public String autoOnline() {
        return policy.autoOnline();
    }

    public SortedSet<String> loaded() {
        return new TreeSet<>(modules);
    }

    // the port

    @Override
    public String describe() {
        return "fake machine";
    }

    @Override
    public String kernelRelease() {
        return release;
    }

    @Override
    public String bootId() {
        return "boot-" + boots;
    }

    @Override
    public Attributes attributes() {
        return new Attributes() {
            @Override
            public String read(String path) throws HostException {
                throw new HostException(Errno.ENOENT, FailedCall.OPEN, path);
            }

            @Override
            public int write(String path, String value, Cancellation cancellation) throws HostException {
                perform(path, value, cancellation);
                return value.length();
            }

            @Override
            public List<String> list(String directory) throws HostException {
                throw new HostException(Errno.ENOENT, FailedCall.LIST, directory);
            }

            @Override
            public String readLink(String path) throws HostException {
                throw new HostException(Errno.ENOENT, FailedCall.READ_LINK, path);
            }

            @Override
            public String realPath(String path) {
                return path;
            }

            @Override
            public Kind kind(String path) {
                return Kind.ABSENT;
            }
        };
    }

    private void perform(String path, String value, Cancellation cancellation) throws HostException {
        String word = value.strip();
        String key = path.startsWith(DRIVERS) ? path.substring(DRIVERS.length()) + " " + word
                : path.substring(path.lastIndexOf('/', path.lastIndexOf('/') - 1) + 1) + " " + word;
        beforeWrite.accept(key);
        synchronized (this) {
            writes.add(key);
            if (failures.containsKey(key)) {
                throw new HostException(failures.get(key), FailedCall.WRITE, path);
            }
        }
        if (path.endsWith("/state") && word.equals("offline") && pinned.contains(number(path))) {
            waitFor(cancellation, path);
        }
        synchronized (this) {
            write(path, word);
            changes++;
        }
        afterWrite.accept(key);
    }

    private static void waitFor(Cancellation cancellation, String path) throws HostException {
        var given = new CountDownLatch(1);
        try (var _ = cancellation.onCancel(given::countDown)) {
            given.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new HostException(Errno.EINTR, FailedCall.WRITE, path);
    }

    private static long number(String path) {
        return Long.parseLong(path.replaceAll(".*/memory(\\d+)/state", "$1"));
    }

    private void write(String path, String word) throws HostException {
        if (path.equals(MEMORY + "auto_online_blocks")) {
            policy = policy.withAutoOnline(word);
        } else if (path.startsWith(MEMORY)) {
            state(path, number(path), word);
        } else if (path.startsWith(DRIVERS)) {
            String[] parts = path.substring(DRIVERS.length()).split("/");
            driver(path, parts[0], parts[1], word);
        } else {
            throw new HostException(Errno.ENOENT, FailedCall.OPEN, path);
        }
    }

    private void state(String path, long number, String word) throws HostException {
        var block = blocks.get(number);
        if (block == null) {
            throw new HostException(Errno.ENOENT, FailedCall.OPEN, path);
        }
        if (block.online() == word.startsWith("online")) {
            throw new HostException(Errno.EINVAL, FailedCall.WRITE, path);
        }
        blocks.put(number, switch (word) {
            case "online_movable" -> block.online(Zone.MOVABLE);
            case "online", "online_kernel" -> block.online(Zone.NORMAL);
            default -> block.offline();
        });
    }

    private void driver(String path, String driver, String file, String word) throws HostException {
        if (!modules.contains(driver)) {
            throw new HostException(Errno.ENOENT, FailedCall.OPEN, path);
        }
        var device = devices.get(word);
        switch (file) {
            case "new_id" -> {
                ids.computeIfAbsent(driver, _ -> new TreeSet<>()).add(word);
                for (var other : List.copyOf(devices.values())) {
                    if (other.driver().isEmpty() && matches(driver, other.name())) {
                        probe(driver, other);
                    }
                }
            }
            case "remove_id" -> ids.computeIfAbsent(driver, _ -> new TreeSet<>()).remove(word);
            case "bind" -> {
                if (device == null || !matches(driver, word)) {
                    throw new HostException(Errno.ENODEV, FailedCall.WRITE, path);
                }
                if (device.driver().isPresent()) {
                    throw new HostException(Errno.EBUSY, FailedCall.WRITE, path);
                }
                var failed = probe(driver, device);
                if (failed.isPresent()) {
                    throw new HostException(failed.get(), FailedCall.WRITE, path);
                }
            }
            case "unbind" -> {
                if (device == null || !device.driver().equals(Optional.of(driver))) {
                    throw new HostException(Errno.ENODEV, FailedCall.WRITE, path);
                }
                remove(device);
            }
            default -> throw new HostException(Errno.ENOENT, FailedCall.OPEN, path);
        }
    }

    private boolean matches(String driver, String device) {
        return driver.equals("device_dax") || ids.getOrDefault(driver, new TreeSet<>()).contains(device);
    }

    private List<BlockRange> ranges(DaxDevice device) {
        return KmemRange.blocks(device, new ByteSize(policy.blockBytes()));
    }

    private Optional<Errno> probe(String driver, DaxDevice device) {
        if (failures.containsKey("probe " + driver + " " + device.name())) {
            return Optional.of(failures.get("probe " + driver + " " + device.name()));
        }
        if (leaked.containsKey(device.name())) {
            return Optional.of(Errno.EBUSY);
        }
        if (driver.equals("kmem")) {
            if (device.targetNode().isEmpty() || ranges(device).isEmpty()) {
                return Optional.of(Errno.EINVAL);
            }
            for (BlockRange range : ranges(device)) {
                range.numbers().forEach(number -> blocks.put(number, added(number, device.targetNode())));
            }
        }
        devices.put(device.name(), device.boundTo(driver));
        return Optional.empty();
    }

    private MemoryBlock added(long number, OptionalInt node) {
        var block = MemoryBlock.added(number, node);
        return switch (policy.autoOnline()) {
            case "offline" -> block;
            case "online_movable" -> block.online(Zone.MOVABLE);
            default -> block.online(Zone.NORMAL);
        };
    }

    private void remove(DaxDevice device) {
        if (device.driver().equals(Optional.of("kmem"))) {
            var ranges = ranges(device);
            boolean online = ranges.stream().flatMap(range -> blocks.subMap(range.first(), range.last() + 1).values().stream()).anyMatch(MemoryBlock::online);
            if (online) {
                leaked.put(device.name(), ranges);
            } else {
                ranges.forEach(range -> range.numbers().forEach(blocks::remove));
            }
        }
        devices.put(device.name(), device.unbound());
    }

    @Override
    public LabelAreas labelAreas() {
        throw new UnsupportedOperationException("no label areas in these tests");
    }

    @Override
    public BlockMedia blockMedia() {
        throw new UnsupportedOperationException("no block media in these tests");
    }

    @Override
    public Modules modules() {
        return new Modules() {
            @Override
            public void load(String name) throws HostException {
                module("modprobe " + name, () -> modules.add(name));
            }

            @Override
            public void unload(String name) throws HostException {
                module("modprobe -r " + name, () -> {
                    modules.remove(name);
                    ids.remove(name);
                    List.copyOf(devices.values()).stream().filter(device -> device.driver().equals(Optional.of(name))).forEach(FakeMachine.this::remove);
                });
            }
        };
    }

    private void module(String key, Runnable change) throws HostException {
        beforeWrite.accept(key);
        synchronized (this) {
            writes.add(key);
            if (failures.containsKey(key)) {
                throw new HostException(failures.get(key), FailedCall.LOAD_MODULE, key);
            }
            change.run();
            changes++;
        }
        afterWrite.accept(key);
    }

    @Override
    public Holders holders() {
        return device -> holders.getOrDefault(device, List.of());
    }

    @Override
    public Changes changes() {
        return new Changes() {
            @Override
            public long mark() {
                synchronized (FakeMachine.this) {
                    return changes;
                }
            }

            @Override
            public Touched since(long mark) {
                synchronized (FakeMachine.this) {
                    return new Touched(mark == changes ? new TreeSet<>() : new TreeSet<>(Set.of("/sys")), true);
                }
            }

            @Override
            public void settle(Duration patience) {
                // everything is probed at once
            }
        };
    }

    @Override
    public Optional<Power> power() {
        return Optional.of(new Power() {
            @Override
            public void reboot() {
                boot();
            }

            @Override
            public void powerLoss() {
                boot();
            }
        });
    }

    /** What is volatile is gone; device_dax takes every device. */
    public synchronized void boot() {
        boots++;
        blocks.clear();
        ids.clear();
        leaked.clear();
        pinned.clear();
        holders.clear();
        modules.remove("kmem");
        policy = policy.withAutoOnline(bootPolicy);
        List.copyOf(devices.values()).forEach(device -> devices.put(device.name(), device.unbound().boundTo("device_dax")));
        changes++;
    }

    // the eyes

    @Override
    public synchronized Inventory look() throws HostException {
        if (unreadable) {
            throw new HostException(Errno.EIO, FailedCall.READ, "/sys");
        }
        long blockKib = policy.blockBytes() >> 10;
        var builder = Inventory.EMPTY.change().policy(policy).modules(modules);
        devices.values().forEach(builder::put);
        namespaces.values().forEach(builder::put);
        blocks.values().forEach(builder::put);
        bootNodes.values().forEach(builder::put);
        var byNode = new TreeMap<Integer, Long>();
        blocks.values().forEach(block -> byNode.merge(block.node().orElse(0), block.online() ? blockKib : 0, Long::sum));
        byNode.forEach((id, kib) -> builder.put(new Node(id, "", kib > 0, kib, Optional.empty())));
        builder.memTotalKib(BASE_KIB + byNode.values().stream().mapToLong(Long::longValue).sum());
        for (DaxDevice device : devices.values()) {
            boolean ram = device.driver().equals(Optional.of("kmem")) || leaked.containsKey(device.name());
            builder.addReservation(new Reservation(device.ranges().getFirst(), 0, "Persistent Memory"));
            if (ram) {
                for (BlockRange range : ranges(device)) {
                    builder.addReservation(new Reservation(range.addresses(policy.blockBytes()), 1, device.name()));
                    builder.addReservation(new Reservation(range.addresses(policy.blockBytes()), 2, "System RAM (kmem)"));
                }
            } else if (device.driver().isPresent()) {
                builder.addReservation(new Reservation(device.ranges().getFirst(), 1, device.name()));
            }
        }
        return builder.build();
    }

    @Override
    public Inventory look(Inventory before, Changes.Touched touched) throws HostException {
        return look();
    }
}
