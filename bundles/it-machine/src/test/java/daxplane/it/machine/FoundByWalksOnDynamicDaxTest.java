package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.conform.Performer;
import daxplane.conform.Step.Action;
import daxplane.conform.Step.Result;
import daxplane.machine.host.SimulatedHost;
import daxplane.tools.Toolbox;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same as {@link FoundByWalksTest}, where there is soft-reserved memory ({@code ./verify kernel --walk N SEED 6.12 every-kind}). */
class FoundByWalksOnDynamicDaxTest {

    @TempDir
    private Path place;
    private SimulatedHost host;
    private Performer performer;

    @BeforeEach
    void boot() throws Exception {
        host = Machines.open(place.resolve("state"), RecordedCases.machine(place, "hmem-basic"));
        performer = new Performer(host, new Toolbox(), () -> new UUID(4, 4));
    }

    @AfterEach
    void letGo() {
        host.close();
    }

    private Result.Ended run(String command) {
        return (Result.Ended) performer.perform(new Action.Exec(command)).orElseThrow();
    }

    private Result write(String path, String value) {
        return performer.perform(new Action.Write(path, value + "\n")).orElseThrow();
    }

    /** Seed 8005: the memory is leaked, so the first probe finds its range taken, and leaves its page map to those behind it. */
    @Test
    void aDeviceThatFailedOnceAsDevdaxFailsFromThenOn() {
        run("modprobe kmem");
        assertThat(run("daxctl destroy-device -f dax0.0").err()).contains("Device or resource busy");

        assertThat(run("daxctl create-device").err()).contains("dax0.1: enable failed: Invalid argument");

        assertThat(write("/sys/bus/dax/devices/dax0.1/size", "0")).isEqualTo(new Result.Done(2));
        assertThat(write("/sys/bus/dax/devices/dax0.1/size", "268435456")).isEqualTo(new Result.Done(10));
        assertThat(write("/sys/bus/dax/drivers/device_dax/bind", "dax0.1")).isEqualTo(new Result.Failed("EINVAL", "write"));
    }
}
