package daxplane.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where a host and a recording differ, one line each; empty where they are equal. */
public final class Comparison {

    private Comparison() {
    }

    public static List<String> results(Step.Result recorded, Step.Result answered) {
        if (recorded.equals(answered)) {
            return List.of();
        }
        if (recorded instanceof Step.Result.Ended(var code, var out, var err)
                && answered instanceof Step.Result.Ended(var otherCode, var otherOut, var otherErr)) {
            var lines = new ArrayList<String>();
            if (code != otherCode) {
                lines.add("exit code: recorded " + code + ", here " + otherCode);
            }
            text("standard output", out, otherOut, lines);
            text("standard error", err, otherErr, lines);
            return lines;
        }
        return List.of("result: recorded " + recorded + ", here " + answered);
    }

    private static void text(String name, String recorded, String here, List<String> lines) {
        if (!recorded.equals(here)) {
            lines.add(name + ": recorded\n" + recorded + "here\n" + here);
        }
    }

    public static List<String> states(StateMap recorded, StateMap here, List<Pardon> pardons) {
        var left = new TreeMap<String, Optional<String>>();
        recorded.values().forEach((key, value) -> left.put(key, Optional.of(value)));
        var right = new TreeMap<String, Optional<String>>();
        here.values().forEach((key, value) -> right.put(key, Optional.of(value)));
        return differences(left, right, pardons);
    }

    /** Two differences are equal when they change the same keys to the same values. */
    public static List<String> differences(SortedMap<String, Optional<String>> recorded, SortedMap<String, Optional<String>> here,
            List<Pardon> pardons) {
        var keys = new TreeSet<>(recorded.keySet());
        keys.addAll(here.keySet());
        var lines = new ArrayList<String>();
        for (String key : keys) {
            var left = recorded.containsKey(key) ? Pardon.certain(pardons, key, recorded.get(key)).orElse("(gone)") : "(unchanged)";
            var right = here.containsKey(key) ? Pardon.certain(pardons, key, here.get(key)).orElse("(gone)") : "(unchanged)";
            if (!left.equals(right)) {
                lines.add(key + ": recorded " + left + ", here " + right);
            }
        }
        return lines;
    }
}
