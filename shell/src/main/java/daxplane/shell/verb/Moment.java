package daxplane.shell.verb;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people write for a moment of the journal; one reader for every command that takes one. Pure.
 *
 * <pre>
 *   17                                   a revision
 *   op-17                                when that operation had ended
 *   2026-11-20T09:30:00Z, ...+01:00      a time with its zone; up to the end of that second, as listings show it
 *   2026-11-20T09:30, "2026-11-20 9:30"  a time of the zone that the computer is in
 *   2026-11-20, today, yesterday         the beginning of that day
 *   yesterday 18:00, 18:00, now
 *   2h, -2h, 90m, 30s, 7d, 2w            so long ago
 * </pre>
 */
sealed interface Moment {

    record Revision(long number) implements Moment {
    }

    /** @param id as the journal calls it */
    record Operation(String id) implements Moment {
    }

    /**
     * @param at  where it begins
     * @param end its last instant: listings show whole seconds, so a second that was written means all of it
     */
    record Time(Instant at, Instant end) implements Moment {

        Time(Instant at) {
            this(at, at);
        }
    }

    String FORMS = "a revision, an operation, a time like 2026-11-20T09:30, 'yesterday 18:00' or 18:00, nor how long ago, like 2h";

    /** @return empty when it is none of these */
    static Optional<Moment> parse(String said, Instant now, ZoneId zone) {
        if (said.matches("\\d{1,18}")) {
            return Optional.of(new Revision(Long.parseLong(said)));
        }
        return PastOperations.isName(said) ? Optional.of(new Operation(said)) : time(said, now, zone)
                .map(at -> Words.SECOND.matcher(said).matches() ? new Time(at, at.plusSeconds(1).minusNanos(1)) : new Time(at));
    }

    static Optional<Instant> time(String said, Instant now, ZoneId zone) {
        try {
            var ago = Words.AGO.matcher(said);
            if (ago.matches()) {
                return Optional.of(now.minus(Words.duration(Long.parseLong(ago.group(1)), ago.group(2))));
            }
            return said.equals("now") ? Optional.of(now) : Words.calendar(said.toLowerCase(Locale.ROOT), now.atZone(zone));
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return Optional.empty();
        }
    }

    /** Two words that are one moment, and a minus that is no option: {@code yesterday 18:00}, {@code -2h}. */
    static List<String> joined(List<String> words) {
        var joined = new ArrayList<String>();
        for (String word : words) {
            if (!joined.isEmpty() && Words.DAY.matcher(joined.getLast()).matches() && Words.CLOCK.matcher(word).matches()) {
                joined.add(joined.removeLast() + " " + word);
            } else {
                joined.add(word.matches("-\\d{1,7}[smhdw]") ? word.substring(1) : word);
            }
        }
        return joined;
    }

    /** How its parts are written. */
    final class Words {

        private static final Pattern AGO = Pattern.compile("-?(\\d{1,7})([smhdw])");
        private static final Pattern DAY = Pattern.compile("today|yesterday|\\d{4}-\\d{2}-\\d{2}");
        private static final String TIME = "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?";
        private static final String ZONE = "(z|[+-]\\d{2}:?\\d{2})?";
        private static final Pattern CLOCK = Pattern.compile(TIME + ZONE, Pattern.CASE_INSENSITIVE);
        private static final Pattern SECOND = Pattern.compile(".*\\d:\\d{2}:\\d{2}" + ZONE, Pattern.CASE_INSENSITIVE);
        private static final Pattern WHOLE = Pattern.compile("(?:(today|yesterday|\\d{4}-\\d{2}-\\d{2}))?(?:[t ]?" + TIME + ZONE + ")?");

        private Words() {
        }

        private static Duration duration(long count, String unit) {
            return switch (unit) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                case "d" -> Duration.ofDays(count);
                default -> Duration.ofDays(7 * count);
            };
        }

        private static Optional<Instant> calendar(String said, ZonedDateTime now) {
            var parts = WHOLE.matcher(said);
            if (!parts.matches() || said.isEmpty() || parts.group(1) != null && parts.group(2) != null && said.charAt(parts.end(1)) != 't' && said.charAt(parts.end(1)) != ' ') {
                return Optional.empty();
            }
            var day = switch (parts.group(1)) {
                case null -> now.toLocalDate();
                case "today" -> now.toLocalDate();
                case "yesterday" -> now.toLocalDate().minusDays(1);
                default -> LocalDate.parse(parts.group(1));
            };
            if (parts.group(2) == null) {
                return Optional.of(day.atStartOfDay(now.getZone()).toInstant());
            }
            var time = LocalTime.of(Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)), number(parts.group(4)),
                    parts.group(5) == null ? 0 : Integer.parseInt((parts.group(5) + "00000000").substring(0, 9)));
            return Optional.of(parts.group(6) == null ? day.atTime(time).atZone(now.getZone()).toInstant()
                    : OffsetDateTime.of(day, time, ZoneOffset.of(parts.group(6).toUpperCase(Locale.ROOT))).toInstant());
        }

        private static int number(String digits) {
            return digits == null ? 0 : Integer.parseInt(digits);
        }
    }
}
