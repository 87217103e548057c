package daxplane.process;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** RAM of a process whose pages fail or move: corpus err-hwp-used and err-hwp-soft. */
class AnonymousMemoryTest {

    private static final long A = 0x118000000L;
    private static final long B = 0x110001000L;

    private final AnonymousMemory memory = new AnonymousMemory(List.of(AddressRange.ofSize(B, 0x2000), AddressRange.ofSize(A, 0x4000)));

    @Test void pagesLieInTheOrderInWhichTheProcessHasThem() throws KernelException {
        assertThat(memory.size()).isEqualTo(0x6000);
        assertThat(memory.offsetOf(A + 0x1000)).isEqualTo(OptionalLong.of(0x3000));
        assertThat(memory.offsetOf(A + 0x4000)).isEmpty();
        assertThat(memory.map(0, 0x6000, false).address(0x3000)).isEqualTo(A + 0x1000);
    }

    @Test void aTouchMeetsTheFirstPageThatFailed() {
        assertThat(memory.map(0, 0x6000, false).touch(true)).isEmpty();
        memory.fail(A + 0x1000);
        memory.fail(B + 0x1000);
        assertThat(memory.map(0, 0x6000, false).touch(true)).map(Signal::caught).contains("signal SIGBUS BUS_MCEERR_AR at +0x1000 lsb 12\n");
    }

    @Test void aPageThatMovedIsElsewhereAtTheSameAddress() throws KernelException {
        memory.move(A + 0x1000, 0x109000000L);
        assertThat(memory.offsetOf(A + 0x1000)).isEmpty();
        assertThat(memory.map(0, 0x6000, false).address(0x3000)).isEqualTo(0x109000000L);
        assertThat(memory.map(0, 0x6000, false).address(0x4000)).isEqualTo(A + 0x2000);
        assertThat(memory.size()).isEqualTo(0x6000);
    }

    @Test void itsPathSaysAllOfIt() {
        memory.fail(A);
        AnonymousMemory again = AnonymousMemory.parse(memory.path());
        assertThat(again.path()).isEqualTo(memory.path()).isEqualTo("anon:110001000-110003000,118000000-118004000!118000000");
        assertThat(again.map(0, 0x6000, false).touch(false)).isPresent();
    }
}
