package daxplane.machine.definition;

import daxplane.inventory.AddressRange;
import daxplane.kernel.firmware.UnusableFile;
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
    private static final Pattern RANGE = Pattern.compile("([0-9a-f]{1,13})-([0-9a-f]{1,13})");
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

    /** Those of the kernel's command line, then those of the properties that are not among them. */
    static BootMemory of(PropertyFile properties) throws UnusableFile {
        BootMemory told = of(properties.text(MachineProperties.COMMAND_LINE).orElse(""));
        return new BootMemory(joined(told.persistent, properties, MachineProperties.PERSISTENT),
                joined(told.softReserved, properties, MachineProperties.SOFT_RESERVED));
    }

    private static List<AddressRange> joined(List<AddressRange> told, PropertyFile properties, String property) throws UnusableFile {
        List<AddressRange> all = new ArrayList<>(told);
        for (String text : properties.text(property).orElse("").split("\\s+")) {
            if (!text.isEmpty()) {
                AddressRange range = range(text).orElseThrow(() -> properties.unusable(property, text + " is no range, as 100000000-11fffffff is one"));
                if (!all.contains(range)) {
                    if (all.stream().anyMatch(range::overlaps)) {
                        throw properties.unusable(property, text + " overlaps another range");
                    }
                    all.add(range);
                }
            }
        }
        return List.copyOf(all);
    }

    /** As /proc/iomem writes it. */
    static Optional<AddressRange> range(String text) {
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long start = Long.parseUnsignedLong(matcher.group(1), 16);
        long last = Long.parseUnsignedLong(matcher.group(2), 16);
        return start > last ? Optional.empty() : Optional.of(new AddressRange(start, last + 1));
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
