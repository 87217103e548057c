package daxplane.it.nvdimm;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.kernel.KernelException;
import daxplane.kernel.testing.TestMachine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recordings of a real kernel, performed on the simulated one: results of raw writes, states, label bytes. */
class RecordedCasesTest {

    static List<String> cases() throws IOException {
        String only = System.getProperty("case", "");
        try (var in = RecordedCasesTest.class.getResourceAsStream("/recorded/cases.txt")) {
            return new String(in.readAllBytes()).lines().filter(name -> only.isEmpty() || name.matches(only)).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsTheRecordedKernel(String name) throws Exception {
        RecordedCase recorded = RecordedCase.read(name);
        TestMachine machine = RecordedMachine.boot(recorded.machine(), recorded.kernel());
        Map<String, Object> expected = new TreeMap<>(recorded.boot());
        Map<String, String> labels = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        compare("boot", expected, machine, failures);
        for (Map<String, Object> step : recorded.steps()) {
            String at = step.get("i") + " " + step.get("op") + " " + step.getOrDefault("path", step.getOrDefault("cmd", ""));
            if (!perform(machine, step, at, failures)) {
                at += " (not understood)";
            }
            expected = RecordedCase.after(expected, step);
            compare(at, expected, machine, failures);
            compareLabels(at, step, labels, machine, failures);
            if (!failures.isEmpty()) {
                break;
            }
        }
        assertThat(failures).isEmpty();
        var before = machine.dump();
        machine.restartProcess();
        assertThat(machine.dump()).isEqualTo(before);
    }

    @SuppressWarnings("unchecked") // the shape of the JSON is that of the resources beside this test
    private static boolean perform(TestMachine machine, Map<String, Object> step, String at, List<String> failures) throws Exception {
        switch ((String) step.get("op")) {
            case "write" -> {
                String answer = machine.write((String) step.get("path"), (String) step.get("data"));
                if (!answer.equals(step.get("result"))) {
                    failures.add(at + " <- " + step.get("data") + ": recorded " + step.get("result") + ", is " + answer);
                }
            }
            case "read" -> {
                String text = machine.read((String) step.get("path"));
                String wanted = step.containsKey("text") ? (String) step.get("text") : (String) step.get("result");
                if (!text.equals(wanted) && step.containsKey("text")) {
                    failures.add(at + ": recorded " + wanted + ", is " + text);
                }
            }
            case "reboot" -> machine.boot(RecordedMachine.MODULES);
            case "host" -> {
                for (var area : ((Map<String, String>) step.getOrDefault("areas", Map.of())).entrySet()) {
                    byte[] bytes = new InflaterInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(area.getValue()))).readAllBytes();
                    machine.inside(kernel -> kernel.media().writeLabelArea(index(kernel, area.getKey()), 0, bytes));
                }
            }
            case "exec" -> {
                boolean understood = true;
                Iterator<String> uuids = invented(step).iterator();
                for (String command : commands((String) step.get("cmd"))) {
                    understood &= new NdctlRecipe(machine).run(command.strip(), uuids);
                }
                return understood;
            }
            case "tree" -> RecordedTree.compare((Map<String, List<String>>) step.getOrDefault("tree", Map.of()), machine)
                    .forEach(difference -> failures.add(at + ": " + difference));
            default -> {
                return true;
            }
        }
        return true;
    }

    /** The commands of a line; a counting loop as often as it runs. */
    private static List<String> commands(String line) {
        Matcher loop = Pattern.compile("i=1; while \\[ \\$i -le (\\d+) ]; do (ndctl [^>|;]*).*").matcher(line);
        return loop.matches() ? Collections.nCopies(Integer.parseInt(loop.group(1)), loop.group(2)) : List.of(line.split(";|&&"));
    }

    private static int index(daxplane.kernel.Kernel kernel, String dimm) throws KernelException {
        return kernel.symbol(daxplane.kernel.DimmCommands.class).orElseThrow().dimm(dimm);
    }

    /** Uuids that appeared in a step, the namespaces' own before those of the personalities. */
    @SuppressWarnings("unchecked") // as above
    private static List<String> invented(Map<String, Object> step) {
        List<String> own = new ArrayList<>();
        List<String> personalities = new ArrayList<>();
        SortedMap<String, Object> changes = new TreeMap<>(Comparator.comparing(NdState::padded));
        changes.putAll((Map<String, Object>) step.get("diff"));
        changes.forEach((key, value) -> {
            if (key.matches("nd/.*/uuid") && value instanceof String text && text.length() == 36
                    && !((String) step.get("cmd")).contains(text)) {
                (key.startsWith("nd/namespace") ? own : personalities).add(text);
            }
        });
        own.addAll(personalities);
        for (int i = 0; i < 100; i++) {
            own.add("0000%04d-ffff-4000-8000-%012d".formatted(i, ((Number) step.get("i")).intValue()));
        }
        return own;
    }

    private static void compare(String at, Map<String, Object> expected, TestMachine machine, List<String> failures) {
        TwoSocketBootTest.differences(expected, NdState.of(machine)).forEach((key, difference) ->
                failures.add(at + ": " + key + ": " + difference));
    }

    @SuppressWarnings("unchecked") // as above
    private static void compareLabels(String at, Map<String, Object> step, Map<String, String> labels, TestMachine machine,
            List<String> failures) throws Exception {
        labels.putAll((Map<String, String>) step.getOrDefault("labels", Map.of()));
        for (var dimm : labels.entrySet()) {
            byte[][] area = new byte[1][];
            machine.inside(kernel -> area[0] = kernel.media().readLabelArea(index(kernel, dimm.getKey()), 0,
                    kernel.media().labelAreaBytes(index(kernel, dimm.getKey()))));
            String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(area[0]));
            if (!digest.equals(dimm.getValue())) {
                failures.add(at + ": label bytes of " + dimm.getKey());
            }
        }
    }
}
