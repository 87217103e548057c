package daxplane.conform.machine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A recorded case's machine, as {@code case.json} describes it; sizes and addresses in bytes.
 *
 * @param kernel      {@code 6.12}, {@code 6.1}
 * @param ram         half of it on node 0, half on node 1
 * @param chipset     {@code q35}, {@code pc}: they differ in how much RAM lies below 4 GiB
 * @param nfit        interleaving that the monitor itself cannot make; empty: each DIMM is a region
 * @param cxlDevices  memory devices behind one CXL host bridge, each on a root port of its own
 * @param parameters  kernel parameters
 * @param modules     loaded at boot, in this order
 */
public record MachineForm(String name, String kernel, long ram, String chipset, List<Dimm> dimms, Optional<Layout> nfit, int cxlDevices, Set<String> parameters,
        List<String> modules) {

    /** Loaded where a case names none. */
    private static final String USUAL_MODULES = "nfit,nd_e820,nd_pmem,nd_btt,dax_pmem,device_dax";

    /** @param address where it is put; empty: behind the one before */
    public record Dimm(long bytes, int labelBytes, int node, Optional<Long> address, boolean unarmed) {
    }

    /** @param capabilities of the platform */
    public record Layout(List<Integer> handles, Optional<Integer> capabilities, List<Region> regions) {
    }

    public record Region(long start, long bytes, int node, List<Mapping> mappings) {
    }

    public record Mapping(int handle, long dpa, long bytes) {
    }

    /** @throws IOException it is not described in this way, with what is wrong */
    public static MachineForm of(Map<String, Object> description) throws IOException {
        try {
            return read(description);
        } catch (ClassCastException | NullPointerException | IndexOutOfBoundsException strange) {
            throw new IOException("case.json does not describe a machine: " + strange.getMessage(), strange);
        }
    }

    @SuppressWarnings("unchecked") // a wrong shape is a ClassCastException, which the caller tells
    private static MachineForm read(Map<String, Object> description) throws IOException {
        var machine = (Map<String, Object>) description.get("machine_def");
        if (machine == null) {
            throw new IOException("case.json has no machine_def");
        }
        var dimms = new ArrayList<Dimm>();
        for (var dimm : (List<Map<String, Object>>) machine.get("dimms")) {
            int label = (int) number(dimm.get("label"));
            dimms.add(new Dimm(number(dimm.get("file_size")) - label, label, (int) number(dimm.get("node")),
                    Optional.ofNullable(dimm.get("addr")).map(MachineForm::number), Boolean.TRUE.equals(dimm.get("unarmed"))));
        }
        var parameters = new LinkedHashSet<String>();
        for (Object part : new Object[] {machine.get("append"), description.get("append")}) {
            if (part instanceof String words && !words.isBlank()) {
                parameters.addAll(List.of(words.strip().split("\\s+")));
            }
        }
        String modules = description.get("mods") instanceof String own ? own : machine.get("mods") instanceof String usual ? usual : USUAL_MODULES;
        var nfit = Optional.ofNullable((Map<String, Object>) machine.get("nfit"));
        return new MachineForm(String.valueOf(description.get("machine")), String.valueOf(description.get("kernel")), number(machine.get("ram")),
                machine.get("chipset") instanceof String chipset ? chipset : "q35", List.copyOf(dimms), nfit.map(MachineForm::layout),
                machine.get("cxl") == null ? 0 : (int) number(machine.get("cxl")), parameters,
                modules.equals("none") ? List.of() : List.of(modules.split(",")));
    }

    @SuppressWarnings("unchecked") // as above
    private static Layout layout(Map<String, Object> nfit) {
        var regions = new ArrayList<Region>();
        for (var region : (List<List<Object>>) nfit.get("regions")) {
            var mappings = ((List<List<Object>>) region.get(3)).stream()
                    .map(mapping -> new Mapping((int) number(mapping.get(0)), number(mapping.get(1)), number(mapping.get(2)))).toList();
            regions.add(new Region(number(region.get(0)), number(region.get(1)), (int) number(region.get(2)), mappings));
        }
        return new Layout(((List<Object>) nfit.get("handles")).stream().map(handle -> (int) number(handle)).toList(),
                Optional.ofNullable(nfit.get("caps")).map(caps -> (int) number(caps)), List.copyOf(regions));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
