package daxplane.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * {@code seq [-w] [-s SEPARATOR] [FIRST [INCREMENT]] LAST}: whole numbers, a line each.
 *
 * @param separator stands between two numbers
 * @param padded    whether all are as wide as the widest
 */
record SeqCommand(long first, long increment, long last, String separator, boolean padded) {

    private static final String NUMBER = "[+-]?\\d{1,18}";

    /** Empty when the words are no such command. */
    static Optional<SeqCommand> parse(List<String> words) {
        var numbers = new ArrayList<Long>();
        var separator = "\n";
        boolean padded = false;
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-w")) {
                padded = true;
            } else if (word.equals("-s") && i + 1 < words.size()) {
                separator = words.get(++i);
            } else if (word.matches(NUMBER)) {
                numbers.add(Long.parseLong(word));
            } else {
                return Optional.empty();
            }
        }
        long increment = numbers.size() == 3 ? numbers.get(1) : 1;
        if (numbers.isEmpty() || numbers.size() > 3 || increment == 0) {
            return Optional.empty();
        }
        return Optional.of(new SeqCommand(numbers.size() == 1 ? 1 : numbers.getFirst(), increment, numbers.getLast(), separator, padded));
    }

    /** How many numbers there are. */
    long count() {
        long distance = increment > 0 ? last - first : first - last;
        return distance < 0 ? 0 : distance / Math.abs(increment) + 1;
    }

    /** Every number; nothing when there is none. */
    String text() {
        int width = padded ? Math.max(Long.toString(first).length(), Long.toString(last).length()) : 1;
        String form = "%0" + width + "d";
        return count() == 0 ? "" : LongStream.range(0, count()).mapToObj(i -> form.formatted(first + i * increment))
                .collect(Collectors.joining(separator)) + "\n";
    }
}
