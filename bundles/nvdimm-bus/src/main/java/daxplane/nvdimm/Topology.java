package daxplane.nvdimm;

import daxplane.kernel.Kernel;
import java.util.List;

/**
 * What a bus provider brings to the nd bus. It follows from the firmware alone, so it is computed again after a restart;
 * providers that are otherwise use {@link DynamicTopology}.
 *
 * @param parentDirectory where the bus device hangs
 */
public record Topology(BusDescription bus, String parentDirectory, List<DimmDescription> dimms, List<RegionDescription> regions) {

    public Topology {
        dimms = List.copyOf(dimms);
        regions = List.copyOf(regions);
    }

    /** Who described the memory. */
    public enum Provider {
        NFIT("ACPI.NFIT", "nfit", "Persistent Memory") {
            @Override
            public Topology topology(Kernel kernel, int number) {
                return NfitTopology.of(kernel, number);
            }
        },
        E820("e820", "nd_e820", "Persistent Memory (legacy)") {
            @Override
            public Topology topology(Kernel kernel, int number) {
                return E820Topology.of(kernel);
            }
        },
        /** Its DIMMs and regions come and go: {@link DynamicTopology}. */
        CXL("CXL", "cxl_pmem", "Persistent Memory") {
            @Override
            public Topology topology(Kernel kernel, int number) {
                throw new IllegalStateException("no firmware tells the DIMMs and regions of " + this);
            }
        };

        private final String text;
        private final String module;
        private final String resource;

        Provider(String text, String module, String resource) {
            this.text = text;
            this.module = module;
            this.resource = resource;
        }

        /** As the attribute provider shows it. */
        public String text() {
            return text;
        }

        /** The module that stays loaded while one of its regions is enabled. */
        public String module() {
            return module;
        }

        /** Name of its ranges in the resource tree. */
        public String resource() {
            return resource;
        }

        /** Whether its DIMMs and regions stand in documents, not in the firmware. */
        boolean isDynamic() {
            return this == CXL;
        }

        /** @param number which of the provider's buses, from 0 */
        public abstract Topology topology(Kernel kernel, int number);
    }
}
