package daxplane.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.inventory.DeviceUse.Kind;
import daxplane.kernel.Device;
import daxplane.process.SmallKernel.Ran;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that go on: who holds what, how they end, and that they outlive the program. Corpus acc-devdax-hold, acc-pin, docs/kernel/access.md. */
class ProcessTableTest {

    private static final AddressRange RANGE = AddressRange.ofSize(1L << 32, 4 << 20);

    private SmallKernel machine;
    private final Device device;

    ProcessTableTest() throws Exception {
        machine = new SmallKernel("6.12");
        device = machine.dax("dax0.0", DaxFile.DRIVER, RANGE);
    }

    private void run(String lines) throws Exception {
        for (String line : lines.split("; ")) {
            assertThat(machine.run(line).status()).as(line).isZero();
        }
    }

    @Test
    void aProcessIsNamedByItsPidOrItsNameTheNewestFirst() throws Exception {
        assertThat(machine.run("process start db")).isEqualTo(new Ran(0, "1000\n"));
        assertThat(machine.run("process start db")).isEqualTo(new Ran(0, "1001\n"));
        assertThat(machine.run("process start web")).isEqualTo(new Ran(0, "1002\n"));
        assertThat(machine.run("pidof db web")).isEqualTo(new Ran(0, "1002 1001 1000\n"));
        assertThat(machine.run("pidof none")).isEqualTo(new Ran(1, ""));
        assertThat(machine.table.process("db").pid()).isEqualTo(1001);
        assertThat(machine.table.process("1000").pid()).isEqualTo(1000);
        assertThatThrownBy(() -> machine.table.process("9")).extracting("errno").isEqualTo(Errno.ESRCH);
    }

    @Test
    void theHoldersOfADeviceAreToldByWhatTheyDoWithIt() throws Exception {
        run("process start db; process db open /dev/dax0.0");
        assertThat(machine.table.holders("dax0.0")).extracting(holder -> holder.kind()).containsExactly(Kind.OPEN);
        run("process db mmap 3 0 2M w");
        assertThat(machine.table.holders("dax0.0")).extracting(holder -> holder.kind()).containsExactly(Kind.OPEN, Kind.MAPPED);
        run("process db pin uring; process db close 3");
        assertThat(machine.table.holders("dax0.0")).extracting(holder -> holder.kind()).as("a mapping outlives its descriptor").containsExactly(Kind.PINNED);
        assertThat(machine.table.holders("dax0.1")).isEmpty();
        run("process db exit");
        assertThat(machine.table.holders("dax0.0")).isEmpty();
    }

    @Test
    void anExclusiveOpeningKeepsOthersOut() throws Exception {
        machine.disk("pmem0", 1 << 20);
        run("process start a; process start b; process a open -x /dev/pmem0");
        assertThat(machine.run("process b open -x /dev/pmem0")).satisfies(ran -> assertThat(ran.status()).isEqualTo(1))
                .satisfies(ran -> assertThat(ran.text()).startsWith("process b: open: EBUSY"));
        run("process b open /dev/pmem0; process a close 3; process b open -x /dev/pmem0");
        assertThat(machine.layer.claimant("pmem0")).hasValueSatisfying(holder -> assertThat(holder.command()).isEqualTo("b"));
        run("kill " + machine.table.process("b").pid());
        assertThat(machine.layer.holders("pmem0")).isEmpty();
    }

    @Test
    void descriptorsBeginBehindTheStandardStreams() throws Exception {
        run("process start a");
        assertThat(machine.run("process a open /dev/dax0.0").text()).isEqualTo("3\n");
        assertThat(machine.run("process a open /dev/dax0.0").text()).isEqualTo("4\n");
        assertThat(machine.run("process a close 9").text()).startsWith("process a: close: EBADF");
        assertThat(machine.run("process list").text()).isEqualTo("1000 a 3:/dev/dax0.0 4:/dev/dax0.0\n");
        assertThat(machine.table.opened("dax")).isEqualTo(2);
        assertThat(machine.table.opened("dax0.1")).isZero();
    }

    /** Nobody catches the signal of a page that has gone. */
    @Test
    void aTouchOfWhatHasGoneEndsTheProcess() throws Exception {
        run("process start a; process a open /dev/dax0.0; process a mmap 3 0 2M w; process a touch w");
        SmallKernel.unbind(device);
        assertThat(machine.run("process a touch")).isEqualTo(new Ran(135, "SIGBUS BUS_ADRERR at +0x0\n"));
        assertThat(machine.table.running()).isEmpty();
    }

    @Test
    void whoWatchesGetsTheSignalByItself() throws Exception {
        run("process start a; process a open /dev/dax0.0; process a mmap 3 0 2M");
        machine.table.process("a").watching(true);
        machine.table.tick();
        assertThat(machine.table.running()).hasSize(1);
        SmallKernel.unbind(device);
        machine.table.tick();
        assertThat(machine.table.running()).isEmpty();
        assertThat(machine.table.output(1000)).asString().isEqualTo("signal SIGBUS BUS_ADRERR at +0x0 lsb 0\n");
    }

