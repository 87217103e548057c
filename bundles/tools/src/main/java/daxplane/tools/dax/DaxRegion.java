package daxplane.tools.dax;

import daxplane.tools.sysfs.Sysfs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A range of memory that dax devices are made from.
 *
 * @param path real path of the device that carries it, {@code /sys/devices/platform/hmem.0}
 * @param id   number in the names of its devices
 */
public record DaxRegion(Sysfs sysfs, String path, int id) {

    static final String DEVICES = "/sys/bus/dax/devices";
    /** Where the devices are in kernels without the bus. */
    private static final String CLASS = "/sys/class/dax";
    /** Between the device that carries a region and its devices, in the class. */
    private static final String CLASS_DIRECTORY = "/dax";
    private static final String TREE = "/sys/devices";
    private static final Pattern NAME = Pattern.compile("dax(\\d+)\\.\\d+");

    /** Regions that have a device, in the originals' order. */
    public static List<DaxRegion> all(Sysfs sysfs) {
        var regions = new LinkedHashMap<String, DaxRegion>();
        String devices = sysfs.exists(DEVICES) ? DEVICES : CLASS;
        for (String name : sysfs.names(devices)) {
            var matcher = NAME.matcher(name);
            if (matcher.matches()) {
                sysfs.realPath(devices + "/" + name).map(DaxRegion::carrier)
                        .ifPresent(path -> regions.putIfAbsent(path, new DaxRegion(sysfs, path, (int) Sysfs.toNumber(matcher.group(1)))));
            }
        }
        return regions.values().stream().filter(DaxRegion::known).toList().reversed();
    }

    private static String carrier(String device) {
        String parent = device.substring(0, device.lastIndexOf('/'));
        return parent.endsWith(CLASS_DIRECTORY) ? parent.substring(0, parent.length() - CLASS_DIRECTORY.length()) : parent;
    }

    /** The region that a device of another bus carries; while that device is disabled nothing but its id is known. */
    public static DaxRegion carriedBy(Sysfs sysfs, String path, int id) {
        return new DaxRegion(sysfs, path, id);
    }

    private boolean known() {
        return size().isPresent();
    }

    /** The path as listings show it, without {@code /sys/devices}. */
    public String shownPath() {
        return path.startsWith(TREE) ? path.substring(TREE.length()) : path;
    }

    public OptionalLong size() {
        return sysfs.number(path + "/dax_region/size");
    }

    public OptionalLong align() {
        return sysfs.number(path + "/dax_region/align");
    }

    /** Bytes that no device has taken; empty when devices cannot be made from it at will. */
    public OptionalLong availableSize() {
        return sysfs.number(path + "/dax_region/available_size");
    }

    public List<DaxDevice> devices() {
        String directory = sysfs.exists(DEVICES) ? path : path + CLASS_DIRECTORY;
        return sysfs.objects(directory, Pattern.compile("dax" + id + "\\.\\d+")).stream()
                .map(name -> new DaxDevice(sysfs, directory + "/" + name)).toList();
    }

    /** The device without a size that the kernel offers next. */
    public Optional<DaxDevice> seed() {
        return sysfs.text(path + "/dax_region/seed").flatMap(name -> devices().stream()
                .filter(device -> device.name().equals(name)).findFirst());
    }

    String control(String attribute) {
        return path + "/dax_region/" + attribute;
    }
}
