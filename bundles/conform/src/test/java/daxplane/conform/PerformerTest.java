package daxplane.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import daxplane.host.Attributes;
import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.tools.Toolbox;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A real kernel that takes memory offline looks for a signal in each round: who is impatient with it gets EINTR for an answer. */
class PerformerTest {

    private static final String STATE = "/sys/devices/system/memory/memory33/state";

    @Test
    void givesAnEffectTheTimeThatItTakes() throws Exception {
        Host host = mock();
        Attributes attributes = mock();
        when(host.attributes()).thenReturn(attributes);
        when(attributes.write(eq(STATE), eq("offline\n"), any())).thenReturn(8);

        var answer = new Performer(host, new Toolbox(), UUID::randomUUID).perform(new Step.Action.Write(STATE, "offline\n"));

        assertThat(answer).contains(new Step.Result.Done(8));
        verify(attributes).write(STATE, "offline\n", Cancellation.NEVER);
    }

    /** Sizes are another build's; they are right-aligned, and no two are equally wide. */
    @Test
    void lsmodTellsASizeOfAnyWidth() throws Exception {
        Host host = mock();
        Attributes attributes = mock();
        when(host.attributes()).thenReturn(attributes);
        when(attributes.read("/proc/modules")).thenReturn("kmem 0 0 - Live 0x0\nlibnvdimm 0 2 nfit,nd_pmem, Live 0x0\n");

        var answer = new Performer(host, new Toolbox(), UUID::randomUUID).perform(new Step.Action.Exec("lsmod"));

        assertThat(answer.orElseThrow()).isInstanceOfSatisfying(Step.Result.Ended.class, ended -> {
            assertThat(Wildcard.matches("Module                  Size  Used by    Tainted: G  \nkmem                   16384  0 \n"
                    + "libnvdimm             204800  2 nfit,nd_pmem\n", ended.out())).isTrue();
            assertThat(Wildcard.matches("Module                  Size  Used by    Tainted: G  \nkmem                   16384  1 \n"
                    + "libnvdimm             204800  2 nfit,nd_pmem\n", ended.out())).isFalse();
        });
    }

    /** As BusyBox's shell says it; and what only the kernel makes is no effect that anybody could journal. */
    @Test
    void aFileThatOnlyTheKernelMakesIsNotWritten() throws Exception {
        Host host = mock();
        Attributes attributes = mock();
        when(host.attributes()).thenReturn(attributes);
        when(attributes.kind("/sys/bus/dax")).thenReturn(Attributes.Kind.DIRECTORY);
        when(attributes.kind("/sys/bus/dax/nosuch")).thenReturn(Attributes.Kind.ABSENT);
        when(attributes.realPath("/sys/bus/dax")).thenReturn("/sys/bus/dax");
        when(attributes.realPath("/sys/bus/dax/nosuch")).thenThrow(new HostException(Errno.ENOENT, FailedCall.READ_LINK, "/sys/bus/dax/nosuch"));

        assertThat(said(host, "echo x > /sys/bus/dax/nosuch")).isEqualTo("sh: can't create /sys/bus/dax/nosuch: Permission denied\n");
        assertThat(said(host, "echo x > /sys/bus/dax/nosuch/y")).isEqualTo("sh: can't create /sys/bus/dax/nosuch/y: nonexistent directory\n");
        assertThat(said(host, "echo x > /sys/bus/dax/nosuch/")).isEqualTo("sh: can't create /sys/bus/dax/nosuch/: Is a directory\n");
        verify(attributes, never()).write(any(), any(), any());
    }

    private static String said(Host host, String command) {
        var answer = new Performer(host, new Toolbox(), UUID::randomUUID).perform(new Step.Action.Exec(command));
        return ((Step.Result.Ended) answer.orElseThrow()).err();
    }

    /** As daxctl offline-memory that waits for pages: the signal ends the tool before it can say anything. */
    @Test
    void timeoutEndsAToolThatBlocksWithoutAWordOfIt() throws Exception {
        Host host = mock();
        Attributes attributes = mock();
        when(host.attributes()).thenReturn(attributes);
        when(attributes.list("/sys/class/nd")).thenReturn(List.of("ndctl0"));
        when(attributes.realPath("/sys/class/nd/ndctl0/device")).thenReturn("/sys/devices/ndbus0");
        when(attributes.kind("/sys/devices/ndbus0/nfit/revision")).thenReturn(Attributes.Kind.FILE);
        when(attributes.realPath("/sys/devices/ndbus0/nfit/scrub")).thenReturn("/sys/devices/ndbus0/nfit/scrub");
        when(attributes.write(any(), any(), any())).thenThrow(new HostException(Errno.EINTR, FailedCall.WRITE, "/sys/devices/ndbus0/nfit/scrub"));

        var answer = new Performer(host, new Toolbox(), UUID::randomUUID).perform(new Step.Action.Exec("timeout 20 ndctl start-scrub; echo $?"));

        assertThat(answer).contains(new Step.Result.Ended(0, "143\n", ""));
    }
}
