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

/** The same as {@link FoundByWalksTest}, where DIMMs are shared by an interleave set and other regions ({@code interleaved}). */
class FoundByWalksOnSharedDimmsTest {

    private static final String UUID_FILE = "/sys/bus/nd/devices/namespace1.0/uuid";

    @TempDir
    private Path place;
    private SimulatedHost host;
    private Performer performer;

    @BeforeEach
    void boot() throws Exception {
        host = Machines.open(place.resolve("state"), RecordedCases.machine(place, "imix-fill"));
        performer = new Performer(host, new Toolbox(), () -> new UUID(4, 4));
        run("ndctl disable-region all; ndctl init-labels -V 1.2 -f all; ndctl enable-region all");
    }

    @AfterEach
    void letGo() {
        host.close();
    }

    private void run(String command) {
        performer.perform(new Action.Exec(command)).orElseThrow();
    }

    private Result write(String value) {
        return performer.perform(new Action.Write(UUID_FILE, value + "\n")).orElseThrow();
    }

    /** Seed 23030: what labels the DIMM has of another region carries no uuid away. */
    @Test
    void aUuidIsGivenForGoodWhereARegionHasNoLabelOfItsOwn() {
        run("ndctl create-namespace -r region0 -m raw -s 64M -u 00000001-1111-2222-3333-444444444441");
        run("ndctl disable-region region1; ndctl enable-region region1");

        assertThat(write("64424ed0-40fc-3edc-91a9-e0e11a4c5c0c")).isEqualTo(new Result.Done(37));
        assertThat(write("afdc46cd-819d-3e7e-95f3-0497de91068f")).isEqualTo(new Result.Failed("EBUSY", "write"));
    }

    @Test
    void aUuidIsChangedWhereTheRegionHasALabel() {
        run("ndctl create-namespace -r region1 -m raw -s 64M -u 00000001-1111-2222-3333-444444444441");
        run("ndctl disable-namespace namespace1.0");

        assertThat(write("afdc46cd-819d-3e7e-95f3-0497de91068f")).isEqualTo(new Result.Done(37));
    }
}
