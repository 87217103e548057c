package daxplane.conform;

import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.jr.ob.JSON;
import com.fasterxml.jackson.jr.stree.JacksonJrsTreeCodec;
import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsNull;
import com.fasterxml.jackson.jr.stree.JrsNumber;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsNumber;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads recordings: one JSON object a line for steps, one object for a whole state. */
public final class Recording {

    private static final JSON TREES = JSON.std.with(new JacksonJrsTreeCodec());

    /** Longer recordings than any by far; one that is larger is damaged. */
    private static final int MOST_STEPS = 10_000;

    private Recording() {
    }

    /** @throws IOException damaged, with the line that is */
    public static List<Step> steps(InputStream lines) throws IOException {
        var steps = new ArrayList<Step>();
        for (String line : new String(lines.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
            if (!line.isBlank()) {
                if (steps.size() == MOST_STEPS) {
                    throw new IOException("more than " + MOST_STEPS + " steps");
                }
                steps.add(step(TREES.treeFrom(line)));
            }
        }
        return List.copyOf(steps);
    }

    /** A whole state, {@code state0.json}. */
    public static StateMap state(InputStream json) throws IOException {
        var values = new TreeMap<String, String>();
        TreeNode object = TREES.treeFrom(json);
        object.fieldNames().forEachRemaining(key -> values.put(key, value(object.get(key))));
        return new StateMap(values);
    }

    private static Step step(TreeNode step) throws IOException {
        var difference = new TreeMap<String, Optional<String>>();
        TreeNode changed = step.get("state_diff");
        if (changed != null) {
            changed.fieldNames().forEachRemaining(key -> {
                TreeNode now = changed.get(key);
                difference.put(key, now instanceof JrsNull ? Optional.empty() : Optional.of(value(now)));
            });
        }
        var stateFile = Optional.ofNullable(step.get("state_file")).map(file -> ((JrsString) file).getValue());
        return new Step(number(step, "i"), action(step), result(step), difference, stateFile, labels(step), lists(step), bound(step), step.get("blind") != null, took(step));
    }

    private static Duration took(TreeNode step) {
        return step.get("result") instanceof JrsObject result && result.get("ms") instanceof JrsNumber ms ? Duration.ofMillis(ms.getValue().longValue()) : Duration.ZERO;
    }

    private static SortedMap<String, Step.LabelBytes> labels(TreeNode step) throws IOException {
        var labels = new TreeMap<String, Step.LabelBytes>();
        if (step.get("labels") != null) {
            for (var names = step.get("labels").fieldNames(); names.hasNext();) {
                String dimm = names.next();
                TreeNode area = step.get("labels").get(dimm);
                var file = area.get("file") instanceof JrsString name ? Optional.of(name.getValue()) : Optional.<String>empty();
                labels.put(dimm, new Step.LabelBytes(text(area, "sha256"), file, number(area, "size")));
            }
        }
        return labels;
    }

    private static SortedMap<String, TreeNode> lists(TreeNode step) {
        var lists = new TreeMap<String, TreeNode>();
        for (String tool : List.of("ndctl", "daxctl")) {
            TreeNode list = step.get(tool + "_list");
            if (list != null) {
                lists.put(tool, list);
            }
        }
        return lists;
    }

    private static Set<String> bound(TreeNode step) {
        var bound = new TreeSet<String>();
        if (step.get("uevents") instanceof JrsArray events) {
            events.elements().forEachRemaining(event -> {
                if (event.get("ACTION") instanceof JrsString action && action.getValue().equals("bind") && event.get("DEVPATH") instanceof JrsString path) {
                    bound.add(path.getValue().substring(path.getValue().lastIndexOf('/') + 1));
                }
            });
        }
        return bound;
    }

    private static Step.Action action(TreeNode step) {
        String operation = text(step, "op");
        return switch (operation) {
            case "write" -> new Step.Action.Write(text(step, "path"), text(step, "data"));
            case "read" -> new Step.Action.Read(text(step, "path"));
            case "exec" -> new Step.Action.Exec(text(step, "cmd"));
            case "spawn" -> new Step.Action.Spawn(text(step, "tag"), text(step, "cmd"));
            case "kill" -> new Step.Action.Kill(text(step, "tag"));
            case "host" -> new Step.Action.EditMedia();
            case "tree" -> new Step.Action.ReadTree(text(step, "path"), text(step, "file") + ".json.gz");
            case "blob" -> new Step.Action.ReadBytes(text(step, "path"), text(step, "file"));
            case "sleep" -> new Step.Action.Sleep();
            case "boot", "reboot" -> new Step.Action.Reboot();
            default -> new Step.Action.Other(operation);
        };
    }

    private static Step.Result result(TreeNode step) throws IOException {
        TreeNode result = step.get("result");
        if (result == null) {
            return new Step.Result.Nothing();
        }
        if (result.get("rc") != null && result.get("stdout") != null) {
            return new Step.Result.Ended(number(result, "rc"), text(result, "stdout"), text(result, "stderr"));
        }
        if (result.get("errno") != null) {
            return new Step.Result.Failed(text(result, "errno"), result.get("at") == null ? "" : text(result, "at"));
        }
        if (result.get("bytes") != null) {
            return new Step.Result.Done(number(result, "bytes"));
        }
        return result.get("data") != null ? new Step.Result.Text(text(result, "data")) : new Step.Result.Nothing();
    }

    private static int number(TreeNode object, String field) throws IOException {
        if (object.get(field) instanceof JrsNumber number) {
            return number.getValue().intValue();
        }
        throw new IOException("a step lacks the number " + field + ": " + object);
    }

    private static String text(TreeNode object, String field) {
        return value(object.get(field));
    }

    /** A text; a list of lines (as iomem is in some recordings) joined by newlines. */
    private static String value(TreeNode node) {
        return switch (node) {
            case JrsString string -> string.getValue();
            case JrsArray lines -> {
                var joined = new ArrayList<String>();
                lines.elements().forEachRemaining(line -> joined.add(value(line)));
                yield String.join("\n", joined);
            }
            case JrsValue value -> value.asText();
            case null -> "";
            default -> node.toString();
        };
    }
}
