package daxplane.it.kernel;

import daxplane.conform.StateMap;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A state in which personalities of namespaces are called by what they hold, not by their numbers.
 *
 * <p>When a region comes up, its namespaces are probed by several threads while its seeds are made: who gets {@code dax0.0} and who
 * {@code dax0.1} is nobody's rule (docs/kernel/namespaces.md 2).
 */
final class WithoutNumbers {

    private static final Pattern PERSONALITY = Pattern.compile("\\b(btt|pfn|dax)(\\d+)\\.\\d+\\b");
    private static final Pattern ABOUT = Pattern.compile("nd/((?:btt|pfn|dax)\\d+\\.\\d+)/namespace");

    private final Map<String, String> names = new TreeMap<>();

    private WithoutNumbers(StateMap state) {
        state.values().forEach((key, namespace) -> {
            Matcher about = ABOUT.matcher(key);
            if (about.matches()) {
                Matcher name = PERSONALITY.matcher(about.group(1));
                names.put(about.group(1), name.matches() ? name.group(1) + "@" + (namespace.isEmpty() ? "idle" + name.group(2) : namespace) : "");
            }
        });
    }

    static StateMap of(StateMap state) {
        var renaming = new WithoutNumbers(state);
        var renamed = new TreeMap<String, String>();
        state.values().forEach((key, value) -> {
            boolean nd = key.startsWith("nd/") || key.startsWith("drv/nd/") || key.startsWith("block/");
            renamed.merge(nd ? renaming.renamed(key) : key, nd ? renaming.words(key, value) : value, (a, b) -> a.compareTo(b) < 0 ? a + b : b + a);
        });
        return new StateMap(renamed);
    }

    private String words(String key, String value) {
        String renamed = renamed(value);
        return key.startsWith("drv/") ? Arrays.stream(renamed.split(" ")).sorted().collect(Collectors.joining(" ")) : renamed;
    }

    private String renamed(String text) {
        return PERSONALITY.matcher(text).replaceAll(name -> Matcher.quoteReplacement(names.getOrDefault(name.group(), name.group())));
    }
}
