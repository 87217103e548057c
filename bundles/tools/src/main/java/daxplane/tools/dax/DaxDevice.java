package daxplane.tools.dax;

import daxplane.tools.sysfs.Sysfs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A device of the dax bus: {@code dax0.0}.
 *
 * @param path real path
 */
public record DaxDevice(Sysfs sysfs, String path) {

    /** Driver that turns a device into System RAM. */
    static final String KMEM = "kmem";
    /** Driver that gives a device to applications. */
    static final String DEVICE_DAX = "device_dax";

    private static final Pattern IOMEM = Pattern.compile("\\s*([0-9a-f]+)-[0-9a-f]+ : (.*)");
    private static final Pattern MAPPING = Pattern.compile("mapping\\d+");

    /** Kernel name. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Number behind the dot of its name. */
    public int id() {
        return (int) Sysfs.toNumber(path.substring(path.lastIndexOf('.') + 1));
    }

    public long size() {
        return sysfs.number(path + "/size").orElse(0);
    }

    /** What its size and addresses are multiples of; 0 when the kernel does not tell. */
    public long align() {
        return sysfs.number(path + "/align").orElse(0);
    }

    /** NUMA node that it has as System RAM; -1 when the platform does not say. */
    public int targetNode() {
        return sysfs.smallNumber(path + "/target_node").orElse(-1);
    }

    public Optional<String> driver() {
        return sysfs.linked(path + "/driver");
    }

    /** A device of the class has no driver, and is there as long as it can be used. */
    public boolean enabled() {
        return ofClass() || driver().isPresent();
    }

    /** Whether it is of the class that came before the bus: nobody can give it to a driver (docs/kernel/drivers.md 3.8). */
    public boolean ofClass() {
        return path.endsWith("/dax/" + name());
    }

    /** Its memory blocks, while it is System RAM. */
    public Optional<MemoryBlocks> memory() {
        return driver().filter(KMEM::equals).map(_ -> new MemoryBlocks(sysfs, this));
    }

    /** First address; empty when the kernel does not tell. */
    public OptionalLong resource() {
        var told = sysfs.number(path + "/resource");
        return told.isPresent() ? told : resourceByIomem();
    }

    /** Where that attribute is missing, the list of all resources has the device by name. */
    private OptionalLong resourceByIomem() {
        return sysfs.text("/proc/iomem").orElse("").lines().map(IOMEM::matcher)
                .filter(line -> line.matches() && line.group(2).equals(name()))
                .mapToLong(line -> Long.parseUnsignedLong(line.group(1), 16)).findFirst();
    }

    /** Its ranges, the one with the highest number first: the tools put each they read in front (corpus hmem-sysfs). */
    public List<DaxMapping> mappings() {
        var mappings = new ArrayList<DaxMapping>();
        long count = sysfs.names(path).stream().filter(MAPPING.asMatchPredicate()).count();
        for (int i = 0; i < count; i++) {
            var start = sysfs.number(path + "/mapping" + i + "/start");
            var end = sysfs.number(path + "/mapping" + i + "/end");
            var offset = sysfs.number(path + "/mapping" + i + "/page_offset");
            if (start.isEmpty() || end.isEmpty() || offset.isEmpty()) {
                break;
            }
            mappings.addFirst(new DaxMapping(offset.getAsLong(), start.getAsLong(), end.getAsLong()));
        }
        return mappings;
    }
}
