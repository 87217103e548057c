package daxplane.control;

import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of a dax region that no device has, as an operator names it: {@code dax0:256M}, or {@code dax0} for all of it. The number
 * is that of the region, the one before the dot in the names of its devices. Only a region of soft-reserved or CXL memory is divided
 * in this way; a namespace is a region of its own.
 *
 * @param regionPath device path of the region below /sys/devices
 * @param bytes      empty: as much as there is
 */
public record DaxSpace(int region, String regionPath, Optional<ByteSize> bytes) {

    private static final Pattern TEXT = Pattern.compile("dax(\\d{1,6})(?::(.*))?");

    /** Empty when the words name no dax region that is there, or no size. */
    public static Optional<DaxSpace> parse(Inventory picture, String text) {
        Matcher words = TEXT.matcher(text);
        if (!words.matches()) {
            return Optional.empty();
        }
        Optional<ByteSize> bytes = words.group(2) == null ? Optional.empty() : ByteSize.parse(words.group(2)).filter(size -> size.bytes() != 0);
        if (words.group(2) != null && bytes.isEmpty()) {
            return Optional.empty();
        }
        return picture.daxDevices().values().stream()
                .filter(device -> device.name().startsWith("dax" + words.group(1) + ".") && device.namespace().isEmpty())
                .map(DaxDevice::regionPath).findFirst().map(path -> new DaxSpace(Integer.parseInt(words.group(1)), path, bytes));
    }
}
