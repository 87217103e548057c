package daxplane.tools.nd;

import daxplane.tools.sysfs.Sysfs;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A memory device: {@code nmem0}. */
public final class Dimm extends Device {

    /** Folders in which the providers of a bus put what they know of a DIMM. */
    private static final List<String> PROVIDERS = List.of("nfit", "papr", "cxl");

    private final Bus bus;

    Dimm(Sysfs sysfs, String path, Bus bus) {
        super(sysfs, path);
        this.bus = bus;
    }

    public Bus bus() {
        return bus;
    }

    /** {@code 8680-56341200}: manufacturer, and place, date or serial where they are known. */
    public Optional<String> uniqueId() {
        return known("id");
    }

    public OptionalInt handle() {
        return sysfs.smallNumber(attribute("nfit/handle"));
    }

    public OptionalInt physicalId() {
        return sysfs.smallNumber(attribute("nfit/phys_id"));
    }

    /** What the platform says of its last start: {@code save_fail}, {@code not_armed} ... The kernel ends each with a blank. */
    public Set<String> flags() {
        String text = known("flags").orElse("");
        return Set.copyOf(Arrays.asList(text.substring(0, text.lastIndexOf(' ') + 1).split(" ")));
    }

    /** {@code disabled}, {@code unlocked}, {@code locked}, {@code frozen}, {@code overwrite}; empty without that feature. */
    public Optional<String> security() {
        return text("security");
    }

    public boolean securityFrozen() {
        return sysfs.number(attribute("frozen")).orElse(0) != 0;
    }

    /** {@code idle}, {@code armed}, {@code busy}; empty for one whose firmware stays as it is. */
    public Optional<String> firmwareState() {
        return text("firmware/activate");
    }

    /** Whether an enabled region uses it. */
    public boolean active() {
        return text("state").filter("active"::equals).isPresent();
    }

    /** Whether the firmware understands a command of the DIMM: {@code smart}, {@code get_data}. */
    public boolean understands(String command) {
        return List.of(text("commands").orElse("").split(" ")).contains(command);
    }

    private Optional<String> known(String attribute) {
        return PROVIDERS.stream().map(provider -> text(provider + "/" + attribute)).flatMap(Optional::stream).findFirst();
    }
}
