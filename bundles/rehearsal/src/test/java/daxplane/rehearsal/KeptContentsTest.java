package daxplane.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import daxplane.host.BlockMedia;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.LabelAreas;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Info blocks and labels are kept before they are written over; the data of a namespace never is. */
class KeptContentsTest {

    private static final int MOST = 64 << 10;

    private final Host host = mock(Host.class);
    private final BlockMedia media = mock(BlockMedia.class);
    private final BlockMedia.Device disk = mock(BlockMedia.Device.class);
    private final LabelAreas labels = mock(LabelAreas.class);

    @BeforeEach
    void onesEverywhere() throws HostException {
        when(host.blockMedia()).thenReturn(media);
        when(host.labelAreas()).thenReturn(labels);
        when(media.openExclusive("pmem0")).thenReturn(disk);
        when(disk.read(anyLong(), anyInt())).thenAnswer(call -> ones(call.getArgument(1)));
        when(labels.read(any(), anyInt(), anyInt())).thenAnswer(call -> ones(call.getArgument(2)));
    }

    private static byte[] ones(int length) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) 1);
        return bytes;
    }

    @Test
    void whatStoodThereIsPutBackWhereItStood() throws Exception {
        assertThat(KeptContents.of(new Effect.WriteLabelArea("nmem0", 256, new byte[128]), host)).containsExactly(new Effect.WriteLabelArea("nmem0", 256, ones(128)));
        assertThat(KeptContents.of(new Effect.WriteMedia("pmem0", 4096, new byte[512]), host)).containsExactly(new Effect.WriteMedia("pmem0", 4096, ones(512)));
        assertThat(KeptContents.of(new Effect.ZeroMedia("pmem0", 8192, MOST), host)).containsExactly(new Effect.WriteMedia("pmem0", 8192, ones(MOST)));
        verify(disk).read(4096, 512);
        verify(disk, org.mockito.Mockito.times(2)).close();
    }

    @Test
    void whatIsWrittenAsItStandsNeedsNoWayBack() {
        for (Effect effect : List.of(new Effect.WriteLabelArea("nmem0", 0, ones(16)), new Effect.WriteMedia("pmem0", 0, ones(16)))) {
            assertThat(KeptContents.reversal(effect, host)).isEqualTo(Reversal.NOTHING);
        }
    }

    @Test
    void zeroingZerosNeedsNoWayBack() throws Exception {
        when(disk.read(anyLong(), anyInt())).thenAnswer(call -> new byte[call.<Integer>getArgument(1)]);
        assertThat(KeptContents.reversal(new Effect.ZeroMedia("pmem0", 0, 16), host)).isEqualTo(Reversal.NOTHING);
    }

    @Test
    void moreThanAnInfoBlockIsNotEvenRead() throws Exception {
        for (Effect effect : List.of(new Effect.WriteMedia("pmem0", 0, new byte[MOST + 1]), new Effect.ZeroMedia("pmem0", 0, MOST + 1),
                new Effect.WriteLabelArea("nmem0", 0, new byte[MOST + 1]))) {
            assertThat(KeptContents.reversal(effect, host)).isEqualTo(new Reversal.Impossible("what stood there is overwritten"));
            assertThat(KeptContents.of(effect, host)).isEmpty();
        }
        verify(media, never()).openExclusive(any());
        verify(labels, never()).read(any(), anyInt(), anyInt());
    }

    @Test
    void whatCannotBeReadIsSaid() throws Exception {
        when(media.openExclusive("pmem1")).thenThrow(new HostException(Errno.EBUSY, FailedCall.OPEN, "/dev/pmem1"));
        assertThat(KeptContents.reversal(new Effect.WriteMedia("pmem1", 0, new byte[1]), host))
                .isInstanceOfSatisfying(Reversal.Impossible.class, why -> assertThat(why.because()).startsWith("what stands there cannot be read: ").contains("EBUSY"));
    }

    @Test
    void nothingElseWritesOverBytes() {
        for (Effect effect : List.of(new Effect.LoadModule("kmem"), new Effect.WriteAttribute("/sys/x", "1\n"), new Effect.Reboot())) {
            assertThat(KeptContents.of(effect, host)).isEmpty();
        }
    }
}
