package daxplane.nvdimm;

import daxplane.kernel.Firmware;
import daxplane.kernel.NvdimmHardware;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a bus provider knows of a DIMM: identity, and whether it has labels.
 *
 * @param mediaIndex which DIMM of the machine it is, for {@link daxplane.kernel.Media}; empty for one without label area
 * @param labelBytes size of the label area, 0 for none
 * @param handle     NFIT device handle
 * @param flags      state flags of the NFIT mapping: 1 save, 2 restore, 4 flush failed, 8 not armed, ...
 * @param formats    how many of its interfaces the kernel knows: that for persistent memory, when a range is mapped to it
 * @param control    identity as in the NFIT; empty where the NFIT names none
 * @param flushHints whether it has an address that a write to makes everything before it durable
 * @param hardware   what its firmware can do, and how healthy it was when it was new
 */
public record DimmDescription(OptionalInt mediaIndex, int labelBytes, long handle, int physicalId, int flags, int formats,
        Optional<Firmware.ControlRegion> control, boolean flushHints, NvdimmHardware.Dimm hardware) {

    /** The energy source for saving its contents has failed: regions on it come up read-only. */
    static final int NOT_ARMED = 1 << 3;

    /** In the order in which they are shown, which is not that of the bits. */
    private static final Map<Integer, String> FLAG_WORDS = flagWordsByBit();

    /** A DIMM that no NFIT tells of. @param mediaIndex which one of the machine's media */
    public static DimmDescription withLabels(int mediaIndex, int labelBytes) {
        return new DimmDescription(OptionalInt.of(mediaIndex), labelBytes, 0, 0, 0, 1,
                Optional.empty(), false, NvdimmHardware.Dimm.PLAIN);
    }

    boolean hasLabels() {
        return labelBytes > 0;
    }

    boolean unarmed() {
        return (flags & NOT_ARMED) != 0;
    }

    /** As nfit/flags shows them: each word followed by a space. */
    String flagWords() {
        StringBuilder words = new StringBuilder();
        FLAG_WORDS.forEach((bit, word) -> words.append((flags & 1 << bit) != 0 ? word + " " : ""));
        return words.toString();
    }

    private static Map<Integer, String> flagWordsByBit() {
        Map<Integer, String> words = new LinkedHashMap<>();
        words.put(0, "save_fail");
        words.put(1, "restore_fail");
        words.put(2, "flush_fail");
        words.put(3, "not_armed");
        words.put(4, "smart_event");
        words.put(6, "map_fail");
        words.put(5, "smart_notify");
        return words;
    }

    /** Empty where the NFIT names no identity. */
    String uniqueId() {
        return control.isPresent() ? uniqueId(control.get()) : "";
    }

    /** {@code vvvv-ll-dddd-ssssssss}, or {@code vvvv-ssssssss} when place and date of manufacture are not valid. */
    static String uniqueId(Firmware.ControlRegion control) {
        String vendor = "%04x".formatted(swapped(control.vendor()));
        String serial = "%08x".formatted(Integer.reverseBytes((int) control.serial()));
        return (control.validFields() & 1) == 0 ? vendor + "-" + serial
                : vendor + "-%02x-%04x-".formatted(control.manufacturingLocation(), swapped(control.manufacturingDate())) + serial;
    }

    /** Numbers of the NFIT that sysfs shows with their bytes the other way round. */
    static int swapped(int number) {
        return Short.toUnsignedInt(Short.reverseBytes((short) number));
    }
}
