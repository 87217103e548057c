package daxplane.host.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import daxplane.host.BlockMedia;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Block devices, opened exclusively and written through: a write returns when it is on the medium. */
final class ExclusiveBlockMedia implements BlockMedia {

    private static final long BLKGETSIZE64 = 0x80081272L;

    @Override
    public Device openExclusive(String name) throws HostException {
        var file = Descriptor.open(DeviceNames.device(name), Libc.O_RDWR | Libc.O_EXCL | Libc.O_SYNC);
        return new Opened(name, file);
    }

    private record Opened(String name, Descriptor file) implements Device {

        /** No caller moves more at once. */
        private static final int LONGEST = 16 << 20;

        @Override
        public long bytes() throws HostException {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment size = arena.allocate(JAVA_LONG);
                file.ioctl(BLKGETSIZE64, size);
                return size.get(JAVA_LONG, 0);
            }
        }

        @Override
        public byte[] read(long offset, int length) throws HostException {
            requireBounds(offset, length, FailedCall.READ);
            return file.read(offset, length);
        }

        @Override
        public void write(long offset, byte[] bytes) throws HostException {
            requireBounds(offset, bytes.length, FailedCall.WRITE);
            file.write(offset, bytes);
        }

        private void requireBounds(long offset, int length, FailedCall stage) throws HostException {
            if (offset < 0 || length < 0 || length > LONGEST || offset % 512 != 0 || length % 512 != 0 || offset + length > bytes()) {
                throw new HostException(Errno.EINVAL, stage, "/dev/" + name,
                        "[" + offset + ", +" + length + ") is not a range of whole sectors inside of it, at most " + LONGEST + " bytes");
            }
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
