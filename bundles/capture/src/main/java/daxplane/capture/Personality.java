package daxplane.capture;

import daxplane.host.HostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A namespace that is used as something: what the host shows of {@code pfn0.1}, {@code dax0.0} or {@code btt0.2} and of the
 * namespace below.
 *
 * @param start  physical address of the namespace
 * @param bytes  its size
 * @param parent its uuid; nil without labels
 * @param data   physical address of the data; empty while no driver has it, and for BTT
 * @param size   bytes that it offers; empty while no driver has it
 * @param unit   alignment, or size of a sector
 * @param mode   {@code ram} or {@code pmem}; empty for BTT
 */
record Personality(String name, UUID uuid, String namespace, long start, long bytes, UUID parent, OptionalLong data, OptionalLong size,
        long unit, String mode) {

    static final UUID NIL = new UUID(0, 0);

    private static final String DEVICES = "/sys/bus/nd/devices/";

    /** Empty when it is none, or a seed that is not configured. */
    static Optional<Personality> of(Shown shown, String name) throws HostException {
        if (!name.matches("(pfn|dax|btt)\\d+\\.\\d+")) {
            return Optional.empty();
        }
        String own = DEVICES + name + "/";
        String namespace = shown.text(own + "namespace").orElse("");
        Optional<UUID> uuid = uuid(shown, own);
        OptionalLong start = shown.number(DEVICES + namespace + "/resource");
        OptionalLong bytes = shown.number(DEVICES + namespace + "/size");
        if (namespace.isEmpty() || uuid.isEmpty() || start.isEmpty() || bytes.isEmpty()) {
            return Optional.empty();
        }
        boolean sectors = name.startsWith("btt");
        return Optional.of(new Personality(name, uuid.get(), namespace, start.getAsLong(), bytes.getAsLong(),
                uuid(shown, DEVICES + namespace + "/").orElse(NIL), sectors ? OptionalLong.empty() : shown.number(own + "resource"),
                shown.number(own + "size"), chosen(shown.text(own + (sectors ? "sector_size" : "align")).orElse("")),
                shown.text(own + "mode").orElse("")));
    }

    private static Optional<UUID> uuid(Shown shown, String directory) throws HostException {
        return shown.text(directory + "uuid").filter(text -> text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"))
                .map(UUID::fromString);
    }

    /** {@code 512 [4096]} is 4096; a number alone is itself. */
    private static long chosen(String text) {
        List<String> words = Arrays.asList(text.split("\\s+"));
        String word = words.stream().filter(each -> each.startsWith("[")).findFirst().orElse(words.size() == 1 ? text : "");
        String digits = word.replaceAll("[\\[\\]]", "");
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }
}
