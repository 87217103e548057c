package daxplane.conform;

import daxplane.tools.UuidSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The randomness of a recording: uuids that a tool made up when it was recorded, in the order in which it made them up.
 *
 * <p>A tool that makes a namespace invents the namespace's uuid and then its personality's, one namespace after the other in the
 * order of their numbers. What the state does not show any more (a tool that failed) is made up from the step's number.
 */
final class RecordedUuids implements UuidSource {

    private static final Pattern NAMESPACE = Pattern.compile("nd/namespace(\\d+)\\.(\\d+)/uuid");
    private static final Pattern PERSONALITY = Pattern.compile("nd/((?:btt|pfn|dax)\\d+\\.\\d+)/uuid");

    private final Deque<UUID> next = new ArrayDeque<>();
    private long seed;

    /** @param after the recorded state after the step */
    void begin(Step step, StateMap after) {
        next.clear();
        seed = step.number() * 1000L;
        if (!(step.action() instanceof Step.Action.Exec(var command))) {
            return;
        }
        var byNamespace = new TreeMap<String, List<UUID>>(java.util.Comparator.comparing(RecordedUuids::padded));
        step.difference().forEach((key, value) -> {
            var own = NAMESPACE.matcher(key);
            var personality = PERSONALITY.matcher(key);
            if (own.matches()) {
                take(byNamespace, key.substring("nd/".length(), key.lastIndexOf('/')), value.orElse(""), command, true);
            } else if (personality.matches()) {
                String namespace = after.values().getOrDefault("nd/" + personality.group(1) + "/namespace", "");
                take(byNamespace, namespace, value.orElse(""), command, false);
            }
        });
        byNamespace.values().forEach(next::addAll);
    }

    private static void take(Map<String, List<UUID>> byNamespace, String namespace, String text, String command, boolean first) {
        if (text.length() == 36 && !text.startsWith("00000000-0000") && !command.contains(text)) {
            var there = byNamespace.computeIfAbsent(namespace, _ -> new ArrayList<>());
            there.add(first ? 0 : there.size(), UUID.fromString(text));
        }
    }

    private static String padded(String name) {
        return Pattern.compile("\\d+").matcher(name).replaceAll(number -> "0".repeat(Math.max(0, 6 - number.group().length())) + number.group());
    }

    @Override
    public UUID next() {
        return next.isEmpty() ? new UUID(0x4000L | seed << 16, 0x8000_0000_0000_0000L | ++seed) : next.poll();
    }
}
