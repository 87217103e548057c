package daxplane.fuzz;

import daxplane.block.BlockModule;
import daxplane.dax.DaxModule;
import daxplane.driver.btt.BttModule;
import daxplane.driver.daxpmem.DaxPmemModule;
import daxplane.driver.label.LabelModule;
import daxplane.driver.pmem.PmemModule;
import daxplane.kernel.Firmware.Nfit;
import daxplane.kernel.Firmware;
import daxplane.kernel.firmware.NfitTable;
import daxplane.kernel.firmware.UnusableFile;
import daxplane.kernel.media.Dimm;
import daxplane.kernel.memory.MemoryModule;
import daxplane.kernel.testing.TestMachine;
import daxplane.nvdimm.LibnvdimmModule;
import daxplane.nvdimm.NfitModule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A machine in memory that boots with a table that parses: its ranges may overlap, its mappings lead nowhere. */
final class NfitMachine {

    private static final int MOST_DIMMS = 8;
    private static final long LARGEST_DIMM = 4L << 30;
    private static final int PAGE = 4096;
    private static final int LABEL_BYTES = 4096;

    private NfitMachine() {
    }

    /** @throws AssertionError a driver failed otherwise than with an errno */
    static Nfit boot(byte[] table) throws UnusableFile {
        Nfit nfit = NfitTable.parse("NFIT.bin", table);
        var firmware = new Firmware(Optional.of(nfit), List.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), Map.of());
        List<Long> capacities = capacities(firmware, nfit);
        if (capacities.size() <= MOST_DIMMS && capacities.stream().allMatch(bytes -> bytes <= LARGEST_DIMM)) {
            var builder = TestMachine.with().firmware(firmware)
                    .module(new MemoryModule()).module(new DaxModule()).module(new LabelModule()).module(new LibnvdimmModule()).module(new NfitModule())
                    .module(new BlockModule()).module(new PmemModule()).module(new BttModule()).module(new DaxPmemModule());
            capacities.forEach(bytes -> builder.dimm(bytes, LABEL_BYTES));
            builder.boot("nfit", "nd_pmem", "nd_btt", "dax_pmem").breach().ifPresent(breach -> {
                throw new AssertionError("a driver failed: " + breach);
            });
        }
        return nfit;
    }

    /** Of the DIMMs, and behind them of the ranges that have none, in the order of the map; those may end within a word, as a machine's definition has it. */
    private static List<Long> capacities(Firmware firmware, Nfit nfit) {
        var dimms = nfit.dimms().stream().map(dimm -> capacity(nfit, dimm));
        var ranges = firmware.withoutDevices().stream().map(range -> Dimm.capacityFor(range.bytes()));
        return Stream.concat(dimms, ranges).toList();
    }

    /** As large as its mappings say: media that are smaller are refused before a machine boots. */
    private static long capacity(Nfit nfit, long dimm) {
        long end = nfit.mappings().stream().filter(mapping -> mapping.handle() == dimm).mapToLong(mapping -> mapping.dpaStart() + mapping.bytes())
                .max().orElse(0);
        return Math.max(PAGE, (end + PAGE - 1) / PAGE * PAGE);
    }
}
