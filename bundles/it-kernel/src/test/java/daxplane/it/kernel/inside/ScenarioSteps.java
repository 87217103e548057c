package daxplane.it.kernel.inside;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.conform.Comparison;
import daxplane.conform.KnownDifference;
import daxplane.conform.Performer;
import daxplane.conform.Recording;
import daxplane.conform.StateMap;
import daxplane.conform.Step;
import daxplane.host.Cancellation;
import daxplane.host.linux.LinuxHost;
import daxplane.tools.Toolbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The 36 recorded steps on a real kernel, with daxplane in the place of ndctl and daxctl: the same answers, the same
 * differences. What the recording's guest had in memory, ours has not: totals are compared by how they change.
 *
 * <p>The recording is of 6.12. On 6.1 everything is the same but where it is said here.
 */
@Order(1) // the recording begins with a fresh boot
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioSteps {

    /** MemTotal before anything was added, as it was recorded. */
    private static final long RECORDED_TOTAL_KIB = 1_955_404;

    private LinuxHost host;
    private long ownTotalKib;

    @BeforeAll
    void open() throws Exception {
        host = LinuxHost.open();
        host.changes().settle(Duration.ofSeconds(60));
        // Debian's 6.1 begins with "offline".
        host.attributes().write("/sys/devices/system/memory/auto_online_blocks", "online\n", Cancellation.NEVER);
        ownTotalKib = Long.parseLong(StateMap.of(host.attributes()).values().get("MemTotal_kB"));
    }

    @AfterAll
    void close() {
        host.close();
    }

    @TestFactory
    Stream<DynamicTest> everyStepAnswersAsRecorded() throws Exception {
        List<Step> steps;
        try (var lines = getClass().getResourceAsStream("/two-socket/scenario-system-ram.jsonl")) {
            steps = Recording.steps(lines);
        }
        var performer = new Performer(host, new Toolbox(), () -> {
            throw new AssertionError("no step makes up a uuid");
        });
        return steps.stream().map(step -> DynamicTest.dynamicTest(step.number() + " " + step.action(), () -> {
            var before = StateMap.of(host.attributes());
            var answered = performer.perform(step.action()).orElseThrow();
            var difference = before.differenceTo(StateMap.of(host.attributes()));

            assertThat(Comparison.results(relative(step.result(), RECORDED_TOTAL_KIB), relative(answered, ownTotalKib))).isEmpty();
            assertThat(Comparison.differences(here(step.difference()), difference, pardons())).isEmpty();
        }));
    }

    /** An answer with totals told relative to what there was at first, and without the lines of other hardware in iomem. */
    private static Step.Result relative(Step.Result result, long totalKib) {
        if (result instanceof Step.Result.Ended(var code, var out, var err)) {
            var text = Pattern.compile("MemTotal:\\s+(\\d+) kB").matcher(out)
                    .replaceAll(total -> "MemTotal: +" + (Long.parseLong(total.group(1)) - totalKib) + " kB");
            return new Step.Result.Ended(code, iomem(text), err);
        }
        return result;
    }

    private SortedMap<String, Optional<String>> here(SortedMap<String, Optional<String>> recorded) {
        var here = new TreeMap<>(recorded);
        if (host.kernelRelease().startsWith("6.1.")) {
            // It does not ask the HMAT how far the memory is: all of it lands in the tier for dax devices (observed; docs/kernel/memory.md 8).
            Optional.ofNullable(here.remove("tier/memory_tier112/nodelist")).ifPresent(nodes -> here.put("tier/memory_tier22/nodelist", nodes));
        }
        here.computeIfPresent("MemTotal_kB", (_, total) -> total.map(kib -> String.valueOf(Long.parseLong(kib) - RECORDED_TOTAL_KIB + ownTotalKib)));
        return here;
    }

    /** What lies below 4 GiB belongs to other hardware, which our guest has more of (a disk). */
    private static String iomem(String text) {
        if (!text.contains(" : Persistent Memory")) {
            return text;
        }
        var lines = new ArrayList<String>();
        for (String line : text.split("\n")) {
            if (line.strip().matches("[0-9a-f]{9,}-.*") && !line.contains("PCI") && !line.contains("virtio") && !line.contains("0000:")) {
                lines.add(line);
            }
        }
        return String.join("\n", lines);
    }

    /** Only that iomem changed can be compared as a key of the state; what it says is compared where it is printed. */
    private static List<KnownDifference> pardons() {
        var pardons = new ArrayList<>(KnownDifference.UNCERTAIN);
        pardons.add(new KnownDifference(Pattern.compile("iomem"), List.of(), "other hardware of the guest; the text is compared in the steps that print it"));
        return pardons;
    }
}
