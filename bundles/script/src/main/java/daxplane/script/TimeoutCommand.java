package daxplane.script;

import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code timeout [-s SIGNAL] [-k DURATION] DURATION COMMAND...}: a command that is ended after a while, as by a signal. It then says
 * nothing any more, and its exit status is {@value Limit#STATUS}. The signal itself makes no difference here.
 *
 * @param duration how long the command may take; zero: for ever
 * @param words    the command
 */
record TimeoutCommand(Duration duration, List<String> words) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)([smhd]?)");

    /** Empty when the words are no such command. */
    static Optional<TimeoutCommand> parse(List<String> typed) {
        var words = new ArrayList<>(typed.subList(1, typed.size()));
        while (words.size() > 2 && (words.getFirst().equals("-s") || words.getFirst().equals("-k"))) {
            words.subList(0, 2).clear();
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
        return Optional.of(new TimeoutCommand(duration, List.copyOf(words.subList(1, words.size()))));
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
