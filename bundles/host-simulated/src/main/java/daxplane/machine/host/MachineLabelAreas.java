package daxplane.machine.host;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.LabelAreas;
import daxplane.host.FailedCall;
import daxplane.kernel.DimmCommands;
import daxplane.kernel.KernelException;
import daxplane.kernel.core.SimulatedKernel;
import daxplane.machine.Machine;
import java.util.Optional;

/** Label areas of the simulated DIMMs. */
record MachineLabelAreas(Machine machine) implements LabelAreas {

    /** What QEMU's virtual NVDIMMs move in one call. */
    private static final int TRANSFER_BYTES = 4096;
    private static final int GET_SIZE = 4;
    private static final int GET_DATA = 5;
    private static final int SET_DATA = 6;

    @Override
    public Size size(String dimm) throws HostException {
        Names.device(dimm);
        return machine.look(kernel -> ioctl(dimm, () -> {
            commands(kernel).beforeCall(dimm, GET_SIZE);
            int bytes = kernel.media().labelAreaBytes(commands(kernel).dimm(dimm));
            if (bytes == 0) {
                throw new KernelException(Errno.ENOTTY);
            }
            return new Size(bytes, TRANSFER_BYTES);
        }));
    }

    @Override
    public byte[] read(String dimm, int offset, int length) throws HostException {
        Names.device(dimm);
        return machine.look(kernel -> ioctl(dimm, () -> {
            commands(kernel).beforeCall(dimm, GET_DATA);
            return kernel.media().readLabelArea(commands(kernel).dimm(dimm), offset, length);
        }));
    }

    /** The media themselves: no firmware is asked, so nothing that was told to fail fails, and a DIMM without its driver is seen too. */
    @Override
    public Optional<byte[]> seen(String dimm) {
        try {
            Names.device(dimm);
            return machine.look(kernel -> ioctl(dimm, () -> {
                int index = commands(kernel).dimm(dimm);
                int bytes = kernel.media().labelAreaBytes(index);
                return bytes == 0 ? Optional.empty() : Optional.of(kernel.media().readLabelArea(index, 0, bytes));
            }));
        } catch (HostException without) {
            return Optional.empty();
        }
    }

    @Override
    public void write(String dimm, int offset, byte[] bytes) throws HostException {
        machine.change(FailedCall.OPEN, Names.device(dimm), kernel -> ioctl(dimm, () -> {
            DimmCommands commands = commands(kernel);
            commands.checkIdle(dimm);
            commands.beforeCall(dimm, SET_DATA);
            kernel.media().writeLabelArea(commands.dimm(dimm), offset, bytes);
            kernel.media().flush();                                // the DIMM's firmware answers when it has the bytes
            return bytes.length;
        }));
    }

    private interface Ioctl<T> {
        T call() throws KernelException;
    }

    private static <T> T ioctl(String dimm, Ioctl<T> ioctl) throws HostException {
        try {
            return ioctl.call();
        } catch (KernelException refused) {
            FailedCall stage = refused.errno() == Errno.ENOENT ? FailedCall.OPEN : FailedCall.IOCTL;
            throw new HostException(refused.errno(), stage, "/dev/" + dimm, refused.getMessage());
        }
    }

    private static DimmCommands commands(SimulatedKernel kernel) throws KernelException {
        return kernel.symbol(DimmCommands.class).orElseThrow(() -> new KernelException(Errno.ENOENT));
    }
}
