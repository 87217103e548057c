package daxplane.conform;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a recording may differ from a host, and why. The one list of uncertain fields: whatever is not in it has to be equal.
 *
 * @param key   keys that it is about
 * @param parts pieces of the value that are compared as "any"; no piece: the whole value
 * @param reason why no two machines agree here
 */
public record KnownDifference(Pattern key, List<Pattern> parts, String reason) {

    /** Where that RAM is, in the recordings and here. */
    private static final String EMULATED_RAM = "^0x(ff[0-9a-f]{14}|2000000000)$";

    /** Holds for every machine and every recording. */
    public static final List<KnownDifference> UNCERTAIN = List.of(
            of("dax/.*/dev", "device numbers are given out in the order of asynchronous probes"),
            of("(dax|nd)/.*/uevent", "the same device number", "(?m)^(MAJOR|MINOR)=.*$"),
            of("nd/(region|namespace)3(\\.0)?/resource", "RAM that the kernel's own test DIMMs allocate", EMULATED_RAM),
            of("nd/nmem[0-9]+/dev", "character majors are given out dynamically"),
            of("cxl/endpoint[0-9]+/CDAT", "a table in bytes, some of which are no text", "[^\\x00-\\x7f]"));

    /** Files in directories that were recorded whole; the key is the path. */
    static final List<KnownDifference> FILES = List.of(
            of(".*/dev", "the same device numbers"),
            of(".*/uevent", "the same device numbers; disks are counted", "(?m)^(MAJOR|MINOR|DISKSEQ)=.*$"),
            of(".*/CDAT", "a table in bytes, some of which are no text"),
            of(".*/nfit_test\\.1/ndbus1/region3/(namespace3\\.0/)?resource", "RAM that the kernel's own test DIMMs allocate", EMULATED_RAM),
            of(".*/block/[^/]+/diskseq", "how many disks there were before it"));

    /** Parts of directories that other subsystems put there, which the simulated machine does not have. */
    private static final List<KnownDifference> FOREIGN = List.of(
            of("/sys/devices/.*/power", "the recorder left power management out"),
            of("/sys/devices/system/node/node\\d+/(compact|meminfo|numastat|vmstat)", "how the guest itself used its memory"),
            of("/sys/devices/system/node/node\\d+/(x86|hugepages/hugepages-1048576kB)(/.*)?", "features of the recorded processor"),
            of("module/nfit_test_iomap", "what the kernel's own test DIMMs map memory with is theirs, not the kernel's"),
            of("/sys/devices/platform/nfit_test\\.\\d/(driver|driver_override|modalias|subsystem|uevent)",
                    "the platform device of the kernel's own test DIMMs is simulated for what lies on it"),
            of("/sys/devices/platform/ACPI0017:00/(driver|driver_override|firmware_node|modalias|subsystem|uevent)",
                    "the device that ACPI tells of CXL is simulated for what lies on it"),
            of("/sys/firmware/acpi/tables/[DS]SDT", "programs for an interpreter that is not simulated"));

    /** What programs print of it; the key is the text around, the rest as above. */
    public static final List<KnownDifference> PRINTED = List.of(
            of("(?m)^modprobe: ", "the recorded guests have modprobe of two makers",
                    "(?:FATAL: Module \\S+ is in use\\.|can't unload module '\\S+': Resource temporarily unavailable)$"),
            of("enc32 user:nvdimm-master 32 ", "what a key is sealed as is made up anew for each key", "[0-9a-f]+"),
            of("PART_ENTRY_DISK=\"", "disks are numbered in the order of asynchronous probes", "[0-9:]+"),
            of("Mem(?:Free|Used|Available): +", "what the guest itself had in memory", "[0-9]+"),
            of("(?m)^(?=\\[ *\\d+\\.\\d{9}\\] \\[\\d+\\] )", "when a monitor said something, and which process", "\\[ *\\d+\\.\\d{9}\\] \\[\\d+\\]"),
            of("\"timestamp\":\"(?=[ \\d.]+\",\\s*\"pid\":\\d)", "when a monitor told an event", "[ \\d.]+"),
            of("\"pid\":(?=\\d+,\\s*\"event\":)", "which process told it", "\\d+"),
            of("(?m)^libndctl: (?:__\\w+|do_cmd|ndctl_bus_poll_scrub_completion|ndctl_cmd_ars_cap_get_range|write_attr|parse_\\w+|region_set_type|ndctl_dimm_cmd_new_cfg_size|ndctl_namespace_(?:en|dis)able): (?!.*failed to enable$)",
                    "with -v the library of the originals tells each file that it opens", ".*\n"),
            of("(?m)^(?:libdaxctl: __\\w+|nstype_clear_badblocks:\\d+|namespace_clear_bb:\\d+): ",
                    "with -v the originals tell where in their sources they are", ".*\n"));

    private static KnownDifference of(String key, String reason, String... parts) {
        return new KnownDifference(Pattern.compile(key), List.of(parts).stream().map(Pattern::compile).toList(), reason);
    }

    /** The value with its uncertain parts taken out. */
    static Optional<String> certain(List<KnownDifference> pardons, String key, Optional<String> value) {
        Optional<String> certain = value;
        for (KnownDifference pardon : pardons) {
            if (pardon.key().matcher(key).matches()) {
                certain = certain.map(text -> pardon.parts().isEmpty() ? "(any)" : without(text, pardon.parts()));
            }
        }
        return certain;
    }

    static boolean isForeign(String path) {
        return FOREIGN.stream().anyMatch(pardon -> pardon.key().matcher(path).matches());
    }

    /** A text that a program printed, with its uncertain parts taken out. */
    static String certain(String printed) {
        String certain = printed;
        for (KnownDifference pardon : PRINTED) {
            for (Pattern part : pardon.parts()) {
                certain = Pattern.compile(pardon.key().pattern() + part.pattern()).matcher(certain).replaceAll(part.pattern().endsWith("\n") ? "" : "(any)");
            }
        }
        return certain;
    }

    private static String without(String text, List<Pattern> parts) {
        String left = text;
        for (Pattern part : parts) {
            left = part.matcher(left).replaceAll("(any)");
        }
        return left;
    }
}
