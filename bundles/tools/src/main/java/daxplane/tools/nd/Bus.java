package daxplane.tools.nd;

import daxplane.tools.sysfs.Sysfs;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A provider of memory, with everything behind it: {@code ndbus0}. */
public final class Bus extends Device {

    private static final String CLASS = "/sys/class/nd";
    private static final String DEVICES = "/sys/bus/nd/devices";
    private static final Pattern CONTROL = Pattern.compile("ndctl\\d+");
    private static final Pattern BUS = Pattern.compile("ndbus\\d+");
    private static final Pattern DIMM = Pattern.compile("nmem\\d+");
    private static final Pattern REGION = Pattern.compile("region\\d+");

    private Bus(Sysfs sysfs, String path) {
        super(sysfs, path);
    }

    /**
     * Buses, in the originals' order. They are found by their control nodes; a machine without the class folder (one that
     * was rebuilt from a recording) is asked for the devices themselves.
     */
    public static List<Bus> all(Sysfs sysfs) {
        var controls = sysfs.objects(CLASS, CONTROL);
        var paths = controls.isEmpty()
                ? sysfs.objects(DEVICES, BUS).stream().map(name -> DEVICES + "/" + name)
                : controls.stream().map(name -> CLASS + "/" + name + "/device");
        return paths.map(sysfs::realPath).flatMap(Optional::stream).map(path -> new Bus(sysfs, path)).toList();
    }

    /** {@code ACPI.NFIT}. */
    public String provider() {
        return text("provider").orElse("");
    }

    /** Whether the firmware understands a command of the bus: {@code clear_error}. */
    public boolean understands(String command) {
        return List.of(text("commands").orElse("").split(" ")).contains(command);
    }

    /** Whether a table of the firmware describes what is behind it, the NFIT. */
    public boolean hasNfit() {
        return sysfs.exists(attribute("nfit/revision"));
    }

    public List<Dimm> dimms() {
        return sysfs.objects(path(), DIMM).stream().map(name -> new Dimm(sysfs, attribute(name), this)).toList();
    }

    public List<Region> regions() {
        return sysfs.objects(path(), REGION).stream().map(name -> new Region(sysfs, attribute(name), this)).toList();
    }

    /** Whether an address range scrub is running; empty when the platform has none. */
    public Optional<Boolean> scrubbing() {
        return text("nfit/scrub").map(text -> text.endsWith("+"));
    }

    /** How other firmware of DIMMs is activated: {@code quiesce}, {@code live}; empty where it is not. */
    public Optional<String> firmwareMethod() {
        return text("firmware/capability");
    }

    /** {@code idle}, {@code armed}, {@code busy}, {@code overflow}. */
    public Optional<String> firmwareState() {
        return text("firmware/activate");
    }

    /** Waits until devices that the bus announced have been probed. */
    public void waitForProbes() {
        text("wait_probe");
    }
}
