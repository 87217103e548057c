package daxplane.nvdimm;

import daxplane.kernel.Device;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Kernel;

/** Recreates devices of the nd bus from their documents. Parents come first, as they were written first. */
final class NdRestore {

    private NdRestore() {
    }

    static void restore(Kernel kernel, StateRecord document) {
        NdBus bus = NdBus.of(kernel);
        if (bus.ids().describes(document)) {
            bus.ids().restore(document);
            return;
        }
        switch (document.value("kind")) {
            case BusDevice.KIND, DimmDevice.KIND, RegionDevice.KIND -> {
                Topology.Provider provider = Topology.Provider.valueOf(document.value("provider"));
                if (provider.isDynamic()) {
                    new DynamicDevices(NdBus.of(kernel)).restore(document);
                } else {
                    new NdProvider(kernel, provider, busNumber(kernel, document)).restore(document);
                }
            }
            case ControlNode.KIND -> adopt(kernel, new ControlNode(document.value("core.parent"),
                    Integer.parseInt(document.value("id")), NdBus.of(kernel).controlMajor()), document);
            case NamespaceDevice.KIND -> adopt(kernel, NamespaceDevice.restored(region(kernel, document), document.values()), document);
            default -> adopt(kernel, personality(region(kernel, document), document), document);
        }
    }

    /** Which of the provider's buses a document speaks of: a bus says it, what lies below one has it from there. */
    private static int busNumber(Kernel kernel, StateRecord document) {
        return document.value("kind").equals(BusDevice.KIND) ? Integer.parseInt(document.values().getOrDefault("busNumber", "0"))
                : kernel.devices().device(document.value("core.parent")).map(BusDevice.class::cast).orElseThrow().description().number();
    }

    private static void adopt(Kernel kernel, Device device, StateRecord document) {
        kernel.devices().adopt(device, document);
    }

    private static Personality personality(RegionDevice region, StateRecord document) {
        int number = Integer.parseInt(document.value("number"));
        SeedKind kind = SeedKind.valueOf(document.value("kind").toUpperCase(java.util.Locale.ROOT));
        Personality personality = kind == SeedKind.BTT ? new BttDevice(region, number) : new PfnDevice(region, number, kind);
        personality.restore(document.values());
        return personality;
    }

    private static RegionDevice region(Kernel kernel, StateRecord document) {
        return kernel.devices().device(document.value("core.parent")).filter(RegionDevice.class::isInstance).map(RegionDevice.class::cast)
                .orElseThrow(() -> new IllegalStateException("document " + document.key() + " belongs to no region"));
    }
}
