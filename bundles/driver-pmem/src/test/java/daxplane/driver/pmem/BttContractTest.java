package daxplane.driver.pmem;

import daxplane.driver.btt.BttModule;
import daxplane.inventory.AddressRange;
import daxplane.kernel.testing.TestMachine;
import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;
import org.junit.jupiter.api.Nested;

/** A disk in sector mode: nd_pmem drives it, nd_btt translates its blocks. Each of the two is exchanged under it. */
class BttContractTest {

    /** Small: every machine of the rules writes a map of its own. */
    private static final AddressRange RANGE = AddressRange.ofSize(4L << 30, 64L << 20);

    private static TestMachine.Builder machine() {
        return PmemContractTest.machine(RANGE);
    }

    /** What ndctl create-namespace --mode=sector writes before it binds. */
    private static void claim(TestMachine machine) {
        String device = "/sys/bus/nd/devices/btt0.0/";
        machine.write(device + "uuid", "11111111-2222-3333-4444-555555555555\n");
        machine.write(device + "sector_size", "4096\n");
        machine.write(device + "namespace", "namespace0.0\n");
    }

    private static Candidate onSectors(Candidate candidate) {
        return candidate.after("nd_e820").prepared(BttContractTest::claim).reserving(RANGE)
                .leavingWhen(machine -> machine.write("/sys/bus/nd/drivers/nd_region/unbind", "region0\n"));
    }

    @Nested
    class Translation extends DriverContract {

        @Override
        protected Candidate candidate() {
            return onSectors(Candidate.of(BttModule::new, "nd_pmem", "btt0.0", BttContractTest::machine).usedBy(PmemModule::new));
        }
    }

    @Nested
    class Disk extends DriverContract {

        @Override
        protected Candidate candidate() {
            return onSectors(Candidate.of(PmemModule::new, "nd_pmem", "btt0.0", BttContractTest::machine));
        }
    }
}
