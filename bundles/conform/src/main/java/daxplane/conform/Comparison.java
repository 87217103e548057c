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
        if (recorded.equals(answered) || recorded instanceof Step.Result.Nothing) {
            return List.of();
        }
        if (recorded instanceof Step.Result.Failed(var errno, var at) && at.isEmpty() && answered instanceof Step.Result.Failed(var here, _)
                && errno.equals(here)) {
            return List.of(); // the recorder did not tell open from read
        }
        if (recorded instanceof Step.Result.Ended(var code, var out, var err)
                && answered instanceof Step.Result.Ended(var otherCode, var otherOut, var otherErr)) {
            var lines = new ArrayList<String>();
            if (code != otherCode && !Wildcard.marked(otherErr)) {
                lines.add("exit code: recorded " + code + ", here " + otherCode);
            }
            text("standard output", out, otherOut, lines);
            text("standard error", err, otherErr, lines);
            return lines;
        }
        return List.of("result: recorded " + recorded + ", here " + answered);
    }

    private static void text(String name, String recorded, String here, List<String> lines) {
        if (!Wildcard.matches(KnownDifference.certain(recorded), KnownDifference.certain(here))) {
            lines.add(name + ": recorded\n" + recorded + "here\n" + here);
        }
    }

    public static List<String> states(StateMap recorded, StateMap here, List<KnownDifference> pardons) {
        var left = new TreeMap<String, Optional<String>>();
        recorded.values().forEach((key, value) -> left.put(key, Optional.of(value)));
        var right = new TreeMap<String, Optional<String>>();
        here.values().forEach((key, value) -> right.put(key, Optional.of(value)));
        return differences(left, right, pardons);
    }

    /** How many keys two states have, and for each that differs, how. */
    record ByKey(int compared, SortedMap<String, String> differences) {
    }

    static ByKey byKey(StateMap recorded, StateMap here, List<KnownDifference> pardons) {
        var keys = new TreeSet<>(recorded.values().keySet());
        keys.addAll(here.values().keySet());
        var found = new TreeMap<String, String>();
        var announced = announced(recorded);
        for (String key : keys) {
            String left = recorded.values().get(key);
            String right = here.values().get(key);
            if (left != null && left.equals(right) || left == null && announced.stream().anyMatch(key::startsWith) || KnownDifference.isForeign(key)) {
                continue;
            }
            var certainLeft = KnownDifference.certain(pardons, key, Optional.ofNullable(left)).orElse("(absent)");
            var certainRight = KnownDifference.certain(pardons, key, Optional.ofNullable(right)).orElse("(absent)");
            if (!certainLeft.equals(certainRight)) {
                found.put(key, "recorded " + certainLeft + ", here " + certainRight);
            }
        }
        return new ByKey(keys.size(), found);
    }

    /** The same for directories; a directory of which nobody simulates anything is left out with all that is in it. */
    static ByKey trees(FileTree recorded, FileTree here) {
        var paths = new TreeSet<>(recorded.entries().keySet());
        paths.addAll(here.entries().keySet());
        paths.removeIf(KnownDifference::isForeign);
        var found = new TreeMap<String, String>();
        for (String path : paths) {
            var left = entry(recorded, path);
            var right = entry(here, path);
            if (!left.equals(right)) {
                found.put(path, "recorded " + left + ", here " + right);
            }
        }
        return new ByKey(paths.size(), found);
    }

    private static String entry(FileTree tree, String path) {
        return switch (tree.entries().get(path)) {
            case FileTree.Entry.File(var text) -> KnownDifference.certain(KnownDifference.FILES, path, Optional.of(text)).orElseThrow().stripTrailing();
            case FileTree.Entry.Link(var target) -> "-> " + target;
            case FileTree.Entry.Directory() -> "(a directory)";
            case null -> "(absent)";
        };
    }

    /**
     * Where the recorder looked while the kernel was still at it: devices that their region names as the next ones, and of which
     * there was no attribute yet (corpus ns-drivers, step 22).
     */
    private static List<String> announced(StateMap recorded) {
        return recorded.values().entrySet().stream().filter(entry -> entry.getKey().matches("nd/region\\d+/[a-z]+_seed") && !entry.getValue().isEmpty())
                .map(entry -> "nd/" + entry.getValue() + "/").filter(prefix -> recorded.values().keySet().stream().noneMatch(key -> key.startsWith(prefix)))
                .toList();
    }

    /** Two differences are equal when they change the same keys to the same values. */
    public static List<String> differences(SortedMap<String, Optional<String>> recorded, SortedMap<String, Optional<String>> here,
            List<KnownDifference> pardons) {
        var keys = new TreeSet<>(recorded.keySet());
        keys.addAll(here.keySet());
        var lines = new ArrayList<String>();
        for (String key : keys) {
            var left = recorded.containsKey(key) ? KnownDifference.certain(pardons, key, recorded.get(key)).orElse("(gone)") : "(unchanged)";
            var right = here.containsKey(key) ? KnownDifference.certain(pardons, key, here.get(key)).orElse("(gone)") : "(unchanged)";
            if (!left.equals(right)) {
                lines.add(key + ": recorded " + left + ", here " + right);
            }
        }
        return lines;
    }
}
