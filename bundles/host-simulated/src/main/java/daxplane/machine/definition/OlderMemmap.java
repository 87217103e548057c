package daxplane.machine.definition;

import daxplane.inventory.AddressRange;
import daxplane.kernel.firmware.UnusableFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How version 0.1 read {@code memmap=}, and numbered the media of what it found: each word by itself, in the order in which they were told,
 * without commas and without regard to what lies there. Never changed: it says what lies in files of that version.
 */
final class OlderMemmap {

    private static final Pattern PARAMETER = Pattern.compile("memmap=(0[xX][0-9a-fA-F]{1,16}|[0-9]{1,18})([kKmMgGtT]?)!(0[xX][0-9a-fA-F]{1,16}|[0-9]{1,18})([kKmMgGtT]?)(-\\w+)?(\\+\\w+)?");

    private OlderMemmap() {
    }

    static List<AddressRange> ranges(PropertyFile properties) throws UnusableFile {
        List<AddressRange> ranges = new ArrayList<>();
        for (String word : properties.text(MachineProperties.COMMAND_LINE).orElse("").split("\\s+")) {
            Matcher said = PARAMETER.matcher(word);
            if (said.matches()) {
                long bytes = bytes(said.group(1), said.group(2));
                long start = bytes(said.group(3), said.group(4));
                if (bytes > 0 && start >= 0) {
                    ranges.add(AddressRange.ofSize(start, bytes));
                }
            }
        }
        for (String text : properties.words(MachineProperties.PERSISTENT)) {
            AddressRange range = properties.range(MachineProperties.PERSISTENT, text);
            if (!ranges.contains(range)) {
                ranges.add(range);
            }
        }
        return List.copyOf(ranges);
    }

    /** @return negative: too large for that version, which passed the word over */
    private static long bytes(String number, String unit) {
        boolean hex = number.startsWith("0x") || number.startsWith("0X");
        long value = hex ? Long.parseUnsignedLong(number.substring(2), 16) : Long.parseLong(number);
        int shift = unit.isEmpty() ? 0 : 10 * ("kmgt".indexOf(Character.toLowerCase(unit.charAt(0))) + 1);
        return value < 0 || value > Long.MAX_VALUE >> shift + 1 ? -1 : value << shift;
    }
}
