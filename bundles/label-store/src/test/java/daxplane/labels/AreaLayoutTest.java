package daxplane.labels;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Table of docs/kernel/labels.md 1.1. */
class AreaLayoutTest {

    @ParameterizedTest
    @CsvSource({"1024,4,256,2,256", "1280,6,256,3,256", "2048,12,256,6,256", "4096,28,256,14,256", "16384,124,256,62,256",
            "65536,508,256,254,256", "131072,1020,256,510,256", "262144,2040,512,1022,256", "1048576,8172,1280,4090,768",
            "2097152,16348,2304,8182,1280", "4194304,32700,4352,16366,2304"})
    void laysOutAnArea(int areaBytes, int slots11, int index11, int slots12, int index12) {
        assertThat(AreaLayout.of(areaBytes, LabelFormat.V1_1))
                .contains(new AreaLayout(areaBytes, LabelFormat.V1_1, index11, slots11));
        assertThat(AreaLayout.of(areaBytes, LabelFormat.V1_2))
                .contains(new AreaLayout(areaBytes, LabelFormat.V1_2, index12, slots12));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, 512, 1023, (4 << 20) + 1, Integer.MAX_VALUE})
    void refusesAreasThatHoldNoTwoLabels(int areaBytes) {
        assertThat(AreaLayout.of(areaBytes, LabelFormat.V1_1)).isEmpty();
        assertThat(AreaLayout.of(areaBytes, LabelFormat.V1_2)).isEmpty();
    }

    @Property void keepsEverythingInsideTheArea(@ForAll @IntRange(min = 1024, max = 4 << 20) int areaBytes,
            @ForAll LabelFormat format) {
        AreaLayout layout = AreaLayout.of(areaBytes, format).orElseThrow();

        assertThat(layout.labelOffset(layout.slots())).isLessThanOrEqualTo(areaBytes);
        assertThat(IndexBlock.HEADER_BYTES + (layout.slots() + 7) / 8).isLessThanOrEqualTo(layout.indexBytes());
        assertThat(layout.indexBytes() % 256).isZero();
    }

    @Test void namesItsFormats() {
        assertThat(LabelFormat.ofVersion("1.1")).contains(LabelFormat.V1_1);
        assertThat(LabelFormat.ofVersion("1.2")).contains(LabelFormat.V1_2);
        assertThat(LabelFormat.ofVersion("2.0")).isEmpty();
    }
}
