package daxplane.it.kernel.inside;

import daxplane.inventory.DeviceUse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Effects;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.linux.LinuxHost;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the Linux host does on the two-socket machine and nowhere else; runs inside of a guest, as root. */
class LinuxHostInside {

    private static final String MEMORY = "/sys/devices/system/memory";
    private static final String DAX = "/sys/bus/dax/drivers";

    private LinuxHost host;
    private String policy;

    @BeforeEach
    void open() throws HostException {
        host = LinuxHost.open();
        policy = host.attributes().read(MEMORY + "/auto_online_blocks");
        host.changes().settle(Duration.ofSeconds(60));
    }

    @AfterEach
    void close() throws HostException {
        host.attributes().write(MEMORY + "/auto_online_blocks", policy, Cancellation.NEVER);
        host.close();
    }

    @Test
    void readsLabelAreasThroughTheConfigDataCalls() throws HostException {
        assertThat(host.labelAreas().size("nmem0").areaBytes()).isEqualTo(131072);
        byte[] index = host.labelAreas().read("nmem0", 0, 131072);

        assertThat(new String(index, 0, 15)).isEqualTo("NAMESPACE_INDEX");
        assertThat(host.labelAreas().read("nmem0", 256, 15)).isEqualTo("NAMESPACE_INDEX".getBytes());
    }

    @Test
    void refusesLabelCallsAsTheKernelDoes() throws HostException {
        assertThatThrownBy(() -> host.labelAreas().size("nmem2")).satisfies(isFailure(Errno.ENOTTY, FailedCall.IOCTL));
        byte[] index = host.labelAreas().read("nmem0", 0, 256);
        assertThatThrownBy(() -> host.labelAreas().write("nmem0", 0, index)).satisfies(isFailure(Errno.EBUSY, FailedCall.IOCTL));
        assertThatThrownBy(() -> host.labelAreas().read("nmem0", 131072, 1)).satisfies(isFailure(Errno.EINVAL, FailedCall.IOCTL));
    }

    @Test
    void writesLabelAreasOfAnIdleDimm() throws HostException {
        String regions = "/sys/bus/nd/drivers/nd_region";
        perform(new Effect.WriteAttribute(regions + "/unbind", "region2\n"));
        byte[] area = host.labelAreas().read("nmem1", 0, 131072);
        try {
            host.labelAreas().write("nmem1", 0, area);
            assertThat(host.labelAreas().read("nmem1", 0, 131072)).isEqualTo(area);
        } finally {
            perform(new Effect.WriteAttribute(regions + "/bind", "region2\n"));
            host.changes().settle(Duration.ofSeconds(60));
        }
    }

    @Test
    void opensBlockDevicesExclusively() throws HostException {
        try (var scratch = host.blockMedia().openExclusive("pmem0.3")) {
            assertThat(scratch.bytes()).isEqualTo(32L << 20);
            byte[] before = scratch.read(4096, 4096);
            byte[] other = new byte[4096];
            other[0] = (byte) ~before[0];
            scratch.write(4096, other);
            assertThat(scratch.read(4096, 4096)).isEqualTo(other);
            scratch.write(4096, before);
            assertThatThrownBy(() -> host.blockMedia().openExclusive("pmem0.3")).satisfies(isFailure(Errno.EBUSY, FailedCall.OPEN));
            assertThatThrownBy(() -> scratch.read(32L << 20, 512)).satisfies(isFailure(Errno.EINVAL, FailedCall.READ));
            assertThat(host.holders().of("pmem0.3")).extracting(Holders.Holder::kind).contains(DeviceUse.Kind.OPEN);
        }
        assertThat(host.holders().of("pmem0.3")).isEmpty();
    }

    @Test
    void tellsWhatABindTouched() throws HostException {
        long mark = host.changes().mark();
        perform(new Effect.WriteAttribute(DAX + "/device_dax/unbind", "dax0.0\n"));
        try {
            var touched = host.changes().since(mark);

            assertThat(touched.complete()).isTrue();
            assertThat(touched.paths()).contains("/proc/iomem", host.attributes().realPath("/sys/bus/dax/devices/dax0.0"));
        } finally {
            perform(new Effect.WriteAttribute(DAX + "/device_dax/bind", "dax0.0\n"));
        }
    }

    /** Memory whose pages somebody holds never goes offline; the one who asked for it can be called back. */
    @Test
    @Timeout(120)
    void aPinnedBlockKeepsOffliningUntilItIsCancelled() throws Exception {
        perform(new Effect.WriteAttribute(MEMORY + "/auto_online_blocks", "offline\n"));
        perform(new Effect.LoadModule("kmem"));
        perform(new Effect.WriteAttribute(DAX + "/device_dax/unbind", "dax0.0\n"));
        perform(new Effect.WriteAttribute(DAX + "/kmem/new_id", "dax0.0\n"));
        perform(new Effect.WriteAttribute(MEMORY + "/memory33/state", "online_movable\n"));
        try (var _ = PinnedMemory.on(2)) {
            var cancellation = new Cancellation();
            var answer = new CompletableFuture<EffectResult>();
            Thread.ofPlatform().start(() -> answer.complete(
                    Effects.perform(host, new Effect.WriteAttribute(MEMORY + "/memory33/state", "offline\n"), cancellation)));
            awaitGoingOffline();

            cancellation.cancel();

            assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(new EffectResult.Failed(Errno.EINTR, FailedCall.WRITE));
            assertThat(host.attributes().read(MEMORY + "/memory33/state")).isEqualTo("online\n");
        } finally {
            perform(new Effect.WriteAttribute(MEMORY + "/memory33/state", "offline\n"));
            perform(new Effect.WriteAttribute(DAX + "/kmem/unbind", "dax0.0\n"));
            perform(new Effect.WriteAttribute(DAX + "/kmem/remove_id", "dax0.0\n"));
            perform(new Effect.WriteAttribute(DAX + "/device_dax/bind", "dax0.0\n"));
        }
    }

    private void awaitGoingOffline() throws HostException {
        while (!host.attributes().read(MEMORY + "/memory33/state").equals("going-offline\n")) {
            Thread.onSpinWait();
        }
    }

    private void perform(Effect effect) {
        assertThat(Effects.perform((Host) host, effect, Cancellation.NEVER)).as(effect.typed()).isInstanceOf(EffectResult.Done.class);
    }

    private static org.assertj.core.api.ThrowingConsumer<Throwable> isFailure(Errno errno, FailedCall stage) {
        return failure -> {
            assertThat(failure).isInstanceOf(HostException.class);
            assertThat(((HostException) failure).errno()).isEqualTo(errno);
            assertThat(((HostException) failure).stage()).isEqualTo(stage);
        };
    }
}
