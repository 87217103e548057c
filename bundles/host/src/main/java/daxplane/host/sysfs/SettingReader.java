package daxplane.host.sysfs;

import daxplane.host.Attributes;
import daxplane.host.HostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Attributes that can be set and that no other part of a picture is made of, where they were set: personalities before they are
 * bound, switches of namespaces and of block devices, decoders and regions of CXL; and what is known to be bad of a region, which
 * whoever hands its memory over must know. What a new object has is not told.
 *
 * <p>What is left out, and why, is in docs/JOURNAL.md; a test walks over the machine and compares.
 */
record SettingReader(Attributes attributes) {

    /**
     * Objects of one kind.
     *
     * @param directory of all of them; each is at its name below
     * @param names     empty pattern: the directory is the object itself
     * @param settings  attribute, and the values that a new object has
     */
    private record Kind(String directory, Pattern names, Map<String, Set<String>> settings) {

        boolean single() {
            return names.pattern().isEmpty();
        }

        boolean has(String name) {
            return names.matcher(name).matches();
        }
    }

    /** No page of sysfs is longer. */
    private static final int LONGEST = 4096;

    /** A region of CXL memory has no more. */
    private static final int MOST_TARGETS = 32;

    private static final Set<String> NO_UUID = Set.of("", "00000000-0000-0000-0000-000000000000");
    private static final Set<String> ZERO = Set.of("", "0", "0x0", "0x0000000000000000");

    /** A link: what a CXL object is bound to. Objects of the other buses have facts for that. */
    private static final String DRIVER = "driver";

    /** Memory devices of CXL are on the PCI bus. */
    private static final Pattern CXL_MEMORY = Pattern.compile("/sys/devices/pci.*/mem\\d+(/.*)?");

    private static final String CXL = "/sys/bus/cxl/devices";
    private static final Kind CXL_REGION = kind(CXL, "region\\d+", "uuid", NO_UUID, "interleave_ways", ZERO, "interleave_granularity", ZERO,
            "size", ZERO, "commit", Set.of(""), DRIVER, Set.of(""));
    private static final List<Kind> KINDS = List.of(
            kind(NvdimmReader.DEVICES, "namespace\\d+\\.\\d+", "force_raw", ZERO, "holder_class", Set.of("", "none"), "sector_size", Set.of("")),
            kind(NvdimmReader.DEVICES, "btt\\d+\\.\\d+", "uuid", NO_UUID, "namespace", Set.of(""), "sector_size", Set.of("")),
            kind(NvdimmReader.DEVICES, "(pfn|dax)\\d+\\.\\d+", "uuid", NO_UUID, "namespace", Set.of(""), "mode", Set.of("", "none"),
                    "align", Set.of("", "0", "2097152")),
            kind(NvdimmReader.DEVICES, "region\\d+", "badblocks", Set.of("")),
            kind(NvdimmReader.DEVICES, "nmem\\d+", "nfit/flags", Set.of(""), "nfit/dirty_shutdown", Set.of(""), "security", Set.of("", "disabled", "unlocked", "unsupported"), "firmware/activate", Set.of("", "idle")),
            kind(NvdimmReader.DEVICES, "ndbus\\d+", "nfit/hw_error_scrub", ZERO, "nfit/firmware_activate_noidle", Set.of("", "N", "0"),
                    "firmware/activate", Set.of("", "idle")),
            kind("/sys/block", "pmem[0-9.]+s?", "badblocks", Set.of(""), "dax/write_cache", Set.of("", "1")),
            CXL_REGION,
            kind(CXL, "(mem|endpoint|port|root|nvdimm-bridge|pmem)\\d+", DRIVER, Set.of("")),
            kind(CXL, "decoder\\d+\\.\\d+", "dpa_size", ZERO, "mode", Set.of("", "none")),
            kind("/sys/bus/nd", "", "drivers_autoprobe", Set.of("", "1")),
            kind("/sys/bus/dax", "", "drivers_autoprobe", Set.of("", "1")),
            kind("/sys/bus/cxl", "", "drivers_autoprobe", Set.of("", "1")),
            kind(MemoryReader.PARAMETERS, "", "auto_movable_ratio", Set.of("", "301"), "auto_movable_numa_aware", Set.of("", "Y")));

