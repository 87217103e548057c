package daxplane.driver.cxl;

import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.Optional;

/**
 * The driver of ports: finds their decoders. It holds what is below: the port of a host bridge goes without its endpoints, and a
 * memory device whose endpoint has gone is let go ({@link CxlBus#afterRemove}). Measured on 6.1.
 */
final class PortDriver implements Driver {

    static final String NAME = "cxl_port";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String bus() {
        return CxlBus.NAME;
    }

    @Override
    public boolean matches(Device device) {
        return device instanceof PortDevice port && port.kind() != Kind.ROOT;
    }

    @Override
    public void probe(Device device, Kernel kernel) throws KernelException {
        PortDevice port = (PortDevice) device;
        CxlBus bus = port.cxlBus();
        bus.register(port.kind() == Kind.ENDPOINT ? new EndpointDecoder(bus, port) : new SwitchDecoder(bus, port));
    }

    /** The last that came is the first that goes. */
    @Override
    public void remove(Device device, Kernel kernel) {
        for (Device child : kernel.devices().children(device).reversed()) {
            if (child instanceof EndpointDecoder decoder) {
                leave(decoder, kernel);
            }
            kernel.devices().unregister(child);
        }
    }

    /** A region without one of its decoders is none. */
    private static void leave(EndpointDecoder decoder, Kernel kernel) {
        decoder.cxlBus().regionOf(decoder).ifPresent(region -> {
            kernel.devices().unbind(region);
            try {
                region.become(region.form().withCommitted(false)
                        .withTarget(region.targets().indexOf(Optional.of(decoder.name())), Optional.empty()));
            } catch (KernelException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
    }
}
