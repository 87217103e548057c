package daxplane.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import org.junit.jupiter.api.Test;

/** The rules that every target is held to. */
class TrialTest {

    private static final byte[] INPUT = {1, 2, 3};

    private byte[] held = {};

    @Test
    void takesARefusalWithAReason() {
        assertThatCode(() -> Trial.of(_ -> {
            throw new KernelException(Errno.EIO, "the log makes no sense");
        }, INPUT)).doesNotThrowAnyException();
    }

    @Test
    void findsARefusalWithoutAReason() {
        assertThatThrownBy(() -> Trial.of(_ -> {
            throw new KernelException(Errno.EIO, " ");
        }, INPUT)).isInstanceOf(AssertionError.class).hasMessage("refused without a reason");
    }

    @Test
    void findsAnExceptionThatNobodyDeclared() {
        assertThatThrownBy(() -> Trial.of(input -> input[input.length]++, INPUT)).isInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    @Test
    void findsAnAllocationOutOfProportion() {
        assertThatThrownBy(() -> Trial.of(_ -> held = new byte[64 << 20], INPUT)).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("3 bytes of input made it allocate ");
    }

    @Test
    void forgivesWhatIsAllocatedOnlyOnce() {
        assertThatCode(() -> Trial.of(_ -> {
            if (held.length == 0) {
                held = new byte[64 << 20];
            }
        }, INPUT)).doesNotThrowAnyException();
    }
}
