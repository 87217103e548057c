package daxplane.kernel.media;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.Media;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Media of the machine's DIMMs, reached by label area or by physical address. */
public final class DimmMedia implements Media {

    /** Most that one call moves. */
    private static final int LONGEST_TRANSFER = 1 << 20;

    private final AddressMap map;
    private final List<Dimm> dimms;

    public DimmMedia(AddressMap map, List<Dimm> dimms) {
        this.map = map;
        this.dimms = List.copyOf(dimms);
    }

    @Override
    public int labelAreaBytes(int dimm) {
        return dimms.get(dimm).labelAreaBytes();
    }

    @Override
    public byte[] readLabelArea(int dimm, int offset, int length) throws KernelException {
        checkLabelAccess(dimm, offset, length);
        byte[] bytes = new byte[length];
        read(dimm, dimms.get(dimm).capacityBytes() + offset, bytes, 0, length);
        return bytes;
    }

    @Override
    public void writeLabelArea(int dimm, int offset, byte[] bytes) throws KernelException {
        checkLabelAccess(dimm, offset, bytes.length);
        write(dimm, dimms.get(dimm).capacityBytes() + offset, bytes, 0, bytes.length);
    }

    @Override
    public byte[] read(long address, int length) throws KernelException {
        checkLength(length);
        byte[] bytes = new byte[length];
        for (int done = 0; done < length;) {
            AddressMap.Place place = place(address + done);
            int count = (int) Math.min(length - done, place.bytes());
            read(place.dimm(), place.deviceAddress(), bytes, done, count);
            done += count;
        }
        return bytes;
    }

    @Override
    public void write(long address, byte[] bytes) throws KernelException {
        checkLength(bytes.length);
        for (int done = 0; done < bytes.length;) {
            AddressMap.Place place = place(address + done);
            int count = (int) Math.min(bytes.length - done, place.bytes());
            write(place.dimm(), place.deviceAddress(), bytes, done, count);
            done += count;
        }
    }

    @Override
    public void flush() {
    }

    @Override
    public Optional<String> whereIs(long address) {
        return map.place(address).map(place -> "%s at 0x%x".formatted(dimms.get(place.dimm()).storage().name(), place.deviceAddress()));
    }

    private AddressMap.Place place(long address) throws KernelException {
        return map.place(address).orElseThrow(() -> new KernelException(Errno.EFAULT, "no memory at 0x%x".formatted(address)));
    }

    private void read(int dimm, long offset, byte[] into, int at, int length) throws KernelException {
        Storage storage = dimms.get(dimm).storage();
        try {
            storage.read(offset, into, at, length);
        } catch (IOException failure) {
            throw new KernelException(Errno.EIO, storage.name() + ": " + failure.getMessage());
        }
    }

    private void write(int dimm, long offset, byte[] from, int at, int length) throws KernelException {
        Storage storage = dimms.get(dimm).storage();
        try {
            storage.write(offset, from, at, length);
        } catch (IOException failure) {
            throw new KernelException(Errno.EIO, storage.name() + ": " + failure.getMessage());
        }
    }

    private void checkLabelAccess(int dimm, int offset, int length) throws KernelException {
        int area = dimms.get(dimm).labelAreaBytes();
        if (area == 0) {
            throw new KernelException(Errno.ENOTTY);
        }
        if (offset < 0 || length < 0 || length > area - offset) {
            throw new KernelException(Errno.EINVAL, length + " bytes at " + offset + " of a label area of " + area);
        }
    }

    private static void checkLength(int length) throws KernelException {
        if (length < 0 || length > LONGEST_TRANSFER) {
            throw new KernelException(Errno.EINVAL, length + " bytes in one transfer");
        }
    }
}
