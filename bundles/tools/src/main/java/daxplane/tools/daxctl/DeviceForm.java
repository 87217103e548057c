package daxplane.tools.daxctl;

import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.jr.ob.JSON;
import com.fasterxml.jackson.jr.stree.JacksonJrsTreeCodec;
import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsNumber;
import com.fasterxml.jackson.jr.stree.JrsString;
import daxplane.tools.LocalFiles;
import daxplane.tools.dax.DaxMapping;
import daxplane.tools.options.Values;
import daxplane.tools.session.ByteCount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a new device is to be like.
 *
 * @param region which region it is made from; empty for each
 * @param size   bytes; empty for all that is free
 * @param align  0 for the region's
 * @param ranges its addresses in the order of its pages; empty to let the kernel choose
 */
record DeviceForm(Optional<String> region, Optional<Long> size, long align, List<DaxMapping> ranges) {

    private static final Pattern NAME = Pattern.compile("dax(\\d+)\\.\\d+.*");

    static DeviceForm of(Values options) {
        return new DeviceForm(options.text("region"), bytes(options.text("size")), bytes(options.text("align")).orElse(0L), List.of());
    }

    /**
     * From a file in the form of a listing of one device with its mappings. It decides everything; other options are not
     * looked at.
     *
     * @return empty when it cannot be read or lacks something
     */
    static Optional<DeviceForm> read(LocalFiles files, String path) {
        try {
            var device = JSON.builder().treeCodec(new JacksonJrsTreeCodec()).build().treeFrom(files.read(path));
            return device == null || !device.isObject() ? Optional.empty() : of(device);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<DeviceForm> of(TreeNode device) {
        var name = text(device.get("chardev")).map(NAME::matcher).filter(java.util.regex.Matcher::matches);
        if (name.isEmpty() || device.get("align") == null || device.get("size") == null
                || !(device.get("mappings") instanceof JrsArray mappings) || mappings.size() == 0) {
            return Optional.empty();
        }
        var ranges = new ArrayList<DaxMapping>();
        for (int i = 0; i < mappings.size(); i++) {
            var mapping = mappings.get(i);
            if (mapping.get("page_offset") == null || mapping.get("start") == null || mapping.get("end") == null) {
                return Optional.empty();
            }
            ranges.add(new DaxMapping(number(mapping.get("page_offset")), number(mapping.get("start")), number(mapping.get("end"))));
        }
        ranges.sort(Comparator.comparingLong(DaxMapping::pageOffset));
        return Optional.of(new DeviceForm(Optional.of(name.get().group(1)), bytes(text(device.get("size"))),
                bytes(text(device.get("align"))).orElse(0L), ranges));
    }

    private static Optional<Long> bytes(Optional<String> text) {
        return text.flatMap(ByteCount::parse).map(ByteCount::bytes);
    }

    private static Optional<String> text(TreeNode node) {
        return switch (node) {
            case JrsString string -> Optional.of(string.getValue());
            case JrsNumber number -> Optional.of(number.asText());
            case null, default -> Optional.empty();
        };
    }

    /** A text counts as the decimal number that it starts with: the hexadecimal of a listing for people is 0. */
    private static long number(TreeNode node) {
        return text(node).map(text -> Pattern.compile("\\s*(-?\\d{1,18}).*").matcher(text)).filter(java.util.regex.Matcher::matches)
                .map(matcher -> Long.parseLong(matcher.group(1))).orElse(0L);
    }
}
