package daxplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/kernel/observed.md no. 4 and corpus dax-malformed; the limits of the numbers were asked of Linux 6.12. */
class DaxIdTest {

    @Property
    void readsBackWhatItPrints(@ForAll int region, @ForAll int device) throws KernelException {
        var id = new DaxId(region, device);

        assertThat(DaxId.of(new WrittenText(id + "\n"))).isEqualTo(id);
        assertThat(DaxId.of(new WrittenText(id.toString()))).isEqualTo(id);
        assertThat(DaxId.of(new WrittenText(id + "\0\n"))).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "dax", "dax0", "dax0.", "dax.0", "dax0.0.0", "dax0.0x", " dax0.0", "dax0.0 ", "DAX0.0", "dax0x0.0",
        "dax00.00", "dax-0.0", "dax+0.0", "dax4294967296.0", "dax2147483648.0", "dax0.0\nfoo\n", "dax0.0\n\n",
        "dax0.00000000000000000000000000000000000000000"})
    void refusesWhatItWouldNotPrint(String text) {
        assertThatThrownBy(() -> DaxId.of(new WrittenText(text))).isInstanceOf(KernelException.class)
                .extracting(refused -> ((KernelException) refused).errno()).isEqualTo(Errno.EINVAL);
    }
}
