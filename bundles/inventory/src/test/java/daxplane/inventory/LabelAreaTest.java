package daxplane.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** What stands in a label area, and what is written down when it changes. */
class LabelAreaTest {

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void writingTheChangesGivesTheOtherArea(@ForAll("pairs") Tuple.Tuple2<LabelArea, LabelArea> pair) {
        var changes = pair.get1().changesTo(pair.get2());

        assertThat(pair.get1().with(changes)).isEqualTo(pair.get2());
        assertThat(pair.get1().changedTo(pair.get2().contents())).isEqualTo(pair.get2());
        assertThat(pair.get1().changedTo(pair.get1().contents())).isSameAs(pair.get1());
        assertThat(changes.isEmpty()).isEqualTo(pair.get1().equals(pair.get2()));
        assertThat(LabelArea.of(pair.get2().contents())).isEqualTo(pair.get2()).hasSameHashCodeAs(pair.get2());
    }

    /** So what is written down is never more than the area, whoever decodes it. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void changesAreInOrderAndDoNotOverlap(@ForAll("pairs") Tuple.Tuple2<LabelArea, LabelArea> pair) {
        int end = 0;
        for (LabelExtent extent : pair.get1().changesTo(pair.get2())) {
            assertThat(extent.offset()).isGreaterThanOrEqualTo(end);
            end = extent.end();
        }
    }

    @Test
    void anAreaThatIsErasedIsOneRun() {
        var full = new byte[128 << 10];
        Arrays.fill(full, (byte) 0xff);
        var blank = LabelArea.blank(full.length);

        assertThat(blank.changesTo(LabelArea.of(full))).containsExactly(new LabelExtent(0, full));
        assertThat(LabelArea.of(full).plainBytes()).isZero();
        assertThat(LabelArea.of(full).changesTo(blank)).containsExactly(new LabelExtent(0, new byte[full.length]));
    }

    @Test
    void whatLiesCloseTogetherIsToldTogether() {
        var blank = LabelArea.blank(9000);
        byte[] one = {1};
        var near = blank.with(List.of(new LabelExtent(4090, one), new LabelExtent(4100, one)));
        var far = blank.with(List.of(new LabelExtent(10, one), new LabelExtent(27, one)));

        assertThat(blank.changesTo(near)).containsExactly(new LabelExtent(4090, new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
        assertThat(blank.changesTo(far)).containsExactly(new LabelExtent(10, one), new LabelExtent(27, one));
        assertThat(near.plainBytes()).isEqualTo(11);
    }

    @Test
    void refusesWhatNoAreaHas() {
        assertThatThrownBy(() -> LabelArea.blank(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LabelArea.blank(LabelArea.MOST_BYTES + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LabelArea.blank(8).with(List.of(new LabelExtent(7, new byte[2])))).hasMessageContaining("outside");
        assertThatThrownBy(() -> new LabelExtent(-1, new byte[1])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LabelExtent(0, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LabelExtent(Integer.MAX_VALUE, new byte[1])).isInstanceOf(IllegalArgumentException.class);
        assertThat(LabelArea.blank(8).changedTo(new byte[7])).isEqualTo(LabelArea.blank(7));
    }

    @Provide
    static Arbitrary<Tuple.Tuple2<LabelArea, LabelArea>> pairs() {
        return Arbitraries.of(1, 5, 300, 4096, 9000).flatMap(bytes -> Pictures.labelArea(bytes).tuple2());
    }
}
