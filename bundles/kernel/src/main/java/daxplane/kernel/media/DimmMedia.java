package daxplane.kernel.media;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.kernel.Media;
import daxplane.kernel.core.PowerFailed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Media of the machine's DIMMs, reached by label area or by physical address.
 *
 * <p>A call's operations change nothing below until they are committed; the call itself sees them at once. So a call whose
 * record was never completed has not happened.
 */
public final class DimmMedia implements Media {

    /** Most that one call of the kernel moves. */
    private static final int LONGEST_TRANSFER = 1 << 20;

    private static final String VOLATILE = "volatile.";

    private final AddressMap map;
    private List<Dimm> dimms;
    private WriteBuffer buffer = new WriteBuffer();
    private final Controllers controllers = new Controllers();
    private final WriteBuffer underway = new WriteBuffer();
    private final List<MediaOperation> operations = new ArrayList<>();
    /** By the running call; and by calls whose storage did not take it yet. */
    private final SortedSet<Integer> clearedUnderway = new TreeSet<>();
    private final SortedSet<Integer> cleared = new TreeSet<>();
    private int writesUntilFailure = Integer.MAX_VALUE;
    private int writesUntilPowerFails = Integer.MAX_VALUE;

    public DimmMedia(AddressMap map, List<Dimm> dimms) {
        this.map = map;
        this.dimms = List.copyOf(dimms);
    }

    public List<Dimm> dimms() {
        return dimms;
    }

