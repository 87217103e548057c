package daxplane.driver.pmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadblocksTest {

    /** Corpus media-errors: what is written by hand is shown as it was. */
    @Test void remembersWhatIsWritten() throws KernelException {
        assertThat(Badblocks.NONE.written("8 2\n").text()).isEqualTo("8 2\n");
        assertThat(Badblocks.NONE.written("8 2").hit(9, 1)).isTrue();
        assertThat(Badblocks.NONE.written("8 2").hit(10, 1)).isFalse();
        assertThat(Badblocks.parse("8 2\n100 1\n").text()).isEqualTo("8 2\n100 1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8", "8 0", "x 2", "8 -1", "8 2 3", "8 2x", "99999999999999999999 1"})
    void refusesWhatIsNoExtent(String text) {
        assertThatThrownBy(() -> Badblocks.NONE.written(text)).isInstanceOf(KernelException.class)
                .extracting("errno").isEqualTo(Errno.EINVAL);
    }

    @Test void isFullAtAPageOfEntries() throws KernelException {
        Badblocks list = Badblocks.NONE;
        for (int i = 0; i < 512; i++) {
            list = list.written(i * 2 + " 1");
        }
        Badblocks full = list;
        assertThatThrownBy(() -> full.written("5000 1")).extracting("errno").isEqualTo(Errno.ENOSPC);
    }

    /** Corpus err-bb-format: the step that writes each. */
    @ParameterizedTest
    @CsvSource({"8 2;10 2, 8 4", "100 1;99 1, 99 1;100 1", "100 1;99 1;98 1, 98 1;99 1;100 1", "100 1;99 1;98 1;99 1, 98 3", "4000 600, 4000 512;4512 88", "4000 600;4100 10, 4000 512;4512 88",
            "4000 512;4512 88;4600 1, 4000 512;4512 89", "8 1;12 1;6 10, 6 10", "8 1;10 1;8 2, 8 3", "10 1;8 4, 8 4", "0 300;400 300;300 100, 0 400;400 300"})
    void joinsWhatFollowsAndKeepsWhatPrecedesApart(String written, String shown) throws KernelException {
        Badblocks list = Badblocks.NONE;
        for (String line : written.split(";")) {
            list = list.written(line);
        }
        assertThat(list.text()).isEqualTo(shown.replace(";", "\n") + "\n");
    }

    /** Corpus err-bb-format, steps 22 and 23. */
    @ParameterizedTest
    @ValueSource(strings = {"300  1\n", " 300 1\n", "\t300\t1"})
    void takesBlanksBeforeAndBetween(String text) throws KernelException {
        assertThat(Badblocks.NONE.written(text).text()).isEqualTo("300 1\n");
    }

    @Test void showsWholeLinesOfAPage() throws KernelException {
        Badblocks list = Badblocks.NONE;
        for (int i = 0; i < 512; i++) {
            list = list.written((1_000_000 + i * 2) + " 1");
        }
        assertThat(list.text()).hasSize(512 * 10);
        assertThat(list.shown()).hasSize(409 * 10).endsWith(" 1\n");
    }

    @Property void isASetOfSectors(@ForAll @Size(max = 30) List<@IntRange(min = -3000, max = 3000) Integer> steps) throws KernelException {
        BitSet model = new BitSet();
        Badblocks list = Badblocks.NONE;
        for (int step : steps) {
            int sector = Math.abs(step) % 100;
            int count = 1 + Math.abs(step) / 100;
            list = step < 0 ? list.cleared(sector, count) : list.written(sector + " " + count);
            model.set(sector, sector + count, step >= 0);
            for (int i = 0; i < 140; i++) {
                assertThat(list.hit(i, 1)).as("sector %d", i).isEqualTo(model.get(i));
            }
        }
        assertThat(Badblocks.parse(list.text())).isEqualTo(list);
    }
}
