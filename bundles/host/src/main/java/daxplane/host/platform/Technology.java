package daxplane.host.platform;

import daxplane.host.Host;
import daxplane.inventory.Dimm;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a DIMM stores in, as its format interface code in the NFIT tells it (ACPI 6.4 section 5.2.25.6; JEDEC's codes): it decides what
 * the DIMM is worth as RAM.
 */
public enum Technology {
    PERSISTENT_MEDIA("persistent media"),
    ENERGY_BACKED_DRAM("DRAM with an energy source"),
    BLOCKS("persistent media behind a window of blocks"),
    UNKNOWN("nobody knows what it stores in");

    /** As a DIMM's id begins: {@code 8089-a2-1842-00001234}. */
    private static final Pattern ID = Pattern.compile("([0-9a-f]{4})-.*");

    private final String text;

    Technology(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }

    /** A DIMM with several interfaces tells its first as {@code format}, the second as {@code format1}. */
    public static Technology of(Host host, String dimm) {
        var first = of(attribute(host, dimm, "format"));
        return first != BLOCKS ? first : Optional.of(of(attribute(host, dimm, "format1"))).filter(second -> second != UNKNOWN).orElse(BLOCKS);
    }

    /** @param code as the kernel shows it, {@code 0x0301} */
    public static Technology of(String code) {
        return switch (code) {
            case "0x0101", "0x101" -> ENERGY_BACKED_DRAM;
            case "0x0201", "0x201" -> BLOCKS;
            case "0x0301", "0x301" -> PERSISTENT_MEDIA;
            default -> UNKNOWN;
        };
    }

    /** The vendor's number, four hexadecimal digits; empty where the id has none. */
    public static Optional<String> vendor(Dimm dimm) {
        var matcher = ID.matcher(dimm.id());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String attribute(Host host, String dimm, String name) {
        return Platform.text(host, "/sys/bus/nd/devices/" + dimm + "/nfit/" + name);
    }
}
