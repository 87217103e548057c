package daxplane.nvdimm;

import daxplane.kernel.KernelException;
import daxplane.kernel.Media;
import daxplane.labels.AreaSource;
import daxplane.labels.AreaWrite;

/** The label area of one DIMM. */
record DimmMediaAccess(Media media, int index) implements AreaSource<KernelException> {

    @Override
    public int bytes() {
        return media.labelAreaBytes(index);
    }

    @Override
    public byte[] read(int offset, int length) throws KernelException {
        return media.readLabelArea(index, offset, length);
    }

    /** Durable when it returns: the order of writes is what keeps an area readable. */
    void write(AreaWrite write) throws KernelException {
        media.writeLabelArea(index, write.offset(), write.bytes());
        media.flush();
    }
}
