package daxplane.conform;

import daxplane.host.Attributes;
import daxplane.host.HostException;
import daxplane.tools.UuidSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The randomness of another kernel: the uuids that a tool made up there, in the order of the devices that have them.
 *
 * <p>What was there before the step is not made up. A tool invents a uuid for each attempt, and many attempts come to nothing, so
 * a uuid is given out again until a device has it. A uuid that is new need not be made up, as one may have been found on a medium;
 * so a personality gets the one that belongs to its namespace, if there is such a one. What no device has is made up from a number.
 */
public final class RecordedUuids implements UuidSource {

    private static final List<String> DEVICES = List.of("/sys/bus/nd/devices", "/sys/bus/cxl/devices");
    private static final Pattern KEY = Pattern.compile("(nd/(?:namespace|btt|pfn|dax)\\d+\\.\\d+|cxl/region\\d+)/uuid");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int WIDEST_NUMBER = 6;

    private final Attributes attributes;
    private final Map<Purpose, SequencedMap<UUID, String>> recorded = new EnumMap<>(Purpose.class);
    private final Deque<UUID> written = new ArrayDeque<>();
    private long seed;

    /** @param attributes of the host that is given the uuids */
    public RecordedUuids(Attributes attributes) {
        this.attributes = attributes;
    }

    /**
     * Another step begins.
     *
     * @param number     of the step
     * @param difference what the other kernel shows differently after it
     * @param after      all that it shows then
     */
    public void begin(int number, Step.Action action, Map<String, Optional<String>> difference, StateMap after) {
        seed = number * 1000L;
        for (Purpose purpose : Purpose.values()) {
            recorded.put(purpose, new LinkedHashMap<>());
        }
        var byDevice = new TreeMap<String, String>(Comparator.comparing(RecordedUuids::padded));
        difference.forEach((key, value) -> byDevice.put(key, value.orElse("")));
        byDevice.forEach((key, text) -> {
            var matcher = KEY.matcher(key);
            if (matcher.matches() && text.length() == 36 && action instanceof Step.Action.Exec(var command) && !command.contains(text)
                    && !inUse(UUID.fromString(text))) {
                recorded.get(purpose(key)).put(UUID.fromString(text), after.values().getOrDefault(matcher.group(1) + "/namespace", ""));
            }
        });
    }

    private static Purpose purpose(String key) {
        return key.startsWith("cxl/") ? Purpose.CXL_REGION : key.startsWith("nd/namespace") ? Purpose.NAMESPACE : Purpose.PERSONALITY;
    }

    private static String padded(String name) {
        return NUMBER.matcher(name).replaceAll(number -> "0".repeat(Math.max(0, WIDEST_NUMBER - number.group().length())) + number.group());
    }

    /** Uuids of labels that the step has written; one that no device has in the end was made up for nothing, and is given out once. */
    public void wrote(Step.Action action, List<UUID> labels) {
        written.clear();
        labels.stream().filter(uuid -> !action.toString().contains(uuid.toString()) && !recorded.get(Purpose.NAMESPACE).containsKey(uuid) && !inUse(uuid))
                .forEach(written::add);
    }

    @Override
    public UUID next(Purpose purpose) {
        return left(purpose).keySet().stream().findFirst()
                .orElseGet(() -> purpose == Purpose.NAMESPACE && !written.isEmpty() ? written.poll() : next());
    }

    @Override
    public UUID forPersonalityOf(String namespace) {
        return left(Purpose.PERSONALITY).entrySet().stream().filter(entry -> entry.getValue().equals(namespace)).map(Map.Entry::getKey).findFirst()
                .orElseGet(() -> next(Purpose.PERSONALITY));
    }

    @Override
    public UUID next() {
        return new UUID(0x4000L | seed << 16, 0x8000_0000_0000_0000L | ++seed);
    }

    private SequencedMap<UUID, String> left(Purpose purpose) {
        var left = recorded.get(purpose);
        left.keySet().removeIf(this::inUse);
        return left;
    }

    private boolean inUse(UUID uuid) {
        return DEVICES.stream().anyMatch(devices -> inUse(devices, uuid));
    }

    private boolean inUse(String devices, UUID uuid) {
        try {
            for (String device : attributes.list(devices)) {
                String file = devices + "/" + device + "/uuid";
                if (attributes.kind(file) == Attributes.Kind.FILE && attributes.read(file).strip().equals(uuid.toString())) {
                    return true;
                }
            }
        } catch (HostException unreadable) {
            return false; // there is no bus, or the device went meanwhile
        }
        return false;
    }
}
