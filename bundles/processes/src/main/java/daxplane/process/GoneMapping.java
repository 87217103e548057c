package daxplane.process;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.util.Optional;

/** A mapping of something that has gone: every touch is a signal. */
record GoneMapping() implements Openable.Mapping {

    @Override
    public Optional<Signal> touch(boolean write) {
        return Optional.of(new Signal(Signal.Code.BUS_ADRERR, 0));
    }

    @Override
    public long address(long offset) throws KernelException {
        throw new KernelException(Errno.ENXIO, "what was mapped has gone");
    }

    @Override
    public boolean valid() {
        return false;
    }

    @Override
    public String alignment() {
        return "4K";
    }
}
