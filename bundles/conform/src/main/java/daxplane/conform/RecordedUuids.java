package daxplane.conform;

import daxplane.host.Attributes;
import daxplane.host.HostException;
import daxplane.tools.UuidSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
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

    private static final String DEVICES = "/sys/bus/nd/devices";
    private static final Pattern KEY = Pattern.compile("nd/((namespace|btt|pfn|dax)\\d+\\.\\d+)/uuid|cxl/region\\d+/uuid");
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
                recorded.get(purpose(matcher.group(2))).add(UUID.fromString(text));
            }
        });
    }

    /** @param kind of a device on the nd bus; null for one on the cxl bus */
    private static Purpose purpose(String kind) {
        return kind == null ? Purpose.CXL_REGION : kind.equals("namespace") ? Purpose.NAMESPACE : Purpose.PERSONALITY;
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
        try {
            for (String device : attributes.list(DEVICES)) {
                String file = DEVICES + "/" + device + "/uuid";
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
