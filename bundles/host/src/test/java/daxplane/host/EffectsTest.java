package daxplane.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.doThrow;

import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EffectsTest {

    private final Host host = mock();
    private final Attributes attributes = mock();
    private final Modules modules = mock();
    private final BlockMedia media = mock();

    @Test
    void tellsTheKernelsAnswer() throws HostException {
        when(host.attributes()).thenReturn(attributes);
        when(attributes.write("/sys/x", "1\n", Cancellation.NEVER)).thenReturn(2);

        assertThat(Effects.perform(host, new Effect.WriteAttribute("/sys/x", "1\n"), Cancellation.NEVER)).isEqualTo(new EffectResult.Done(2));
    }

    @Test
    void aRefusalIsAValueThatKeepsErrnoAndStage() throws HostException {
        when(host.modules()).thenReturn(modules);
        doThrow(new HostException(Errno.ENOENT, FailedCall.LOAD_MODULE, "nix")).when(modules).load("nix");

        assertThat(Effects.perform(host, new Effect.LoadModule("nix"), Cancellation.NEVER))
                .isEqualTo(new EffectResult.Failed(Errno.ENOENT, FailedCall.LOAD_MODULE));
    }

    @Test
    void closesMediaAlsoWhenTheyCanNotBeWritten() throws HostException {
        BlockMedia.Device device = mock();
        when(host.blockMedia()).thenReturn(media);
        when(media.openExclusive("pmem0")).thenReturn(device);
        doThrow(new HostException(Errno.EIO, FailedCall.WRITE, "/dev/pmem0")).when(device).write(4096L, new byte[512]);

        assertThat(Effects.perform(host, new Effect.ZeroMedia("pmem0", 4096, 512), Cancellation.NEVER))
                .isEqualTo(new EffectResult.Failed(Errno.EIO, FailedCall.WRITE));
        verify(device).close();
    }

    @Test
    void onlyASimulatedMachineHasAPowerSwitch() throws HostException {
        Power power = mock();
        when(host.power()).thenReturn(Optional.empty(), Optional.of(power), Optional.of(power));

        assertThat(Effects.perform(host, new Effect.Reboot(), Cancellation.NEVER)).isEqualTo(new EffectResult.Failed(Errno.EOPNOTSUPP, FailedCall.POWER));
        assertThat(Effects.perform(host, new Effect.Reboot(), Cancellation.NEVER)).isEqualTo(new EffectResult.Done(0));
        assertThat(Effects.perform(host, new Effect.PowerLoss(), Cancellation.NEVER)).isEqualTo(new EffectResult.Done(0));
        var order = inOrder(power);
        order.verify(power).reboot();
        order.verify(power).powerLoss();
    }

    @Test
    void writesLabelAreasAndUnloadsModules() throws HostException {
        LabelAreas labels = mock();
        when(host.labelAreas()).thenReturn(labels);
        when(host.modules()).thenReturn(modules);

        assertThat(Effects.perform(host, new Effect.WriteLabelArea("nmem0", 256, new byte[16]), Cancellation.NEVER)).isEqualTo(new EffectResult.Done(16));
        assertThat(Effects.perform(host, new Effect.UnloadModule("kmem"), Cancellation.NEVER)).isEqualTo(new EffectResult.Done(0));
        verify(labels).write(any(), org.mockito.ArgumentMatchers.eq(256), any());
        verify(modules).unload("kmem");
    }

    @Test
    void everyEffectReadsAsWhatAnAdministratorCouldType() {
        assertThat(new Effect.WriteAttribute("/sys/bus/dax/drivers/kmem/new_id", "dax0.0\n").typed()).isEqualTo("echo dax0.0 > /sys/bus/dax/drivers/kmem/new_id");
        assertThat(new Effect.WriteAttribute("/sys/x", "dax0.0").typed()).isEqualTo("echo -n dax0.0 > /sys/x");
        assertThat(new Effect.WriteAttribute("/sys/x", "dax0.0\0").typed()).isEqualTo("printf 'dax0.0\\000' > /sys/x");
        assertThat(new Effect.WriteAttribute("/sys/x", "").typed()).isEqualTo("echo -n  > /sys/x");
        assertThat(new Effect.UnloadModule("kmem").typed()).isEqualTo("modprobe -r kmem");
        assertThat(new Effect.WriteLabelArea("nmem0", 0, new byte[] {1})).isEqualTo(new Effect.WriteLabelArea("nmem0", 0, new byte[] {1}))
                .hasSameHashCodeAs(new Effect.WriteLabelArea("nmem0", 0, new byte[] {1}))
                .isNotEqualTo(new Effect.WriteLabelArea("nmem0", 0, new byte[] {2}));
    }

    @Test
    void aCancellationTellsWhoListens() {
        var told = new ArrayList<String>();
        var cancellation = new Cancellation();
        cancellation.onCancel(() -> told.add("first"));
        cancellation.onCancel(() -> told.add("closed")).close();
        cancellation.cancel();
        cancellation.onCancel(() -> told.add("late"));

        assertThat(told).containsExactly("first", "late");
        assertThat(cancellation.cancelled()).isTrue();
        assertThatThrownBy(Cancellation.NEVER::cancel).isInstanceOf(IllegalStateException.class);
    }
}
