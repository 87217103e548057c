package daxplane.block.program;

import daxplane.block.table.PartitionPlan;
import daxplane.block.table.PartitionPlan.Part;
import daxplane.block.table.SectorSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a script makes of a table. Pure. */
final class SfdiskPlan {

    private SfdiskPlan() {
    }

    /** sfdisk says no, in its own words. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        Refused(String words) {
            super(words, null, false, false);
        }
    }

    /** A table without partitions. What the script leaves open is made up from what it says, so that a script gives the same table each time. */
    static PartitionPlan empty(SfdiskScript script, SectorSource disk) throws Refused {
        String scheme = script.headers().getOrDefault("label", "dos");
        if (!List.of("gpt", "dos").contains(scheme)) {
            throw new Refused("sfdisk: unsupported label '" + scheme + "'\n");
        }
        long first = number(script.headers().getOrDefault("first-lba", Long.toString(PartitionPlan.defaultFirst(disk.blockBytes()))));
        String id = script.headers().getOrDefault("label-id", scheme.equals("gpt") ? made(script.toString()) : "0x64617870");
        try {
            String clean = scheme.equals("gpt") ? UUID.fromString(id).toString() : "%08x".formatted(Integer.parseUnsignedInt(id.replaceFirst("^0x", ""), 16));
            return new PartitionPlan(scheme, clean, disk.blockBytes(), disk.bytes() / disk.blockBytes(), first, List.of());
        } catch (IllegalArgumentException wrong) {
            throw new Refused("sfdisk: failed to set script header label-id\n");
        }
    }

    private static String made(String from) {
        return UUID.nameUUIDFromBytes(from.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Where there is a container, what is added is a logical partition in it (corpus acc-part-dos, steps 3, 5 and 6). */
    static PartitionPlan add(PartitionPlan plan, Map<String, String> fields) throws Refused {
        Optional<Part> container = plan.parts().stream().filter(Part::extended).findFirst();
        boolean asked = fields.containsKey("start");
        long wanted = asked ? number(fields.get("start")) : -1;
        boolean logical = !plan.gpt() && container.isPresent();
        int number = plan.freeNumber(logical);
        long lowest = logical ? container.get().first() + 1 : plan.firstBlock();
        long highest = logical ? container.get().end() - 1 : plan.lastBlock();
        long start = asked ? wanted : firstFree(plan, lowest, logical);
        check(plan, number, start, lowest, highest, logical);
        long free = endOfFree(plan, start, highest, logical) - start;
        long blocks = fields.containsKey("size") ? blocks(fields.get("size"), plan.blockBytes()) : free;
        if (blocks <= 0 || blocks > free) {
            throw new Refused("No free sectors available.\n" + failed(number, "No space left on device"));
        }
        String type = type(plan, fields);
        List<Part> parts = new ArrayList<>(plan.parts());
        Optional<String> uuid = plan.gpt() ? Optional.of(fields.getOrDefault("uuid", made(plan.id() + number))) : Optional.empty();
        parts.add(new Part(number, start, blocks, type, uuid));
        parts.sort(Comparator.comparingInt(Part::number));
        return plan.with(parts);
    }

    private static void check(PartitionPlan plan, int number, long start, long lowest, long highest, boolean logical) throws Refused {
        if (start > highest) {
            throw new Refused("No free sectors available.\n" + failed(number, "No space left on device"));
        }
        boolean taken = plan.parts().stream().anyMatch(part -> start >= part.first() && start < part.end() && !(logical && part.extended()));
        if (start < lowest || taken) {
            throw new Refused("Start sector " + start + " out of range.\n" + failed(number, "Numerical result out of range"));
        }
    }

    private static String failed(int number, String why) {
        return "Failed to add #" + number + " partition: " + why + "\n";
    }

    private static long firstFree(PartitionPlan plan, long lowest, boolean logical) {
        return plan.parts().stream().filter(part -> part.number() >= 5 == logical).mapToLong(Part::end).max().orElse(lowest);
    }

    private static long endOfFree(PartitionPlan plan, long start, long highest, boolean logical) {
        return plan.parts().stream().filter(part -> part.first() >= start && !(logical && part.extended())).mapToLong(Part::first).min().orElse(highest + 1);
    }

    private static String type(PartitionPlan plan, Map<String, String> fields) throws Refused {
        String type = fields.getOrDefault("type", plan.gpt() ? PartitionPlan.LINUX : "83");
        boolean known = plan.gpt() ? type.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") : type.matches("(?i)[0-9a-f]{1,2}");
        if (!known) {
            throw new Refused("sfdisk: failed to parse partition type\n");
        }
        return type.toLowerCase(java.util.Locale.ROOT);
    }

    private static long blocks(String size, int blockBytes) throws Refused {
        if (size.matches("\\d{1,12}[KMGT](iB)?")) {
            int shift = "KMGT".indexOf(size.replaceAll("[^KMGT]", "")) * 10 + 10;
            long count = Long.parseLong(size.replaceAll("\\D", ""));
            return count > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : (count << shift) / blockBytes;
        }
        return number(size);
    }

    private static long number(String text) throws Refused {
        if (!text.matches("\\d{1,18}")) {
            throw new Refused("sfdisk: failed to parse: " + text + "\n");
        }
        return Long.parseLong(text);
    }
}
