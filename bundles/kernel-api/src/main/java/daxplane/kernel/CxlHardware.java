package daxplane.kernel;

import daxplane.inventory.AddressRange;
import java.util.List;
import java.util.Map;

/**
 * CXL memory of a machine: what the firmware's CEDT and the devices themselves would tell, from machine properties.
 *
 * <pre>
 *   cxl.bridge0.bus = 0c                         # a host bridge, by its PCI bus; its number is that of the bus
 *   cxl.window0.range = a90000000-b8fffffff      # physical addresses that lead to bridges, as /proc/iomem writes them
 *   cxl.window0.bridges = 0                      # in turn, when there are several; all of them when nothing is said
 *   cxl.memory0.bridge = 0                       # a device, on a root port of its own; bridge 0 when nothing is said
 *   cxl.memory0.bus = 0d                         # PCI bus behind that root port
 *   cxl.memory0.pmem-bytes = 536870912
 *   cxl.memory0.label-bytes = 131072             # 128 KiB when nothing is said
 *   cxl.memory0.serial = 0x1000
 *   cxl.memory0.firmware = BWFW VERSION 00
 *   cxl.nvdimm-order = 1 0                       # devices in the order in which they become nmem0, nmem1, ...
 * </pre>
 *
 * <p>Things are numbered from 0 without a gap. The order is chance on a real kernel, which probes them side by side.
 *
 * @param nvdimmOrder each device once
 */
public record CxlHardware(List<Window> windows, List<Bridge> bridges, List<Expander> expanders, List<Integer> nvdimmOrder) {

    /** Bridges, windows and devices, in the names of properties. */
    private static final String INDEX = "(?:0|[1-9]\\d?)";

    /** Physical addresses that lead to host bridges. @param bridges in the order in which they take turns */
    public record Window(AddressRange range, List<Integer> bridges) {
    }

    /** @param bus number of its PCI bus */
    public record Bridge(int bus) {

        /** {@code pci0000:0c}. */
        public String pci() {
            return "pci0000:%02x".formatted(bus);
        }
    }

    /** A memory device. @param rootPort which of its bridge's ports it is at, from 0 */
    public record Expander(int bridge, int rootPort, int bus, long persistentBytes, int labelBytes, long serial, String firmware) {

        /** {@code 0000:0d:00.0}. */
        public String pci() {
            return "0000:%02x:00.0".formatted(bus);
        }
    }

    public CxlHardware {
        windows = List.copyOf(windows);
        bridges = List.copyOf(bridges);
        expanders = List.copyOf(expanders);
        nvdimmOrder = List.copyOf(nvdimmOrder);
    }

    public static boolean isProperty(String name) {
        return name.matches("cxl\\.(bridge" + INDEX + "\\.bus|window" + INDEX + "\\.(range|bridges)|nvdimm-order"
                + "|memory" + INDEX + "\\.(bridge|bus|pmem-bytes|label-bytes|serial|firmware))");
    }

    /** Hardware of a machine whose definition was read, so that nothing can be wrong with it. */
    public static CxlHardware of(Kernel kernel) {
        try {
            return of(kernel.firmware().parameters());
        } catch (UnusableProperty refusedBefore) {
            throw new IllegalStateException(refusedBefore);
        }
    }

    /** @param properties of the machine; none of them need speak of CXL */
    public static CxlHardware of(Map<String, String> properties) throws UnusableProperty {
        return new CxlHardwareReader(properties).read();
    }

    /** The device that becomes the next media after those of NFIT, boot loader and ranges without devices. @return index for {@link Media} */
    public static int mediaIndex(Firmware firmware, int expander) {
        return firmware.nfit().map(nfit -> nfit.dimms().size()).orElse(0) + firmware.withoutDevices().size() + expander;
    }
}
