package daxplane.driver.cxl;

import daxplane.kernel.StateRecord;

/** Recreates devices of the cxl bus from their documents. Parents come first, as they were written first. */
final class CxlRestore {

    private CxlRestore() {
    }

    static void restore(CxlBus bus, StateRecord document) {
        CxlDevice device = device(bus, document);
        bus.kernel().devices().adopt(device, document);
        bus.link(device);
        if (device instanceof CxlRegion) {
            bus.program();
        }
    }

    private static CxlDevice device(CxlBus bus, StateRecord document) {
        String parent = document.value("core.parent");
        Kind kind = Kind.valueOf(document.value("kind"));
        return switch (kind) {
            case ROOT -> PortDevice.root(bus);
            case PORT -> PortDevice.bridge(bus, parent, number(document, "id"), number(document, "subject"));
            case ENDPOINT -> PortDevice.endpoint(bus, parent, number(document, "id"), number(document, "subject"));
            case ROOT_DECODER -> new RootDecoder(bus, parent, number(document, "window"), number(document, "nextRegion"));
            case SWITCH_DECODER -> new SwitchDecoder(bus, port(bus, document));
            case ENDPOINT_DECODER -> {
                EndpointDecoder decoder = new EndpointDecoder(bus, port(bus, document));
                decoder.restore(document.values());
                yield decoder;
            }
            case MEMORY -> new MemoryDevice(bus, number(document, "id"));
            case REGION -> {
                RootDecoder window = (RootDecoder) bus.device(document.value("window")).orElseThrow();
                CxlRegion region = new CxlRegion(bus, window, number(document, "id"));
                region.restore(document.values());
                yield region;
            }
            case BRIDGE, NVDIMM, PMEM_REGION -> new PlainDevice(kind, document.value("core.name"), parent, bus);
        };
    }

    private static int number(StateRecord document, String name) {
        return Integer.parseInt(document.value(name));
    }

    private static PortDevice port(CxlBus bus, StateRecord document) {
        return (PortDevice) bus.device(document.value("port"))
                .orElseThrow(() -> new IllegalStateException("document " + document.key() + " belongs to no port"));
    }
}
