package daxplane.shell.view;

import daxplane.control.Step;
import daxplane.host.Effect;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Steps of a plan that differ in nothing but the memory block that they are about: {@code memoryN} in their texts.
 *
 * @param shape the texts of the first step with N for the number of its block; the number is in {@code first}
 * @param first block of the first step; empty: the step is about no block, or about several
 * @param last  block of the last one
 */
record StepGroup(List<String> shape, List<String> texts, String irreversible, OptionalLong first, long last, int count) {

    private static final Pattern BLOCK = Pattern.compile("memory(\\d{1,15})(?![\\d-])");

    static StepGroup of(Step step) {
        var undo = switch (step) {
            case Step.Reversible reversible -> reversible.undo().stream().map(Effect::typed);
            case Step.Irreversible _ -> Stream.<String>empty();
        };
        var because = step instanceof Step.Irreversible irreversible ? irreversible.because() : "";
        var texts = Stream.concat(Stream.of(step.effect().typed(), step.afterwards().text()), undo).toList();
        var blocks = texts.stream().flatMap(text -> BLOCK.matcher(text).results()).map(found -> found.group(1)).distinct().toList();
        var first = blocks.size() == 1 ? OptionalLong.of(Long.parseLong(blocks.getFirst())) : OptionalLong.empty();
        return new StepGroup(texts.stream().map(text -> BLOCK.matcher(text).replaceAll("memoryN")).toList(), texts, because, first, first.orElse(0), 1);
    }

    /** The two as one, when {@code next} does the same to the next block, upwards or downwards. */
    Optional<StepGroup> and(StepGroup next) {
        long way = next.last - last;
        boolean goesOn = first.isPresent() && next.first.isPresent() && shape.equals(next.shape) && irreversible.equals(next.irreversible)
                && (way == 1 || way == -1) && (count == 1 || way == (last - first.getAsLong()) / (count - 1));
        return goesOn ? Optional.of(new StepGroup(shape, texts, irreversible, first, next.last, count + next.count)) : Optional.empty();
    }

    String effect() {
        return count == 1 ? texts.getFirst() : shape.getFirst() + "  for N = " + first.getAsLong() + (first.getAsLong() < last ? " to " : " down to ") + last;
    }

    String afterwards() {
        return (count == 1 ? texts : shape).get(1);
    }

    List<String> undo() {
        return (count == 1 ? texts : shape).subList(2, shape.size());
    }
}
