package daxplane.host.linux;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernel's uevents (netlink, not udev's). Needs no privilege. The kernel sends an event before the call that caused it
 * returns, so what our own effects did is in the socket when they are done.
 */
final class UeventSocket implements AutoCloseable {

    private static final int AF_NETLINK = 16;
    private static final int SOCK_DGRAM = 2;
    private static final int NETLINK_KOBJECT_UEVENT = 15;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int EAGAIN = 11;
    private static final int ENOBUFS = 105;

    /** Room for the events of some ten thousand memory blocks. */
    private static final int BUFFER_BYTES = 16 << 20;
    private static final int LARGEST_EVENT = 16 << 10;

    private final int fd;

    /** @param action add, remove, bind, unbind, change, online, offline, move; @param devicePath real path below /sys */
    record Uevent(String action, String devicePath) {
    }

    /** @param lost whether the kernel dropped some because nobody read in time */
    record Batch(List<Uevent> events, boolean lost) {
    }

    private UeventSocket(int fd) {
        this.fd = fd;
    }

    static UeventSocket open() throws HostException {
        var socket = Libc.socket(AF_NETLINK, SOCK_DGRAM | Libc.O_CLOEXEC | Libc.O_NONBLOCK, NETLINK_KOBJECT_UEVENT);
        if (socket.failed()) {
            throw Failures.of(socket.errno(), FailedCall.OPEN, "netlink uevents");
        }
        int fd = (int) socket.value();
        try (Arena arena = Arena.ofConfined()) {
            // struct sockaddr_nl: family, pad, port 0 (the kernel chooses), groups: 1 is the kernel's own events.
            MemorySegment address = arena.allocate(12, 4);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_NETLINK);
            address.set(ValueLayout.JAVA_INT, 8, 1);
            var bound = Libc.bind(fd, address);
            if (bound.failed()) {
                Libc.close(fd);
                throw Failures.of(bound.errno(), FailedCall.OPEN, "netlink uevents");
            }
            MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_INT, BUFFER_BYTES);
            if (Libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, size).failed()) {
                Libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, size); // as much as an ordinary user gets
            }
        }
        return new UeventSocket(fd);
    }

    /** Everything that has arrived. */
    Batch drain() throws HostException {
        var events = new ArrayList<Uevent>();
        boolean lost = false;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(LARGEST_EVENT);
            while (true) {
                var call = Libc.recv(fd, buffer, MSG_DONTWAIT);
                if (!call.failed()) {
                    parse(buffer.asSlice(0, call.value()).toArray(ValueLayout.JAVA_BYTE), events);
                } else if (call.errno() == EAGAIN) {
                    return new Batch(events, lost);
                } else if (call.errno() == ENOBUFS) {
                    lost = true;
                } else if (call.errno() != Errno.EINTR.number()) {
                    throw Failures.of(call.errno(), FailedCall.READ, "netlink uevents");
                }
            }
        }
    }

    /** {@code action@devpath NUL KEY=value NUL ...} */
    static void parse(byte[] message, List<Uevent> into) {
        String head = new String(message, StandardCharsets.UTF_8).split("\0", 2)[0];
        int at = head.indexOf('@');
        if (at > 0 && head.startsWith("/", at + 1)) {
            into.add(new Uevent(head.substring(0, at), "/sys" + head.substring(at + 1)));
        }
    }

    @Override
    public void close() {
        Libc.close(fd);
    }
}
