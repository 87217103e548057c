package daxplane.tools.ndctl;

import daxplane.host.firmware.SmartHealth;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What {@code ndctl monitor} tells of a DIMM, in the order in which it tells it. */
enum DimmEvent {
    SPARES_REMAINING, MEDIA_TEMPERATURE, CONTROLLER_TEMPERATURE, HEALTH_STATE, UNCLEAN_SHUTDOWN;

    private static final String ALL = "all";

    /** As the command line has it: {@code dimm-spares-remaining}. */
    String word() {
        return "dimm-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The first of the words that names no event. */
    static Optional<String> unknown(String words) {
        return Arrays.stream(words.split(" ")).filter(word -> !word.isEmpty() && !word.equals(ALL) && Arrays.stream(values()).noneMatch(event -> event.word().equals(word)))
                .findFirst();
    }

    /** @param words none: all */
    static Set<DimmEvent> named(Optional<String> words) {
        var named = EnumSet.noneOf(DimmEvent.class);
        for (String word : words.orElse(ALL).split(" ")) {
            Arrays.stream(values()).filter(event -> word.equals(ALL) || event.word().equals(word)).forEach(named::add);
        }
        return named;
    }

    /** All that hold of a DIMM, also those of which nothing is new. @param before its health when it was first looked at */
    static Set<DimmEvent> of(SmartHealth now, int before) {
        var events = EnumSet.noneOf(DimmEvent.class);
        add(events, SPARES_REMAINING, now.alarm(SmartHealth.SPARES_ALARM));
        add(events, MEDIA_TEMPERATURE, now.alarm(SmartHealth.MEDIA_TEMPERATURE_ALARM));
        add(events, CONTROLLER_TEMPERATURE, now.alarm(SmartHealth.CONTROLLER_TEMPERATURE_ALARM));
        add(events, HEALTH_STATE, now.health() != before);
        add(events, UNCLEAN_SHUTDOWN, now.unsafeShutdown());
        return events;
    }

    private static void add(Set<DimmEvent> events, DimmEvent event, boolean holds) {
        if (holds) {
            events.add(event);
        }
    }
}
