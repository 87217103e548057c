package daxplane.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.conform.machine.MachineForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which device became which DIMM is read from the first region that has both. */
class RecordedNvdimmsTest {

    @TempDir
    private Path folder;

    private final Map<String, String> boot = new TreeMap<>();
    private final List<Step> steps = new ArrayList<>();

    RecordedNvdimmsTest() {
        for (int i = 0; i < 4; i++) {
            boot.put("cxl/endpoint" + (2 + i) + "/uport@", "mem" + i);
        }
        step(Optional.empty(), Map.of());
    }

    private void step(Optional<String> state, Map<String, String> changed) {
        var difference = new TreeMap<String, Optional<String>>();
        changed.forEach((key, value) -> difference.put(key, Optional.of(value).filter(text -> !text.equals("gone"))));
        steps.add(new Step(steps.size(), new Step.Action.Reboot(), new Step.Result.Nothing(), difference, state, new TreeMap<>(), new TreeMap<>(), Set.of(), false));
    }

    private RecordedNvdimms read(int devices) throws IOException {
        var form = new MachineForm("cxl", "6.1", 2L << 30, "q35", List.of(), Optional.empty(), devices, Set.of(), List.of());
        return RecordedNvdimms.of(new RecordedCase(folder, "case", form, new StateMap(new TreeMap<>(boot)), steps));
    }

    /** Corpus cxl61-interleave, step 2: device 0 became nmem1. */
    @Test void learnsFromTheMappingsOfARegion() throws Exception {
        step(Optional.empty(), Map.of("nd/region0/mapping0", "nmem1,0,536870912,0", "nd/region0/mapping1", "nmem0,0,536870912,1",
                "cxl/region0/target0", "decoder2.0", "cxl/region0/target1", "decoder3.0"));

        assertThat(read(2).order()).containsExactly(1, 0);
        assertThat(read(2).dimm("cxllsa0")).isEqualTo("nmem1");
        assertThat(read(2).dimm("cxllsa1")).isEqualTo("nmem0");
    }

    @Test void givesTheOthersTheDimmsThatAreLeftInTheirOrder() throws Exception {
        step(Optional.empty(), Map.of("nd/region0/mapping0", "nmem0,0,536870912,0", "cxl/region0/target0", "decoder4.0"));

        assertThat(read(4).order()).containsExactly(2, 0, 1, 3);
    }

    @Test void takesTheirOrderWhereNothingTells() throws Exception {
        assertThat(read(3).order()).containsExactly(0, 1, 2);
        assertThat(read(0).order()).isEmpty();
    }

    @Test void believesTheFirstRegion() throws Exception {
        step(Optional.empty(), Map.of("nd/region0/mapping0", "nmem1,0,536870912,0", "cxl/region0/target0", "decoder2.0"));
        step(Optional.empty(), Map.of("nd/region0/mapping0", "gone", "cxl/region0/target0", "gone"));
        step(Optional.empty(), Map.of("nd/region1/mapping0", "nmem1,0,536870912,0", "cxl/region1/target0", "decoder3.0"));

        assertThat(read(2).order()).containsExactly(1, 0);
    }

    /** After a boot the state is recorded whole, and what was before is no more. */
    @Test void readsStatesThatWereRecordedWhole() throws Exception {
        Files.writeString(folder.resolve("state1.json"), "{\"cxl/endpoint2/uport@\":\"mem1\",\"cxl/region0/target0\":\"decoder2.0\","
                + "\"nd/region0/mapping0\":\"nmem0,0,536870912,0\"}");
        step(Optional.of("state1.json"), Map.of());

        assertThat(read(2).order()).containsExactly(1, 0);

        step(Optional.of("missing.json"), Map.of());
        assertThatThrownBy(() -> read(2)).isInstanceOf(IOException.class);
    }

    @Test void passesOverWhatMakesNoSense() throws Exception {
        step(Optional.empty(), Map.of("nd/region0/mapping0", "!ENXIO", "cxl/region0/target0", "decoder2.0"));
        step(Optional.empty(), Map.of("nd/region1/mapping0", "nmem1,0,1,0", "cxl/region1/target0", ""));
        step(Optional.empty(), Map.of("nd/region2/mapping0", "nmem1,0,1,0", "cxl/region2/target0", "decoder99.0"));

        assertThat(read(2).order()).containsExactly(0, 1);
    }

    @Test void leavesTheNamesOfOtherAreas() throws Exception {
        assertThat(read(1).dimm("nmem0")).isEqualTo("nmem0");
        assertThat(read(1).dimm("cxllsa7")).isEqualTo("cxllsa7");
    }
}
