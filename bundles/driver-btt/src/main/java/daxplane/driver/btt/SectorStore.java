package daxplane.driver.btt;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.nvdimm.translation.Sectors;
import java.util.List;

/** The sectors of all arenas, one behind the other. */
final class SectorStore implements Sectors {

    private final List<Arena> arenas;
    private final int sectorBytes;

    SectorStore(List<Arena> arenas, int sectorBytes) {
        this.arenas = List.copyOf(arenas);
        this.sectorBytes = sectorBytes;
    }

    @Override
    public int sectorBytes() {
        return sectorBytes;
    }

    @Override
    public long bytes() {
        return arenas.stream().mapToLong(Arena::sectors).sum() * sectorBytes;
    }

    @Override
    public byte[] read(long offset, int length) throws KernelException {
        check(offset, length);
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; done += sectorBytes) {
            Place place = place((offset + done) / sectorBytes);
            System.arraycopy(place.arena().read(place.sector(), sectorBytes), 0, bytes, done, sectorBytes);
        }
        return bytes;
    }

    @Override
    public void write(long offset, byte[] bytes) throws KernelException {
        check(offset, bytes.length);
        for (int done = 0; done < bytes.length; done += sectorBytes) {
            Place place = place((offset + done) / sectorBytes);
            place.arena().write(place.sector(), java.util.Arrays.copyOfRange(bytes, done, done + sectorBytes));
        }
    }

    private record Place(Arena arena, long sector) {
    }

    private Place place(long number) throws KernelException {
        long sector = number;
        for (Arena arena : arenas) {
            if (sector < arena.sectors()) {
                return new Place(arena, sector);
            }
            sector -= arena.sectors();
        }
        throw new KernelException(Errno.EIO, "sector " + number + " is beyond the end");
    }

    private void check(long offset, int length) throws KernelException {
        if (offset < 0 || length < 0 || offset % sectorBytes != 0 || length % sectorBytes != 0) {
            throw new KernelException(Errno.EINVAL, "%d bytes at %d are not whole sectors of %d".formatted(length, offset, sectorBytes));
        }
    }
}
