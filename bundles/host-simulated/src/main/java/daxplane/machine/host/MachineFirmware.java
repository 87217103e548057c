package daxplane.machine.host;

import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.HostException;
import daxplane.host.firmware.FirmwareCall;
import daxplane.host.firmware.FirmwareCalls;
import daxplane.host.firmware.Packed;
import daxplane.kernel.FirmwareCommands;
import daxplane.kernel.KernelException;
import daxplane.kernel.core.SimulatedKernel;
import daxplane.machine.Machine;

/** Firmware of the simulated DIMMs and buses. */
record MachineFirmware(Machine machine) implements FirmwareCalls {

    @Override
    public byte[] ask(String node, FirmwareCall call) throws HostException {
        Names.device(node);
        return machine.look(kernel -> ioctl(node, () -> {
            FirmwareCommands commands = commands(kernel);
            if (!commands.asks(node, call)) {
                throw new KernelException(Errno.EINVAL, "this command changes something");
            }
            return commands.call(node, call);
        }));
    }

    @Override
    public int perform(String node, FirmwareCall call) throws HostException {
        return machine.change(FailedCall.OPEN, Names.device(node), kernel -> ioctl(node, () -> {
            byte[] answer = commands(kernel).call(node, call);
            int status = (int) Packed.u32(answer, 0);
            return status == 0 ? (int) Packed.u32(answer, Integer.BYTES) : -status;
        }));
    }

    private interface Ioctl<T> {
        T call() throws KernelException;
    }

    private static <T> T ioctl(String node, Ioctl<T> ioctl) throws HostException {
        try {
            return ioctl.call();
        } catch (KernelException refused) {
            FailedCall stage = refused.errno() == Errno.ENOENT ? FailedCall.OPEN : FailedCall.IOCTL;
            throw new HostException(refused.errno(), stage, "/dev/" + node, refused.getMessage());
        }
    }

    private static FirmwareCommands commands(SimulatedKernel kernel) throws KernelException {
        return kernel.symbol(FirmwareCommands.class).orElseThrow(() -> new KernelException(Errno.ENOENT));
    }
}
