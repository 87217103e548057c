package daxplane.kernel.memory;

import daxplane.kernel.StateRecord;
import daxplane.kernel.Persistent;
import daxplane.kernel.KernelCommandLine;
import daxplane.kernel.KernelProfile;
import daxplane.kernel.MemoryParameters;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What an administrator sets about memory hotplug, and what the boot parameters fixed; volatile. */
final class MemorySettings implements Persistent {

    private static final String KEY = "memory/settings";
    private static final String PARAMETERS = "memory_hotplug.";
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
    private boolean demotion;
    private final String memmapOnMemory;
    private final boolean clearsFreePages;
    private final boolean movableNode;
    private final SortedSet<Integer> describedNodes = new TreeSet<>();

    private MemorySettings(OnlineType autoOnline, String memmapOnMemory, boolean movableNode, boolean clearsFreePages) {
        this.autoOnline = autoOnline;
        this.memmapOnMemory = memmapOnMemory;
        this.movableNode = movableNode;
        this.clearsFreePages = clearsFreePages;
    }

    /**
     * As at boot: the machine's {@code memory.auto-online}, then {@code memhp_default_state}, {@code memory_hotplug.*} and
     * {@code movable_node} of the kernel's command line. Of words that stand there twice the last one counts that makes sense.
     */
    static MemorySettings atBoot(MemoryParameters parameters, KernelCommandLine command, KernelProfile profile) {
        OnlineType auto = command.values("memhp_default_state").reversed().stream()
                .flatMap(value -> word(OnlineType.values(), OnlineType::word, value).stream()).findFirst()
                .or(() -> word(OnlineType.values(), OnlineType::word, parameters.autoOnline())).orElse(OnlineType.OFFLINE);
        var settings = new MemorySettings(auto, memmapOnMemory(command, profile), command.has("movable_node"),
                command.flag("init_on_free").orElse(false));
        command.values(PARAMETERS + "online_policy").reversed().stream().flatMap(value -> word(Policy.values(), Policy::word, value).stream())
                .findFirst().ifPresent(settings::policy);
        command.values(PARAMETERS + "auto_movable_ratio").reversed().stream().filter(value -> value.matches("[0-9]{1,9}"))
                .findFirst().map(Long::valueOf).ifPresent(settings::autoMovableRatioPercent);
        command.flag(PARAMETERS + "auto_movable_numa_aware").ifPresent(settings::autoMovableNumaAware);
        return settings;
    }

    /** Since 6.6 it may be forced, and is no longer said without a value. */
    private static String memmapOnMemory(KernelCommandLine command, KernelProfile profile) {
        boolean mode = profile.atLeast(6, 6);
        String last = "N";
        for (KernelCommandLine.Parameter parameter : command.parameters()) {
            if (parameter.name().replace('-', '_').equals(PARAMETERS + "memmap_on_memory")) {
                if (mode && parameter.value().filter(value -> value.equals("force") || value.equals("FORCE")).isPresent()) {
                    last = "force";
                } else {
                    Optional<Boolean> said = parameter.value().isEmpty() ? Optional.of(true).filter(_ -> !mode)
                            : KernelCommandLine.truth(parameter.value().get());
                    last = said.map(on -> on ? "Y" : "N").orElse(last);
                }
            }
        }
        return last;
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

    boolean demotion() {
        return demotion;
    }

    void demotion(boolean enabled) {
        demotion = enabled;
    }

    /** {@code init_on_free=1}: the allocator clears what it is given, memory that comes online as well. */
    boolean clearsFreePages() {
        return clearsFreePages;
    }

    boolean memmapOnMemory() {
        return !memmapOnMemory.equals("N");
    }

    /** {@code Y}, {@code N}, {@code force}. */
    String memmapOnMemoryWord() {
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
        values.put("demotion", Boolean.toString(demotion));
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
        demotion = Boolean.parseBoolean(document.values().getOrDefault("demotion", "false"));
        document.values().keySet().stream().filter(key -> key.startsWith("described."))
                .forEach(key -> describedNodes.add(Integer.valueOf(key.substring("described.".length()))));
    }

    private static <T> Optional<T> word(T[] values, Function<T, String> word, String text) {
        return Arrays.stream(values).filter(value -> word.apply(value).equals(text)).findFirst();
    }
}
