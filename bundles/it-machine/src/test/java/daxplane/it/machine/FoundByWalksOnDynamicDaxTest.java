package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.conform.Step.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same as {@link FoundByWalksTest}, where there is soft-reserved memory ({@code ./verify kernel --walk N SEED 6.12 every-kind}). */
class FoundByWalksOnDynamicDaxTest {

    @TempDir
    private Path place;
    private Operated machine;

    @BeforeEach
    void boot() throws Exception {
        machine = Operated.boot(place.resolve("state"), RecordedCases.machine(place, "hmem-basic"));
    }

    @AfterEach
    void letGo() {
        machine.close();
    }

    /** Seed 8005: the memory is leaked, so the first probe finds its range taken, and leaves its page map to those behind it. */
    @Test
    void aDeviceThatFailedOnceAsDevdaxFailsFromThenOn() {
        machine.run("modprobe kmem");
        assertThat(machine.run("daxctl destroy-device -f dax0.0").err()).contains("Device or resource busy");

        assertThat(machine.run("daxctl create-device").err()).contains("dax0.1: enable failed: Invalid argument");

        assertThat(machine.write("/sys/bus/dax/devices/dax0.1/size", "0")).isEqualTo(new Result.Done(2));
        assertThat(machine.write("/sys/bus/dax/devices/dax0.1/size", "268435456")).isEqualTo(new Result.Done(10));
        assertThat(machine.write("/sys/bus/dax/drivers/device_dax/bind", "dax0.1")).isEqualTo(new Result.Failed("EINVAL", "write"));
    }
}
