package daxplane.machine.definition;

import daxplane.inventory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory that kernel parameters describe: {@code memmap=512M!4G} is persistent memory without firmware tables,
 * {@code memmap=1G%4G-1+0xefffffff} is memory for a specific purpose (soft reserved).
 */
record BootMemory(List<AddressRange> persistent, List<AddressRange> softReserved) {

    private static final Pattern PARAMETER = Pattern.compile("memmap=(\\w+)([!%])(\\w+)(-\\w+)?(\\+\\w+)?");
    private static final Pattern SIZE = Pattern.compile("(0[xX][0-9a-fA-F]{1,16}|[0-9]{1,18})([kKmMgGtT]?)");

    /** Code of specific-purpose memory in the firmware's map. */
    private static final String SPECIFIC_PURPOSE = "+0xefffffff";

    static BootMemory of(String commandLine) {
        List<AddressRange> persistent = new ArrayList<>();
        List<AddressRange> softReserved = new ArrayList<>();
        for (String word : commandLine.split("\\s+")) {
            Matcher matcher = PARAMETER.matcher(word);
            if (!matcher.matches()) {
                continue;
            }
            Optional<Long> size = bytes(matcher.group(1));
            Optional<Long> start = bytes(matcher.group(3));
            if (size.isPresent() && start.isPresent() && size.get() > 0) {
                AddressRange range = AddressRange.ofSize(start.get(), size.get());
                if (matcher.group(2).equals("!")) {
                    persistent.add(range);
                } else if (SPECIFIC_PURPOSE.equalsIgnoreCase(matcher.group(5))) {
                    softReserved.add(range);
                }
            }
        }
        return new BootMemory(List.copyOf(persistent), List.copyOf(softReserved));
    }

    private static Optional<Long> bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = matcher.group(1).startsWith("0x") || matcher.group(1).startsWith("0X")
                ? Long.parseUnsignedLong(matcher.group(1).substring(2), 16) : Long.parseLong(matcher.group(1));
        int shift = matcher.group(2).isEmpty() ? 0 : 10 * ("kmgt".indexOf(Character.toLowerCase(matcher.group(2).charAt(0))) + 1);
        return number < 0 || number > Long.MAX_VALUE >> shift + 1 ? Optional.empty() : Optional.of(number << shift);
    }
}
