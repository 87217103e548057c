package daxplane.tools.nd;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** An attribute that lists what can be chosen, with brackets around what is: {@code 512 520 [4096] }. */
final class Choices {

    private Choices() {
    }

    static List<Long> all(String text) {
        return words(text).stream().map(word -> Long.parseLong(bare(word))).toList();
    }

    /** What is chosen; empty when nothing is. */
    static OptionalLong current(String text) {
        return words(text).stream().filter(word -> word.startsWith("[")).mapToLong(word -> Long.parseLong(bare(word))).findFirst();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.trim().split("\\s+")).filter(word -> bare(word).matches("\\d{1,18}")).toList();
    }

    private static String bare(String word) {
        return word.startsWith("[") && word.endsWith("]") ? word.substring(1, word.length() - 1) : word;
    }
}
