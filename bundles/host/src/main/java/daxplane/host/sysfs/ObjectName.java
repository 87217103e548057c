package daxplane.host.sysfs;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Kernel names of objects that carry a number. */
final class ObjectName {

    /** Numbers with so many digits fit a long and an int respectively. */
    private static final Pattern BLOCK = Pattern.compile("memory(\\d{1,18})");
    private static final Pattern NODE = Pattern.compile("node(\\d{1,9})");

    private static final Pattern NAMESPACE = Pattern.compile("namespace\\d+\\.\\d+");
    private static final Pattern PERSONALITY = Pattern.compile("(btt|pfn|dax)\\d+\\.\\d+");
    private static final Pattern DAX = Pattern.compile("dax-?\\d+\\.\\d+");

    private static final Pattern CXL_MEMORY = Pattern.compile("mem\\d+");

    private ObjectName() {
    }

    /** {@code memory33}. */
    static Optional<Long> block(String name) {
        var matcher = BLOCK.matcher(name);
        return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    /** {@code node2}. */
    static OptionalInt node(String name) {
        var matcher = NODE.matcher(name);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** {@code dax0.0}: a device of the dax bus, or a personality of the nd bus, which are named alike. */
    static boolean isDaxDevice(String name) {
        return DAX.matcher(name).matches();
    }

    /** {@code mem0}: a memory device of the cxl bus. */
    static boolean isCxlMemory(String name) {
        return CXL_MEMORY.matcher(name).matches();
    }

    /** {@code namespace0.1}. */
    static boolean isNamespace(String name) {
        return NAMESPACE.matcher(name).matches();
    }

    /** {@code btt0.1}, {@code pfn0.1}, {@code dax0.1}. */
    static boolean isPersonality(String name) {
        return PERSONALITY.matcher(name).matches();
    }
}
