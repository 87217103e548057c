package daxplane.shell.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of one memory block after the other is said once. */
class BlockRunsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            memory33 offline                                                    | memory33 offline
            memory33 offline, memory34 offline, memory35 offline                | memory33-35 offline
            memory35 offline, memory34 offline, memory33 offline                | memory33-35 offline
            memory33 offline, memory35 offline                                  | memory33 offline, memory35 offline
            memory33 offline, memory34 online in zone Movable                   | memory33 offline, memory34 online in zone Movable
            memory33-35 removed, memory36 removed                               | memory33-36 removed
            memory33 offline, dax0.0 bound to kmem, memory34 offline            | memory33 offline, dax0.0 bound to kmem, memory34 offline
            memory1 offline, memory2 offline, memory1 offline                   | memory1-2 offline, memory1 offline
            dax0.0 unbound from kmem, memory9 offline, memory10 offline         | dax0.0 unbound from kmem, memory9-10 offline
            nothing at all                                                      | nothing at all
            """)
    void joinsNeighbours(String texts, String folded) {
        assertThat(BlockRuns.folded(texts)).isEqualTo(folded);
    }

    @Test
    void aTerabyteIsOneLine() {
        var texts = java.util.stream.LongStream.range(0, 8192).mapToObj(block -> "memory" + block + " online in zone Movable").toList();

        assertThat(BlockRuns.folded(texts)).containsExactly("memory0-8191 online in zone Movable");
        assertThat(BlockRuns.folded(texts.reversed())).isEqualTo(List.of("memory0-8191 online in zone Movable"));
    }
}
