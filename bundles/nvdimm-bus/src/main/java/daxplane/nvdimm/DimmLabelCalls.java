package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.LabelCalls;

/** The config-data calls: past the kernel's copy of the labels, straight to the media. Corpus label-write, label-zero-relabel. */
final class DimmLabelCalls implements LabelCalls {

    private final NdBus bus;
    private final Kernel kernel;

    DimmLabelCalls(NdBus bus) {
        this.bus = bus;
        this.kernel = bus.kernel();
    }

    @Override
    public int labelAreaBytes(String dimm) throws KernelException {
        return media(find(dimm)).bytes();
    }

    @Override
    public byte[] readLabelArea(String dimm, int offset, int length) throws KernelException {
        return media(find(dimm)).read(offset, length);
    }

    @Override
    public void writeLabelArea(String dimm, int offset, byte[] bytes) throws KernelException {
        DimmDevice device = find(dimm);
        DimmMediaAccess media = media(device);
        if (device.busy()) {
            throw new KernelException(Errno.EBUSY, dimm + " is used by an enabled region");
        }
        if (offset < 0 || bytes.length > media.bytes() - offset) {
            throw new KernelException(Errno.EINVAL, bytes.length + " bytes at " + offset + " of " + media.bytes());
        }
        if (device.labels().isPresent()) {
            device.labels().get().aboutToBeOverwritten();
            device.changed();
        }
        kernel.media().writeLabelArea(media.index(), offset, bytes);
        kernel.media().flush();
    }

    private DimmDevice find(String name) throws KernelException {
        return bus.device(name).filter(DimmDevice.class::isInstance).map(DimmDevice.class::cast)
                .orElseThrow(() -> new KernelException(Errno.ENODEV, "no DIMM " + name));
    }

    private DimmMediaAccess media(DimmDevice dimm) throws KernelException {
        if (!dimm.description().hasLabels()) {
            throw new KernelException(Errno.ENOTTY, dimm + " has no label area");
        }
        return DimmDriver.media(dimm, kernel);
    }
}