    /** Goes on with other storages of the same contents, whose write buffer is empty; closes nothing. */
    public void exchangeStorages(List<Dimm> others) {
        dimms = List.copyOf(others);
        buffer = new WriteBuffer();
        controllers.forget();
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
    public SortedMap<String, String> controller(int dimm) throws KernelException {
        try {
            return Collections.unmodifiableSortedMap(controllers.of(dimm, dimms.get(dimm).storage()));
        } catch (IOException failure) {
            throw new KernelException(Errno.EIO, dimms.get(dimm).storage().name() + ": " + failure.getMessage());
        }
    }

    @Override
    public void controller(int dimm, String name, Optional<String> value) {
        operations.add(new MediaOperation.Keep(dimm, name, value));
        controllers.underway(dimm, name, value);
    }

    @Override
    public List<DecodedPart> parts(AddressRange range) {
        List<DecodedPart> parts = new ArrayList<>();
        for (long done = 0; done < range.bytes();) {
            Optional<AddressMap.Place> place = map.place(range.start() + done);
            if (place.isEmpty()) {
                return List.of();
            }
            long count = Math.min(range.bytes() - done, place.get().bytes());
            parts.add(new DecodedPart(place.get().dimm(), AddressRange.ofSize(place.get().deviceAddress(), count)));
            done += count;
        }
        return List.copyOf(parts);
    }

    @Override
    public List<AddressRange> addresses(int dimm, AddressRange deviceAddresses) {
        return map.addresses(dimm, deviceAddresses);
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
        operations.add(new MediaOperation.Flush());
    }

    /** Everything on the DIMM becomes zero. */
    public void clear(int dimm) {
        underway.forget(dimm);
        clearedUnderway.add(dimm);
        operations.add(new MediaOperation.Clear(dimm));
    }

    @Override
    public Optional<String> whereIs(long address) {
        return map.place(address).map(place -> "%s at 0x%x".formatted(dimms.get(place.dimm()).storage().name(), place.deviceAddress()));
    }

    @Override
    public void decode(List<DecodedRange> ranges) {
        map.decode(ranges);
    }

    /** What the running call did. */
    public List<MediaOperation> underway() {
        return List.copyOf(operations);
    }

    /**
     * Performs what the running call did.
     *
     * @return why a storage did not take what was flushed; then it stays in the buffer, and the next flush tries again
     */
    public Optional<IOException> commit() {
        List<MediaOperation> done = underway();
        rollBack();
        return perform(done);
    }

    /** Forgets what the running call did. */
    public void rollBack() {
        operations.clear();
        underway.clear();
        clearedUnderway.clear();
        controllers.rollBack();
    }

    /** Performs operations of an earlier process again; see {@link #commit} for what is returned. */
    public Optional<IOException> perform(List<MediaOperation> recorded) {
        Optional<IOException> trouble = Optional.empty();
        for (MediaOperation operation : recorded) {
            boolean drains = switch (operation) {
                case MediaOperation.Write(var dimm, var offset, var bytes) -> {
                    buffer.put(dimm, offset, bytes);
                    yield buffer.isFull();
                }
                case MediaOperation.Clear(var dimm) -> {
                    buffer.forget(dimm);
                    cleared.add(dimm);
                    yield true;
                }
                case MediaOperation.Keep(var dimm, var name, var value) -> {
                    controllers.keep(dimm, name, value);
                    yield true;
                }
                case MediaOperation.Flush() -> true;
            };
            if (drains) {
                try {
                    drain();
                } catch (IOException failure) {
                    trouble = Optional.of(failure);
                }
            }
        }
        return trouble;
    }

    /** What a power failure would put at risk, as operations that would bring it back. */
    public List<MediaOperation> unflushed() {
        List<MediaOperation> all = new ArrayList<>();
        cleared.forEach(dimm -> all.add(new MediaOperation.Clear(dimm)));
        all.addAll(controllers.unwritten());
        all.addAll(buffer.contents());
        return all;
    }

    /** What controllers keep under names with this beginning ends when power goes. */
    public void losePower() throws IOException {
        for (int dimm = 0; dimm < dimms.size(); dimm++) {
            for (String name : List.copyOf(controllers.of(dimm, dimms.get(dimm).storage()).keySet())) {
                if (name.startsWith(VOLATILE)) {
                    controllers.keep(dimm, name, Optional.empty());
                }
            }
        }
    }

    /** Power fails, or is switched off: of what was not flushed, each word reaches the media or is lost. */
    public void settle(BooleanSupplier stays) throws IOException {
        buffer.lose(stays);
        drain();
    }

    /** The write after this many more fails with EIO, and all later ones until called again; a negative number: none. */
    public void failWritesAfter(int writes) {
        writesUntilFailure = writes < 0 ? Integer.MAX_VALUE : writes;
    }

    /** Power fails in place of the write after this many more ({@link PowerFailed}); a negative number: it does not. */
    public void failPowerAfter(int writes) {
        writesUntilPowerFails = writes < 0 ? Integer.MAX_VALUE : writes;
    }

    /** How many writes go before power fails; a negative number: it does not. */
    public int powerFailsAfter() {
        return writesUntilPowerFails == Integer.MAX_VALUE ? -1 : writesUntilPowerFails;
    }

    private void drain() throws IOException {
        for (int dimm : List.copyOf(cleared)) {
            dimms.get(dimm).storage().clear();
            cleared.remove(dimm);
        }
        for (MediaOperation.Write write : buffer.contents()) {
            dimms.get(write.dimm()).storage().write(write.offset(), write.bytes(), 0, write.bytes().length);
        }
        buffer.clear();
        controllers.write(dimms);
    }

    private AddressMap.Place place(long address) throws KernelException {
        return map.place(address).orElseThrow(() -> new KernelException(Errno.EFAULT, "no memory at 0x%x".formatted(address)));
    }

    private void read(int dimm, long offset, byte[] into, int at, int length) throws KernelException {
        Storage storage = dimms.get(dimm).storage();
        try {
            if (cleared.contains(dimm) || clearedUnderway.contains(dimm)) {
                Arrays.fill(into, at, at + length, (byte) 0);
            } else {
                storage.read(offset, into, at, length);
            }
        } catch (IOException failure) {
            throw new KernelException(Errno.EIO, storage.name() + ": " + failure.getMessage());
        }
        if (!clearedUnderway.contains(dimm)) {
            buffer.cover(dimm, offset, into, at, length);
        }
        underway.cover(dimm, offset, into, at, length);
    }

    /** Writes whole words: what lies around the bytes in the first and the last word is read first. */
    private void write(int dimm, long offset, byte[] from, int at, int length) throws KernelException {
        countWrite(dimm);
        long start = offset & -WriteBuffer.WORD_BYTES;
        long end = offset + length + WriteBuffer.WORD_BYTES - 1 & -WriteBuffer.WORD_BYTES;
        byte[] words = new byte[(int) (end - start)];
        if (start == offset && words.length == length) {
            System.arraycopy(from, at, words, 0, length);
        } else {
            read(dimm, start, words, 0, words.length);
            System.arraycopy(from, at, words, (int) (offset - start), length);
        }
        underway.put(dimm, start, words);
        operations.add(new MediaOperation.Write(dimm, start, words));
    }

    private void countWrite(int dimm) throws KernelException {
        if (writesUntilPowerFails != Integer.MAX_VALUE && writesUntilPowerFails-- <= 0) {
            writesUntilPowerFails = Integer.MAX_VALUE;
            throw new PowerFailed();
        }
        if (writesUntilFailure != Integer.MAX_VALUE && writesUntilFailure-- <= 0) {
            writesUntilFailure = 0;
            throw new KernelException(Errno.EIO, dimms.get(dimm).storage().name() + ": the media fail (injected)");
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
