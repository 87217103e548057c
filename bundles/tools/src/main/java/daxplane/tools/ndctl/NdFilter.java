package daxplane.tools.ndctl;

import daxplane.tools.nd.Bus;
import daxplane.tools.nd.Dimm;
import daxplane.tools.nd.Namespace;
import daxplane.tools.nd.Region;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What words on the command line mean: names and numbers, several separated by blanks, {@code all}. */
final class NdFilter {

    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]{1,8}|\\d{1,9}");
    private static final Pattern TWO_NUMBERS = Pattern.compile("(\\d{1,9})\\.(\\d{1,9}).*", Pattern.DOTALL);

    private NdFilter() {
    }

    /** A number, a name or a provider. */
    static boolean means(String words, Bus bus) {
        return any(words, word -> word.equals(bus.name()) || word.equals(bus.provider()) || number(word, bus.id()));
    }

    static boolean means(String words, Dimm dimm) {
        return any(words, word -> word.equals(dimm.name()) || number(word, dimm.id()));
    }

    static boolean means(String words, Region region) {
        return any(words, word -> word.equals(region.name()) || number(word, region.id()));
    }

    /** {@code namespace0.1} or {@code 0.1}. */
    static boolean means(String words, Namespace namespace) {
        return any(words, word -> {
            if (word.equals(namespace.name())) {
                return true;
            }
            var matcher = TWO_NUMBERS.matcher(word);
            return matcher.matches() && Integer.parseInt(matcher.group(1)) == namespace.region().id()
                    && Integer.parseInt(matcher.group(2)) == namespace.id();
        });
    }

    private static boolean any(String words, Predicate<String> meant) {
        return words.equals("all") || Arrays.stream(words.split(" ")).filter(word -> !word.isEmpty())
                .anyMatch(word -> word.equals("all") || meant.test(word));
    }

    private static boolean number(String word, int id) {
        var number = number(word);
        return number.isPresent() && number.getAsLong() == id;
    }

    /** As strtoul(3) with base 0 reads a whole word. */
    private static OptionalLong number(String word) {
        return NUMBER.matcher(word).matches() ? OptionalLong.of(daxplane.tools.sysfs.Sysfs.toNumber(word)) : OptionalLong.empty();
    }
}
