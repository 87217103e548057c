package daxplane.conform;

import daxplane.host.Attributes;
import daxplane.host.HostException;
import daxplane.tools.UuidSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The randomness of a recording: the uuids that a tool made up when it was recorded, in the order of the devices that have them.
 *
 * <p>A tool invents a uuid for each attempt, and many attempts come to nothing, so a uuid is given out again until a device has
 * it. What no device of the recording has is made up from the step's number.
 */
final class RecordedUuids implements UuidSource {

    private static final List<String> DEVICES = List.of("/sys/bus/nd/devices", "/sys/bus/cxl/devices");
    private static final Pattern KEY = Pattern.compile("nd/(?:namespace|btt|pfn|dax)\\d+\\.\\d+/uuid|cxl/region\\d+/uuid");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int WIDEST_NUMBER = 6;

    private final Attributes attributes;
    private final Map<Purpose, Deque<UUID>> recorded = new EnumMap<>(Purpose.class);
    private long seed;

    RecordedUuids(Attributes attributes) {
        this.attributes = attributes;
    }

    void begin(Step step) {
        seed = step.number() * 1000L;
        for (Purpose purpose : Purpose.values()) {
            recorded.put(purpose, new ArrayDeque<>());
        }
        var byDevice = new TreeMap<String, String>(Comparator.comparing(RecordedUuids::padded));
        step.difference().forEach((key, value) -> byDevice.put(key, value.orElse("")));
        byDevice.forEach((key, text) -> {
            var matcher = KEY.matcher(key);
            if (matcher.matches() && text.length() == 36 && step.action() instanceof Step.Action.Exec(var command) && !command.contains(text)) {
                recorded.get(purpose(key)).add(UUID.fromString(text));
            }
        });
    }

    private static Purpose purpose(String key) {
        return key.startsWith("cxl/") ? Purpose.CXL_REGION : key.startsWith("nd/namespace") ? Purpose.NAMESPACE : Purpose.PERSONALITY;
    }

    private static String padded(String name) {
        return NUMBER.matcher(name).replaceAll(number -> "0".repeat(Math.max(0, WIDEST_NUMBER - number.group().length())) + number.group());
    }

    @Override
    public UUID next(Purpose purpose) {
        var left = recorded.get(purpose);
        while (!left.isEmpty() && inUse(left.peek())) {
            left.remove();
        }
        return left.isEmpty() ? next() : left.peek();
    }

    @Override
    public UUID next() {
        return new UUID(0x4000L | seed << 16, 0x8000_0000_0000_0000L | ++seed);
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
