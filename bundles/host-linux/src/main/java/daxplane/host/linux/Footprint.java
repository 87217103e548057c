package daxplane.host.linux;

import daxplane.host.Attributes;
import daxplane.host.HostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an effect touches without a uevent.
 *
 * @param paths real paths of objects and files to look at again
 * @param known whether that, together with uevents, is all
 */
record Footprint(List<String> paths, boolean known) {

    private static final Pattern DAX_DRIVER = Pattern.compile("/sys/bus/dax/drivers/[^/]+/(bind|unbind|new_id|remove_id)");
    private static final Pattern BLOCK_STATE = Pattern.compile("/sys/devices/system/memory/memory[0-9]+/(state|online)");
    private static final String MEMORY = "/sys/devices/system/memory";
    private static final String NODES = "/sys/devices/system/node";

    static Footprint of(Attributes attributes, String path, String value) {
        var paths = new ArrayList<String>();
        if (DAX_DRIVER.matcher(path).matches()) {
            real(attributes, "/sys/bus/dax/devices/" + named(value), paths);
            memory(attributes, paths);
            return new Footprint(paths, true);
        }
        if (BLOCK_STATE.matcher(path).matches()) {
            paths.add(path.substring(0, path.lastIndexOf('/')));
            memory(attributes, paths);
            return new Footprint(paths, true);
        }
        if (path.equals(MEMORY + "/auto_online_blocks")) {
            return new Footprint(List.of(MEMORY), true);
        }
        return new Footprint(paths, false);
    }

    /** The device that a value names: the tools end it with a NUL, the shell with a newline. */
    private static String named(String value) {
        return value.substring(0, (value + "\0").indexOf('\0')).strip();
    }

    /** What changes with every piece of memory that comes or goes, none of it announced. */
    private static void memory(Attributes attributes, List<String> paths) {
        paths.add("/proc/iomem");
        paths.add("/proc/meminfo");
        paths.add(NODES);
        children(attributes, NODES, "node", paths);
        children(attributes, "/sys/devices/virtual/memory_tiering", "memory_tier", paths);
    }

    private static void children(Attributes attributes, String directory, String prefix, List<String> paths) {
        try {
            for (String name : attributes.list(directory)) {
                if (name.startsWith(prefix) && Character.isDigit(name.charAt(name.length() - 1))) {
                    paths.add(directory + "/" + name);
                }
            }
        } catch (HostException absent) {
            paths.add(directory); // a kernel without it; that it is absent is what a look will see
        }
    }

    private static void real(Attributes attributes, String path, List<String> paths) {
        try {
            paths.add(attributes.realPath(path));
        } catch (HostException absent) {
            paths.add(path);
        }
    }
}
