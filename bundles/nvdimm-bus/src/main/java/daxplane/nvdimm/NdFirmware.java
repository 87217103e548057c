package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.host.firmware.FirmwareCall;
import daxplane.kernel.FirmwareCommands;
import daxplane.kernel.KernelException;

/** Whose firmware a node in /dev leads to. */
record NdFirmware(NdBus bus) implements FirmwareCommands {

    private static final String BUS_NODE = "ndctl";

    @Override
    public boolean asks(String node, FirmwareCall call) throws KernelException {
        return node.startsWith(BUS_NODE) ? busOf(node).firmware().asks(call) : dimm(node).firmware().asks(call);
    }

    @Override
    public byte[] call(String node, FirmwareCall call) throws KernelException {
        return node.startsWith(BUS_NODE) ? busOf(node).firmware().call(call) : dimm(node).firmware().call(call);
    }

    private BusDevice busOf(String node) throws KernelException {
        return bus.device("ndbus" + node.substring(BUS_NODE.length())).map(BusDevice.class::cast).orElseThrow(() -> new KernelException(Errno.ENOENT));
    }

    private DimmDevice dimm(String node) throws KernelException {
        return bus.device(node).filter(DimmDevice.class::isInstance).map(DimmDevice.class::cast).orElseThrow(() -> new KernelException(Errno.ENOENT));
    }
}
