package daxplane.it.machine;

import daxplane.conform.machine.DefinitionWriter;
import daxplane.conform.machine.MachineForm;
import daxplane.conform.machine.MachineForm.Dimm;
import daxplane.conform.machine.MachineForm.Layout;
import daxplane.conform.machine.MachineForm.Mapping;
import daxplane.conform.machine.MachineForm.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A machine with one to three regions of persistent memory, each of one to three DIMMs, of random sizes, nodes and kernels, with
 * label areas of random sizes.
 *
 * @param text for messages
 */
record RandomMachine(MachineForm form, String labelVersion, String text) {

    private static final long MIB = 1 << 20;
    private static final long GIB = 1L << 30;
    /** RAM ends here, and the DIMMs begin at 4 GiB. */
    private static final long RAM = 2 * GIB;
    private static final long FIRST_DIMM = 4 * GIB;
    private static final long[] DIMM_SIZES = {256 * MIB, 512 * MIB, 768 * MIB, GIB, 512 * MIB + 16 * MIB, 640 * MIB};
    private static final int[] LABEL_SIZES = {4096, 128 << 10, 256 << 10};

    static RandomMachine of(Random random) {
        List<Dimm> dimms = new ArrayList<>();
        List<Region> regions = new ArrayList<>();
        List<Integer> handles = new ArrayList<>();
        long at = FIRST_DIMM;
        int count = random.nextInt(1, 4);
        for (int region = 0; region < count; region++) {
            int ways = random.nextInt(1, 4);
            long bytes = DIMM_SIZES[random.nextInt(DIMM_SIZES.length)];
            int node = random.nextInt(4);
            List<Mapping> mappings = new ArrayList<>();
            for (int i = 0; i < ways; i++) {
                handles.add(handles.size() + 1);
                dimms.add(new Dimm(bytes, LABEL_SIZES[random.nextInt(LABEL_SIZES.length)], node, Optional.of(at + i * bytes), false));
                mappings.add(new Mapping(handles.getLast(), 0, bytes));
            }
            regions.add(new Region(at, ways * bytes, node, mappings));
            at += (ways * bytes + GIB - 1) / GIB * GIB;
        }
        MachineForm form = new MachineForm("random", random.nextInt(4) == 0 ? "6.1" : "6.12", RAM, "q35", dimms,
                Optional.of(new Layout(handles, Optional.empty(), regions)), 0, Set.of(), List.of("nfit", "nd_pmem", "nd_btt", "dax_pmem", "device_dax"));
        String version = random.nextInt(3) == 0 ? "1.1" : "1.2";
        return new RandomMachine(form, version, "kernel " + form.kernel() + ", labels " + version + ", " + regions);
    }

    /** Into an empty folder. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        new DefinitionWriter(form, Map.of("iomem", "00001000-7fffffff : System RAM", "zone/node0/DMA32/managed_pages", "244284",
                "memory/auto_online_blocks", "offline"), List.of()).write(folder);
    }
}
