package daxplane.events.desired;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.events.desired.BlockTargets.Target;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockTargetsTest {

    @Test
    void writesNeighboursAsRuns() {
        var wishes = new BlockTargets(new TreeMap<>(Map.of(33L, Target.MOVABLE, 34L, Target.MOVABLE, 35L, Target.KERNEL, 37L, Target.KERNEL)));
        assertThat(wishes.text()).isEqualTo("33-34:movable,35:kernel,37:kernel");
    }

    @Property(tries = 200)
    void readsWhatItWrites(@ForAll @Size(min = 1, max = 40) Map<@LongRange(min = 0, max = 60) Long, Target> wishes) {
        var written = new BlockTargets(new TreeMap<>(wishes));
        assertThat(BlockTargets.parse(written.text())).contains(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "33", "33:", ":movable", "33:left", "35-33:movable", "a:movable", "33-:movable", "33:movable,", "0-99999999999:offline",
        "99999999999999999999:offline"})
    void refusesEverythingElse(String text) {
        assertThat(BlockTargets.parse(text)).isEmpty();
    }

    @Test
    void knowsTheBlockOfWhichTwoThingsAreSaid() {
        assertThat(BlockTargets.contradicted("33-34:movable,34:offline")).contains(34L);
        assertThat(BlockTargets.contradicted("33-35:movable,34:movable,36:offline")).isEmpty();
    }

    @Test
    void countsARunEachTimeItIsNamed() {
        assertThat(BlockTargets.parse("0-69999:movable,0-69999:movable")).isPresent();
        assertThat(BlockTargets.parse("0-69999:movable,0-69999:movable,0:movable")).isEmpty();
    }
}