    /** docs/kernel/access.md no. 43: pages that others hold are let go of at the end; where their page map has gone the kernel crashes. */
    @ParameterizedTest
    @CsvSource({"uring, 0", "vmsplice, 1"})
    void killingWhoPinnedWhatHasGoneIsACrashInTheLog(String how, int stuck) throws Exception {
        run("process start a; process a open /dev/dax0.0; process a mmap 3 0 2M w; process a pin " + how);
        SmallKernel.unbind(device);
        machine.table.kill(1000);
        assertThat(machine.log).singleElement().asString().contains("BUG: unable to handle page fault: pages that " + how + " held for a");
        assertThat(machine.table.opened("dax")).as("who crashed in its own call never closes").isEqualTo(stuck);
        machine.table.kill(1000);
        assertThatThrownBy(() -> machine.table.kill(1001)).extracting("errno").isEqualTo(Errno.ESRCH);
    }

    @Test
    void killingWhoPinnedWhatIsThereIsQuiet() throws Exception {
        run("process start a; process a open /dev/dax0.0; process a mmap 3 0 2M w; process a pin vmsplice; kill -9 1000");
        assertThat(machine.log).isEmpty();
        assertThat(machine.table.opened("dax")).isZero();
    }

    /** Long-term pins of a dax device are refused before 6.12; a pipe takes them always. */
    @ParameterizedTest
    @CsvSource({"6.1, uring, 1", "6.12, uring, 0", "6.1, vmsplice, 0", "6.12, vmsplice, 0"})
    void pagesOfADeviceArePinnedForLongSinceSixTwelve(String release, String how, int status) throws Exception {
        machine = new SmallKernel(release);
        machine.dax("dax0.0", DaxFile.DRIVER, RANGE);
        run("process start a; process a open /dev/dax0.0");
        assertThat(machine.run("process a pin " + how).text()).contains("EINVAL");
        run("process a mmap 3 0 2M w");
        assertThat(machine.run("process a pin " + how).status()).isEqualTo(status);
        assertThat(machine.table.process("a").pin()).isEqualTo(status == 0 ? Optional.of(how) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"process", "process list x", "process a", "process start a/b", "process a open", "process a mmap 3 0", "process a dance 1"})
    void whatIsNoCallIsToldHowToCall(String line) throws Exception {
        run("process start a; process a open /dev/dax0.0");
        var ran = machine.run(line);
        assertThat(ran.status()).isIn(1, 2);
        if (ran.status() == 2) {
            assertThat(ran.text()).startsWith("usage: process start NAME");
        }
    }

    @Test
    void killTellsWhatIsNoProcess() throws Exception {
        assertThat(machine.run("kill 77")).isEqualTo(new Ran(1, "kill: can't kill pid 77: No such process\n"));
        assertThat(machine.run("kill abc")).isEqualTo(new Ran(1, "kill: invalid number 'abc'\n"));
        assertThat(machine.run("kill 1234567890").text()).isEqualTo("kill: invalid number '1234567890'\n");
        run("process start a; process start b; kill -TERM 1000 1001");
        assertThat(machine.table.running()).isEmpty();
    }

    /** A machine outlives its program: processes, what they have open and mapped, their numbers. What has become another is not theirs. */
    @Test
    void isThereAgainInTheNextProgram() throws Exception {
        machine.disk("pmem0", 1 << 20);
        run("process start a; process a open /dev/dax0.0; process a mmap 3 0 2M w; process a pin vmsplice; process start b; process b open /dev/pmem0");
        var next = new SmallKernel("6.12");
        next.dax("dax0.0", DaxFile.DRIVER, RANGE);
        next.disk("pmem0", 1 << 20);
        next.restore(new TreeMap<>(machine.kept));
        assertThat(next.run("process list").text()).isEqualTo(machine.run("process list").text());
        assertThat(next.table.holders("dax0.0")).isEqualTo(machine.table.holders("dax0.0"));
        assertThat(next.layer.holders("pmem0")).isEqualTo(machine.layer.holders("pmem0"));
        assertThat(next.run("process start c").text()).isEqualTo("1002\n");

        var later = new SmallKernel("6.12");
        SmallKernel.bind(later.dax("dax0.0", DaxFile.DRIVER, RANGE), DaxFile.DRIVER, 7);
        later.layer.sequence();
        later.disk("pmem0", 1 << 20);
        later.restore(new TreeMap<>(machine.kept));
        assertThat(later.table.process("a").mapped()).singleElement().satisfies(mapped -> assertThat(mapped.mapping().valid()).as("bound anew").isFalse());
        assertThat(later.layer.holders("pmem0")).as("another disk of this name").isEmpty();
    }
}
