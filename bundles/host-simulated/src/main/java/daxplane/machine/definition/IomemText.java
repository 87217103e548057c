package daxplane.machine.definition;

import daxplane.inventory.AddressRange;
import daxplane.kernel.core.KernelSetup.ForeignLine;
import daxplane.kernel.firmware.UnusableFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines as /proc/iomem prints them, two blanks deeper for what lies inside:
 *
 * <pre>
 *   c0000000-febfffff : PCI Bus 0000:00
 *     febf8000-febfbfff : 0000:00:01.0
 * </pre>
 */
final class IomemText {

    private static final Pattern LINE = Pattern.compile("( *)([0-9a-fA-F]{1,16})-([0-9a-fA-F]{1,16}) : (.{1,256})");

    private IomemText() {
    }

    static List<ForeignLine> parse(String file, byte[] bytes) throws UnusableFile {
        List<ForeignLine> lines = new ArrayList<>();
        Deque<AddressRange> around = new ArrayDeque<>();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int offset = 0;
        for (String line : text.split("\n", -1)) {
            if (!line.isBlank()) {
                int at = offset;
                lines.add(line(reason -> UnusableFile.inText(file, text, at, reason), line, around, lines));
            }
            offset += line.length() + 1;
        }
        return List.copyOf(lines);
    }

    private static ForeignLine line(Function<String, UnusableFile> unusable, String line, Deque<AddressRange> around, List<ForeignLine> before)
            throws UnusableFile {
        Matcher matcher = LINE.matcher(line.stripTrailing());
        if (!matcher.matches() || matcher.group(1).length() % 2 != 0 || matcher.group(1).length() / 2 > around.size()) {
            throw unusable.apply("this is no line of /proc/iomem: " + line.strip());
        }
        long start = Long.parseUnsignedLong(matcher.group(2), 16);
        long last = Long.parseUnsignedLong(matcher.group(3), 16);
        if (Long.compareUnsigned(last, start) < 0 || last == -1) {
            throw unusable.apply("the range ends before it starts");
        }
        while (around.size() > matcher.group(1).length() / 2) {
            around.pop();
        }
        AddressRange range = new AddressRange(start, last + 1);
        if (!around.isEmpty() && !around.peek().contains(range)) {
            throw unusable.apply("the range is not inside the range " + around.peek() + " above it");
        }
        for (ForeignLine other : before) {
            if (other.range().overlaps(range) && !other.range().contains(range)) {
                throw unusable.apply("the range overlaps " + other.name() + " at " + other.range());
            }
        }
        around.push(range);
        return new ForeignLine(range, matcher.group(4));
    }
}
