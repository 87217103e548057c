package daxplane.nvdimm;

import daxplane.kernel.KernelException;
import daxplane.kernel.Media;
import daxplane.labels.AreaSource;
import daxplane.labels.AreaWrite;

/** The label area of one DIMM. */
record DimmMediaAccess(Media media, int index, Firmware firmware) implements AreaSource<KernelException> {

    private static final int WRITE = 6;

    /** Asked before a function is performed: a test may make it fail. */
    interface Firmware {
        void check(int function) throws KernelException;
    }

    /** Of a DIMM whose firmware does what it is told. */
    DimmMediaAccess(Media media, int index) {
        this(media, index, _ -> { });
    }


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
        firmware.check(WRITE);
        media.writeLabelArea(index, write.offset(), write.bytes());
        media.flush();
    }
}
