package daxplane.kernel.memory;

import daxplane.kernel.StateRecord;
import daxplane.kernel.Persistent;
import daxplane.kernel.Firmware;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What an administrator sets about memory hotplug, and what the boot parameters fixed; volatile. */
final class MemorySettings implements Persistent {

    private static final String KEY = "memory/settings";
    private static final int DEFAULT_RATIO_PERCENT = 301;

    /** Where {@code online} puts a block. */
    enum Policy {
        /** With its neighbours. */
        CONTIG_ZONES("contig-zones"),
        /** Movable as long as the kernel keeps enough memory of its own. */
        AUTO_MOVABLE("auto-movable");

        private final String word;

        Policy(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private OnlineType autoOnline;
    private Policy policy = Policy.CONTIG_ZONES;
    private long autoMovableRatioPercent = DEFAULT_RATIO_PERCENT;
    private boolean autoMovableNumaAware = true;
    private final boolean memmapOnMemory;
    private final boolean movableNode;
    private final SortedSet<Integer> describedNodes = new TreeSet<>();

    private MemorySettings(OnlineType autoOnline, boolean memmapOnMemory, boolean movableNode) {
        this.autoOnline = autoOnline;
        this.memmapOnMemory = memmapOnMemory;
        this.movableNode = movableNode;
    }

    /**
     * As at boot: {@code memory.auto-online} of the machine's properties, {@code memhp_default_state=},
     * {@code memory_hotplug.*} and {@code movable_node} of the kernel's command line.
     */
    static MemorySettings atBoot(Firmware firmware) {
        Map<String, String> command = commandLine(firmware.parameters().getOrDefault("kernel.command-line", ""));
        String auto = command.getOrDefault("memhp_default_state", firmware.parameters().getOrDefault("memory.auto-online", "offline")).strip();
        var settings = new MemorySettings(word(OnlineType.values(), OnlineType::word, auto, OnlineType.OFFLINE),
                command.getOrDefault("memory_hotplug.memmap_on_memory", "N").matches("[1YyTt].*|on"), command.containsKey("movable_node"));
        settings.policy = word(Policy.values(), Policy::word, command.getOrDefault("memory_hotplug.online_policy", ""), Policy.CONTIG_ZONES);
        return settings;
    }

    OnlineType autoOnline() {
        return autoOnline;
    }

    void autoOnline(OnlineType type) {
        autoOnline = type;
    }

    Policy policy() {
        return policy;
    }

    void policy(Policy chosen) {
        policy = chosen;
    }

    long autoMovableRatioPercent() {
        return autoMovableRatioPercent;
    }

    void autoMovableRatioPercent(long percent) {
        autoMovableRatioPercent = percent;
    }

    boolean autoMovableNumaAware() {
        return autoMovableNumaAware;
    }

    void autoMovableNumaAware(boolean aware) {
        autoMovableNumaAware = aware;
    }

    boolean memmapOnMemory() {
        return memmapOnMemory;
    }

    boolean movableNode() {
        return movableNode;
    }

    /** Nodes whose performance was told in this boot: it is told once, and not again when a node comes back. */
    SortedSet<Integer> describedNodes() {
        return describedNodes;
    }

    @Override
    public StateRecord document() {
        Map<String, String> values = new TreeMap<>();
        values.put("auto-online", autoOnline.name());
        values.put("policy", policy.name());
        values.put("ratio", Long.toString(autoMovableRatioPercent));
        values.put("numa-aware", Boolean.toString(autoMovableNumaAware));
        describedNodes.forEach(node -> values.put("described." + node, ""));
        return StateRecord.of(MemorySubsystem.NAME, KEY, values);
    }

    static boolean describes(StateRecord document) {
        return document.key().equals(KEY);
    }

    void restore(StateRecord document) {
        autoOnline = OnlineType.valueOf(document.value("auto-online"));
        policy = Policy.valueOf(document.value("policy"));
        autoMovableRatioPercent = Long.parseLong(document.value("ratio"));
        autoMovableNumaAware = Boolean.parseBoolean(document.value("numa-aware"));
        document.values().keySet().stream().filter(key -> key.startsWith("described."))
                .forEach(key -> describedNodes.add(Integer.valueOf(key.substring("described.".length()))));
    }

    private static Map<String, String> commandLine(String line) {
        Map<String, String> words = new TreeMap<>();
        for (String word : line.strip().split("\\s+")) {
            String[] parts = word.split("=", 2);
            words.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return words;
    }

    private static <T> T word(T[] values, Function<T, String> word, String text, T otherwise) {
        return Arrays.stream(values).filter(value -> word.apply(value).equals(text)).findFirst().orElse(otherwise);
    }
}
