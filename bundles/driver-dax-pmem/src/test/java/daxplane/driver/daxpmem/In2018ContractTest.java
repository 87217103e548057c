package daxplane.driver.daxpmem;

import daxplane.driver.btt.BttModule;
import daxplane.driver.kmem.DaxKmemModule;
import daxplane.block.BlockModule;
import daxplane.driver.pmem.PmemModule;
import daxplane.kernel.testing.TestMachine;
import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;
import org.junit.jupiter.api.Nested;

/** The drivers of the scheme of 2018: on the nd bus, with lists of ids, and a class where later there is a bus. docs/kernel/drivers.md 2.2 and 3.8. */
class In2018ContractTest {

    /** {@code nd_pmem} finds the device again after a boot. */
    private static TestMachine.Builder machine() {
        return DaxPmemContractTest.machine().profile("nd-2018").module(new BlockModule()).module(new BttModule()).module(new PmemModule())
                .module(new DaxPmemModule());
    }

    private static void claim(TestMachine machine) {
        machine.write("/sys/bus/nd/drivers/nd_pmem/unbind", "namespace0.0\n");
        DaxPmemContractTest.claim(machine);
    }

    private static Candidate onNamespace(Candidate candidate) {
        return candidate.reserving(DaxPmemContractTest.RANGE)
                .leavingWhen(machine -> machine.write("/sys/bus/nd/drivers/nd_region/unbind", "region0\n"));
    }

    @Nested
    class DaxPmem extends DriverContract {

        @Override
        protected Candidate candidate() {
            return onNamespace(Candidate.of(DaxPmemModule::new, "dax_pmem", "dax0.0", In2018ContractTest::machine).after("nd_e820", "nd_pmem")
                    .prepared(In2018ContractTest::claim));
        }
    }

    /** The first form of kmem: {@code dax_pmem} has the device before, and its memory never comes back. */
    @Nested
    class DaxKmem extends DriverContract {

        private static void bindToDaxPmem(TestMachine machine) {
            claim(machine);
            machine.write("/sys/bus/nd/drivers/dax_pmem/bind", "dax0.0\n");
        }

        @Override
        protected Candidate candidate() {
            return onNamespace(Candidate.of(DaxKmemModule::new, "dax_kmem", "dax0.0", In2018ContractTest::machine)
                    .after("nd_e820", "nd_pmem", "dax_pmem").prepared(DaxKmem::bindToDaxPmem).keepingMemory());
        }
    }
}
