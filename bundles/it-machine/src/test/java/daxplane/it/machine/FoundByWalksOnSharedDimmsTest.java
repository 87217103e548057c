package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.conform.Step.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same as {@link FoundByWalksTest}, where DIMMs are shared by an interleave set and other regions ({@code interleaved}). */
class FoundByWalksOnSharedDimmsTest {

    private static final String UUID_FILE = "/sys/bus/nd/devices/namespace1.0/uuid";

    @TempDir
    private Path place;
    private Operated machine;

    @BeforeEach
    void boot() throws Exception {
        machine = Operated.boot(place.resolve("state"), RecordedCases.machine(place, "imix-fill"));
        machine.run("ndctl disable-region all; ndctl init-labels -V 1.2 -f all; ndctl enable-region all");
    }

    @AfterEach
    void letGo() {
        machine.close();
    }

    /** Seed 23030: what labels the DIMM has of another region carries no uuid away. */
    @Test
    void aUuidIsGivenForGoodWhereARegionHasNoLabelOfItsOwn() {
        machine.run("ndctl create-namespace -r region0 -m raw -s 64M -u 00000001-1111-2222-3333-444444444441");
        machine.run("ndctl disable-region region1; ndctl enable-region region1");

        assertThat(machine.write(UUID_FILE, "64424ed0-40fc-3edc-91a9-e0e11a4c5c0c")).isEqualTo(new Result.Done(37));
        assertThat(machine.write(UUID_FILE, "afdc46cd-819d-3e7e-95f3-0497de91068f")).isEqualTo(new Result.Failed("EBUSY", "write"));
    }

    @Test
    void aUuidIsChangedWhereTheRegionHasALabel() {
        machine.run("ndctl create-namespace -r region1 -m raw -s 64M -u 00000001-1111-2222-3333-444444444441");
        machine.run("ndctl disable-namespace namespace1.0");

        assertThat(machine.write(UUID_FILE, "afdc46cd-819d-3e7e-95f3-0497de91068f")).isEqualTo(new Result.Done(37));
    }
}
