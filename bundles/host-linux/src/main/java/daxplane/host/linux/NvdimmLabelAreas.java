package daxplane.host.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.LabelAreas;
import daxplane.host.FailedCall;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Label areas through the config-data ioctls of {@code /dev/nmemN}.
 *
 * <pre>
 *   GET_CONFIG_SIZE 0xc00c4e04   u32 status | u32 config_size | u32 max_xfer
 *   GET_CONFIG_DATA 0xc00c4e05   u32 in_offset | u32 in_length | u32 status | u8 out[in_length]
 *   SET_CONFIG_DATA 0xc0084e06   u32 in_offset | u32 in_length | u8 in[in_length] | u32 status
 * </pre>
 * Source: docs/kernel/labels.md 7.1. Little-endian, as the machines are that have these devices.
 */
final class NvdimmLabelAreas implements LabelAreas {

    private static final long GET_CONFIG_SIZE = 0xc00c4e04L;
    private static final long GET_CONFIG_DATA = 0xc00c4e05L;
    private static final long SET_CONFIG_DATA = 0xc0084e06L;

    /** The kernel refuses larger envelopes (4 MiB), whatever the firmware says. */
    private static final int LARGEST_TRANSFER = 1 << 20;

    @Override
    public Size size(String dimm) throws HostException {
        try (var device = open(dimm)) {
            return size(device, dimm);
        }
    }

    @Override
    public byte[] read(String dimm, int offset, int length) throws HostException {
        try (var device = open(dimm); Arena arena = Arena.ofConfined()) {
            Size size = size(device, dimm);
            requireInside(dimm, offset, length, size, FailedCall.IOCTL);
            var bytes = new ByteArrayOutputStream(length);
            for (int done = 0; done < length; ) {
                int chunk = Math.min(length - done, size.transferBytes());
                MemorySegment envelope = arena.allocate(12L + chunk, 4);
                envelope.set(JAVA_INT, 0, offset + done);
                envelope.set(JAVA_INT, 4, chunk);
                device.ioctl(GET_CONFIG_DATA, envelope);
                requireSuccess(dimm, envelope.get(JAVA_INT, 8));
                bytes.writeBytes(envelope.asSlice(12, chunk).toArray(JAVA_BYTE));
                done += chunk;
            }
            return bytes.toByteArray();
        }
    }

    @Override
    public void write(String dimm, int offset, byte[] bytes) throws HostException {
        try (var device = open(dimm); Arena arena = Arena.ofConfined()) {
            Size size = size(device, dimm);
            requireInside(dimm, offset, bytes.length, size, FailedCall.IOCTL);
            for (int done = 0; done < bytes.length; ) {
                int chunk = Math.min(bytes.length - done, size.transferBytes());
                // The status word follows the data directly, aligned or not.
                MemorySegment envelope = arena.allocate(8L + chunk + 4, 4);
                envelope.set(JAVA_INT, 0, offset + done);
                envelope.set(JAVA_INT, 4, chunk);
                envelope.asSlice(8, chunk).copyFrom(MemorySegment.ofArray(Arrays.copyOfRange(bytes, done, done + chunk)));
                device.ioctl(SET_CONFIG_DATA, envelope);
                requireSuccess(dimm, envelope.get(java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED, 8L + chunk));
                done += chunk;
            }
        }
    }

    /**
     * For writing even to read: a file that is open for reading only gets EPERM from GET_CONFIG_SIZE (observed on 6.12; its
     * number is that of a call on the bus that clears errors).
     */
    private static Descriptor open(String dimm) throws HostException {
        return Descriptor.open(path(dimm), Libc.O_RDWR);
    }

    private static Size size(Descriptor device, String dimm) throws HostException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment envelope = arena.allocate(12, 4);
            device.ioctl(GET_CONFIG_SIZE, envelope);
            requireSuccess(dimm, envelope.get(JAVA_INT, 0));
            int area = envelope.get(JAVA_INT, 4);
            int transfer = envelope.get(JAVA_INT, 8);
            if (area <= 0 || transfer <= 0) {
                throw new HostException(Errno.ENXIO, FailedCall.IOCTL, path(dimm), "the firmware reports no label area");
            }
            return new Size(area, Math.min(transfer, LARGEST_TRANSFER));
        }
    }

    private static void requireInside(String dimm, int offset, int length, Size size, FailedCall stage) throws HostException {
        if (offset < 0 || length < 0 || (long) offset + length > size.areaBytes()) {
            throw new HostException(Errno.EINVAL, stage, path(dimm),
                    "[" + offset + ", +" + length + ") lies outside of the label area of " + size.areaBytes() + " bytes");
        }
    }

    private static void requireSuccess(String dimm, int status) throws HostException {
        if (status != 0) {
            throw new HostException(Errno.EIO, FailedCall.IOCTL, path(dimm), "the firmware answers status 0x%x".formatted(status));
        }
    }

    private static String path(String dimm) throws HostException {
        return DeviceNames.device(dimm);
    }
}
