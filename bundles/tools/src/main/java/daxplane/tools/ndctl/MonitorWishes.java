package daxplane.tools.ndctl;

import daxplane.tools.options.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What {@code ndctl monitor} is to watch, from its command line and its file: what both say of objects and events adds up, of the log
 * the command line counts.
 *
 * <pre>
 *   # a comment
 *   dimm = nmem0 nmem1          also bus, region, namespace, dimm-event
 *   log = /var/log/monitor.log
 * </pre>
 */
record MonitorWishes(Map<String, String> words) {

    private static final List<String> ADDING_UP = List.of("bus", "dimm", "region", "namespace", "dimm-event");
    private static final String LOG = "log";

    static MonitorWishes of(Values options) {
        var words = new TreeMap<String, String>();
        ADDING_UP.forEach(name -> options.text(name).ifPresent(text -> words.put(name, text)));
        options.text(LOG).ifPresent(text -> words.put(LOG, text));
        return new MonitorWishes(words);
    }

    /** @param wrongLines numbers of lines that say nothing are added here */
    MonitorWishes and(String file, List<Integer> wrongLines) {
        var all = new TreeMap<>(words);
        int number = 0;
        for (String line : file.split("\n", -1)) {
            number++;
            String text = line.strip();
            int equals = text.indexOf('=');
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            if (equals < 0) {
                wrongLines.add(number);
                continue;
            }
            String name = text.substring(0, equals).strip();
            String value = text.substring(equals + 1).strip();
            if (!value.isEmpty() && ADDING_UP.contains(name)) {
                all.merge(name, value, (one, other) -> one + " " + other);
            } else if (!value.isEmpty() && name.equals(LOG)) {
                all.putIfAbsent(LOG, value);
            }
        }
        return new MonitorWishes(all);
    }

    Optional<String> log() {
        return Optional.ofNullable(words.get(LOG));
    }

    Optional<String> events() {
        return Optional.ofNullable(words.get("dimm-event"));
    }

    Listing.Filter objects() {
        return new Listing.Filter(named("bus"), named("region"), named("dimm"), named("namespace"), Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    private Optional<String> named(String kind) {
        return Optional.ofNullable(words.get(kind));
    }
}
