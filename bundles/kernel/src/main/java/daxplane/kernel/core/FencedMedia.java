package daxplane.kernel.core;

import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.kernel.Media;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Media as one kernel sees them: they outlive it, so what is left over of it must not reach them. */
record FencedMedia(Media media, Runnable fence) implements Media {

    @Override
    public int labelAreaBytes(int dimm) {
        return media.labelAreaBytes(dimm);
    }

    @Override
    public byte[] readLabelArea(int dimm, int offset, int length) throws KernelException {
        fence.run();
        return media.readLabelArea(dimm, offset, length);
    }

    @Override
    public void writeLabelArea(int dimm, int offset, byte[] bytes) throws KernelException {
        fence.run();
        media.writeLabelArea(dimm, offset, bytes);
    }

    @Override
    public SortedMap<String, String> controller(int dimm) throws KernelException {
        fence.run();
        return media.controller(dimm);
    }

    @Override
    public void controller(int dimm, String name, Optional<String> value) {
        fence.run();
        media.controller(dimm, name, value);
    }

    @Override
    public List<DecodedPart> parts(AddressRange range) {
        return media.parts(range);
    }

    @Override
    public List<AddressRange> addresses(int dimm, AddressRange deviceAddresses) {
        return media.addresses(dimm, deviceAddresses);
    }

    @Override
    public byte[] read(long address, int length) throws KernelException {
        fence.run();
        return media.read(address, length);
    }

    @Override
    public void write(long address, byte[] bytes) throws KernelException {
        fence.run();
        media.write(address, bytes);
    }

    @Override
    public void flush() {
        fence.run();
        media.flush();
    }

    @Override
    public Optional<String> whereIs(long address) {
        return media.whereIs(address);
    }

    @Override
    public void decode(List<DecodedRange> ranges) {
        fence.run();
        media.decode(ranges);
    }
}
