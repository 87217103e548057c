package daxplane.script;

import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code timeout [-s SIGNAL] [-k DURATION] DURATION COMMAND...}: a command that is ended after a while, as by a signal. It then says
 * nothing any more, and its exit status is 128 and the number of the signal, {@value Limit#STATUS} when none is named. That is all that
 * the signal does here: nothing outlives the first one, so that there is none to send after it.
 *
 * @param duration how long the command may take; zero: for ever
 * @param signal   number of the signal
 * @param words    the command
 */
record TimeoutCommand(Duration duration, int signal, List<String> words) {

    /** Exit status of what is not there to be run, as a shell gives it. */
    static final int NOT_FOUND = 127;

    private static final int STATUS_OF_SIGNALS = 128;
    private static final int TERM = 15;
    private static final int LAST_SIGNAL = 64;
    private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "QUIT", 3, "ABRT", 6, "KILL", 9, "USR1", 10, "USR2", 12,
            "PIPE", 13, "ALRM", 14, "TERM", TERM);
    /** With a value behind it or in it. */
    private static final Pattern VALUED = Pattern.compile("(-s|--signal|-k|--kill-after)(?:=?(.+))?");
    private static final Set<String> SWITCHES = Set.of("-f", "-p", "-v", "--foreground", "--preserve-status", "--verbose", "--");

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)([smhd]?)");

    /** Empty when the words are no such command. */
    static Optional<TimeoutCommand> parse(List<String> typed) {
        var words = new ArrayList<>(typed.subList(1, typed.size()));
        int signal = TERM;
        while (!words.isEmpty() && words.getFirst().startsWith("-")) {
            String word = words.removeFirst();
            var valued = VALUED.matcher(word);
            if (SWITCHES.contains(word)) {
                continue;
            }
            if (!valued.matches() || valued.group(2) == null && words.isEmpty()) {
                return Optional.empty();
            }
            String value = valued.group(2) == null ? words.removeFirst() : valued.group(2);
            if (valued.group(1).equals("-s") || valued.group(1).equals("--signal")) {
                var number = number(value);
                if (number.isEmpty()) {
                    return Optional.empty();
                }
                signal = number.getAsInt();
            }
        }
        if (words.size() < 2) {
            return Optional.empty();
        }
        var matcher = DURATION.matcher(words.getFirst());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Duration unit = switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofSeconds(1);
        };
        var seconds = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit.toSeconds()));
        Duration duration = Duration.ofSeconds(seconds.longValue(), seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
        return Optional.of(new TimeoutCommand(duration, signal, List.copyOf(words.subList(1, words.size()))));
    }

    /** Exit status of a command that had its time. */
    int status() {
        return STATUS_OF_SIGNALS + signal;
    }

    /** {@code KILL}, {@code SIGKILL}, {@code kill} or {@code 9}. */
    private static OptionalInt number(String signal) {
        if (signal.matches("\\d{1,2}")) {
            int number = Integer.parseInt(signal);
            return number >= 1 && number <= LAST_SIGNAL ? OptionalInt.of(number) : OptionalInt.empty();
        }
        String name = signal.toUpperCase(Locale.ROOT);
        Integer known = SIGNALS.get(name.startsWith("SIG") ? name.substring("SIG".length()) : name);
        return known == null ? OptionalInt.empty() : OptionalInt.of(known);
    }

    /** What a command prints until its limit is reached. */
    static Streams heard(Streams streams, Limit limit) {
        return streams.printing(heard(streams.out(), limit), heard(streams.err(), limit));
    }

    private static PrintStream heard(PrintStream stream, Limit limit) {
        return new PrintStream(new OutputStream() {
            @Override
            public void write(int value) {
                if (!limit.reached()) {
                    stream.write(value);
                }
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                if (!limit.reached()) {
                    stream.write(bytes, offset, length);
                }
            }

            @Override
            public void flush() {
                stream.flush();
            }
        }, true, StandardCharsets.UTF_8);
    }
}
