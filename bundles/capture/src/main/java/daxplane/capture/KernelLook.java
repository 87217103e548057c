package daxplane.capture;

import daxplane.blueprint.Parameters;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel tells about itself and its memory. */
final class KernelLook {

    private static final String MEMORY = "/sys/devices/system/memory";
    private static final String IOMEM = "/proc/iomem";
    private static final long USUAL_BLOCK_BYTES = 128 << 20;

    /** Those that a simulated kernel has, in the order in which one that has them built in starts them. */
    private static final List<String> MODULES = List.of("libnvdimm", "nfit", "nd_e820", "nd_pmem", "nd_btt", "dax_pmem", "device_dax",
            "dax_hmem", "kmem");
    /** Drivers whose module may be a part of the kernel, and its name. */
    private static final List<List<String>> BUILT_IN = List.of(List.of("/sys/bus/nd/drivers/nd_pmem", "nd_pmem"),
            List.of("/sys/bus/nd/drivers/dax_pmem", "dax_pmem"), List.of("/sys/bus/dax/drivers/device_dax", "device_dax"),
            List.of("/sys/bus/dax/drivers/kmem", "kmem"));
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");
    private static final Pattern MEM_TOTAL = Pattern.compile("(?m)^MemTotal:\\s+(\\d{1,15}) kB$");

    private final Host host;
    private final Shown shown;
    private final List<String> notes;

    /** @param notes takes what the twin will lack */
    KernelLook(Host host, List<String> notes) {
        this.host = host;
        this.shown = new Shown(host.attributes());
        this.notes = notes;
    }

    /** @throws HostException EPERM when the resource tree is hidden from this user */
    IomemLines resources() throws HostException {
        IomemLines lines = IomemLines.of(host.attributes().read(IOMEM));
        if (lines.hidden()) {
            throw new HostException(Errno.EPERM, FailedCall.READ, IOMEM, "its addresses read zero; that needs root, or CAP_SYS_ADMIN");
        }
        return lines;
    }

    Parameters parameters(String name, IomemLines resources) throws HostException {
        long block = blockBytes();
        AddedMemory added = AddedMemory.in(shown, resources.added(), block);
        if (!resources.added().isEmpty()) {
            notes.add("memory was hot-added since the host booted (%s); in the twin it is a device, as after a boot".formatted(
                    added.kib() == 0 ? "none of it online" : added.kib() / 1024 + " MiB online"));
        }
        return new Parameters(name, profile(), host.kernelRelease(), shown.text("/proc/cmdline").orElse(""), modules(), block,
                shown.text(MEMORY + "/auto_online_blocks").orElse("offline"), totalKib() - added.kib(),
                ZonePages.of(shown.text("/proc/zoneinfo").orElse("")).without(added.pages()).managed(), resources.legacy(),
                resources.softReserved(), resources.replacedTables());
    }

    private long blockBytes() throws HostException {
        Optional<String> hex = shown.text(MEMORY + "/block_size_bytes").filter(text -> text.matches("[0-9a-f]{1,12}"));
        return hex.map(text -> Long.parseLong(text, 16)).orElse(USUAL_BLOCK_BYTES);
    }

    private long totalKib() throws HostException {
        Matcher matcher = MEM_TOTAL.matcher(shown.text("/proc/meminfo").orElse(""));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** The profile of this name; else the newest whose kernel is not newer than this one. */
    private String profile() {
        String release = host.kernelRelease();
        if (Parameters.PROFILES.contains(release)) {
            return release;
        }
        String found = "";
        for (String profile : Parameters.PROFILES) {
            if (version(profile) <= version(release) && (found.isEmpty() || version(profile) > version(found))) {
                found = profile;
            }
        }
        if (version(found) != version(release)) {
            notes.add("the kernel is " + release + "; the twin follows the rules of " + found + ", the nearest that is known");
        }
        return found;
    }

    /** Comparable; names that are no version are older than all. */
    private static int version(String text) {
        Matcher matcher = VERSION.matcher(text);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) * 10_000 + Integer.parseInt(matcher.group(2)) : 0;
    }

    /** In the order in which they were loaded; /proc/modules begins with the last. */
    private List<String> modules() throws HostException {
        var loaded = new ArrayList<String>();
        for (String line : shown.text("/proc/modules").orElse("").split("\n")) {
            loaded.add(line.split(" ", 2)[0]);
        }
        Collections.reverse(loaded);
        loaded.retainAll(MODULES);
        var all = new ArrayList<String>();
        for (List<String> driver : BUILT_IN) {
            if (!loaded.contains(driver.getLast()) && !shown.names(driver.getFirst()).isEmpty()) {
                all.add(driver.getLast());
            }
        }
        all.addAll(loaded);
        return all;
    }
}
