package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.Media;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Media whose label areas stop taking writes after a number of them. */
final class FailingMedia implements Media {

    private final Media media;
    private int left = Integer.MAX_VALUE;
    private int wordsOfTheNext;

    FailingMedia(Media media) {
        this.media = media;
    }

    void failAfter(int writes) {
        failAfter(writes, 0);
    }

    /** The write after those reaches the media with its first words alone, of 8 bytes each. */
    void failAfter(int writes, int words) {
        left = writes;
        wordsOfTheNext = words;
    }

    void recover() {
        left = Integer.MAX_VALUE;
    }

    @Override
    public int labelAreaBytes(int dimm) {
        return media.labelAreaBytes(dimm);
    }

    @Override
    public byte[] readLabelArea(int dimm, int offset, int length) throws KernelException {
        return media.readLabelArea(dimm, offset, length);
    }

    @Override
    public void writeLabelArea(int dimm, int offset, byte[] bytes) throws KernelException {
        if (left-- <= 0) {
            media.writeLabelArea(dimm, offset, Arrays.copyOf(bytes, Math.min(bytes.length, wordsOfTheNext * Long.BYTES)));
            wordsOfTheNext = 0;
            throw new KernelException(Errno.EIO, "power failed");
        }
        media.writeLabelArea(dimm, offset, bytes);
    }

    @Override
    public byte[] read(long address, int length) throws KernelException {
        return media.read(address, length);
    }

    @Override
    public void write(long address, byte[] bytes) throws KernelException {
        media.write(address, bytes);
    }

    @Override
    public void flush() {
        media.flush();
    }

    @Override
    public Optional<String> whereIs(long address) {
        return media.whereIs(address);
    }

    @Override
    public void decode(List<DecodedRange> ranges) {
        // nothing behind a decoder
    }
}