    @SuppressWarnings("unchecked") // a name and its values in turn
    private static Kind kind(String directory, String names, Object... settings) {
        var all = new LinkedHashMap<String, Set<String>>();
        for (int at = 0; at < settings.length; at += 2) {
            all.put((String) settings[at], (Set<String>) settings[at + 1]);
        }
        return new Kind(directory, Pattern.compile(names), all);
    }

    /** Directories of the objects with settings that a touched path is about. */
    static List<String> objects(String path) {
        var found = new ArrayList<String>();
        boolean onNdBus = path.startsWith("/sys/bus/nd/");
        boolean onCxlBus = path.startsWith(CXL) || path.contains("/ACPI0017:") || CXL_MEMORY.matcher(path).matches();
        for (Kind kind : KINDS) {
            if (kind.single() && path.equals(kind.directory())) {
                found.add(kind.directory());
            }
        }
        for (String name : path.split("/")) {
            onNdBus |= name.startsWith("ndbus");
            boolean nd = onNdBus;
            boolean cxl = onCxlBus && !onNdBus;
            for (Kind kind : KINDS) {
                boolean there = kind.directory().equals(NvdimmReader.DEVICES) ? nd : kind.directory().equals(CXL) ? cxl : !kind.single();
                if (there && !kind.single() && kind.has(name)) {
                    found.add(kind.directory() + "/" + name);
                }
            }
        }
        return found;
    }

    /** Directories of all objects that may have settings. */
    Set<String> objects() throws HostException {
        var all = new TreeSet<String>();
        for (Kind kind : KINDS) {
            if (kind.single()) {
                all.add(kind.directory());
            }
        }
        for (String directory : Set.of(NvdimmReader.DEVICES, "/sys/block", CXL)) {
            for (String name : new ObjectAttributes(attributes, directory).entries("")) {
                if (KINDS.stream().anyMatch(kind -> kind.directory().equals(directory) && kind.has(name))) {
                    all.add(directory + "/" + name);
                }
            }
        }
        return all;
    }

    /** What is set about one object, by path. Empty when it is gone. */
    SortedMap<String, String> of(String object) throws HostException {
        int last = object.lastIndexOf('/');
        for (Kind kind : KINDS) {
            if (kind.single() ? kind.directory().equals(object)
                    : kind.directory().equals(object.substring(0, last)) && kind.has(object.substring(last + 1))) {
                return of(object, kind);
            }
        }
        return Collections.emptySortedMap();
    }

    private SortedMap<String, String> of(String object, Kind kind) throws HostException {
        var set = new TreeMap<String, String>();
        var files = new ObjectAttributes(attributes, object);
        for (var setting : kind.settings().entrySet()) {
            String name = setting.getKey();
            String value = name.equals(DRIVER) ? files.link(DRIVER).orElse("") : value(name, files.text(name).orElse(""));
            if (!setting.getValue().contains(value)) {
                set.put(object + "/" + name, value);
            }
        }
        if (kind == CXL_REGION) {
            for (int target = 0; target < MOST_TARGETS && files.text("target" + target).isPresent(); target++) {
                String decoder = files.text("target" + target).orElse("").strip();
                if (!decoder.isEmpty()) {
                    set.put(object + "/target" + target, decoder);
                }
            }
        }
        return set;
    }

    /** Of a choice, {@code 512 [4096]}, what is chosen; nothing where nothing is. */
    private static String value(String name, String text) {
        String all = text.strip();
        if (name.equals("sector_size")) {
            int open = all.indexOf('[');
            return open < 0 ? "" : all.substring(open + 1, Math.max(open + 1, all.indexOf(']')));
        }
        return all.substring(0, Math.min(all.length(), LONGEST));
    }
}
