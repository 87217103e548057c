package daxplane.lease.desk;

import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.HostException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Keeps the leases of processes that connect to {@code STATE/leases.sock}, as long as it is open. Thread-safe; each connection has two
 * threads, one that reads and one that writes.
 */
public final class LeaseServer implements AutoCloseable {

    /** Connections at a time. */
    static final int MOST_CONNECTIONS = 1024;
    /** What the kernel takes as the path of a socket, with its end. */
    private static final int LONGEST_PATH = 108;

    private final Path path;
    private final ServerSocketChannel listening;
    private final Desk desk;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Thread accepting;

    private LeaseServer(Path path, ServerSocketChannel listening, LongSupplier nanos) {
        this.path = path;
        this.listening = listening;
        this.desk = new Desk(nanos);
        this.accepting = Thread.ofVirtual().name("leases").start(this::accept);
    }

    /** Where the socket of a state directory lies. */
    public static Path socket(Path state) {
        return state.resolve("leases.sock");
    }

    /**
     * Opens the desk.
     *
     * @throws HostException EBUSY somebody keeps leases there already; EEXIST something that is no socket is in its place; ENAMETOOLONG the
     *     path is longer than a socket's may be; or why there can be none
     */
    public static LeaseServer open(Path state) throws HostException {
        return open(state, System::nanoTime);
    }

    static LeaseServer open(Path state, LongSupplier nanos) throws HostException {
        Path path = socket(state).toAbsolutePath();
        if (path.toString().getBytes(StandardCharsets.UTF_8).length >= LONGEST_PATH) {
            throw failed(Errno.ENAMETOOLONG, path, "the path of a socket has fewer than " + LONGEST_PATH + " bytes; use a shorter --state");
        }
        try {
            clear(path);
            ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                listening.bind(UnixDomainSocketAddress.of(path));
            } catch (IOException refused) {
                listening.close();
                throw refused;
            }
            return new LeaseServer(path, listening, nanos);
        } catch (IOException failed) {
            throw failed(Errno.of(failed).orElse(Errno.EIO), path, "no socket can be made there: " + failed.getMessage());
        }
    }

    /** A socket that nobody listens at is what a desk left that was killed. */
    private static void clear(Path path) throws HostException, IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther()) {
            throw failed(Errno.EEXIST, path, "something that is no socket is in its place; move it away");
        }
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            throw failed(Errno.EBUSY, path, "another process keeps the leases of this state directory");
        } catch (IOException nobody) {
            Files.delete(path);
        }
    }

    private static HostException failed(Errno errno, Path path, String why) {
        return HostException.explained(errno, FailedCall.OPEN, path.toString(), why);
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                SocketChannel channel = listening.accept();
                if (connections.size() >= MOST_CONNECTIONS || !letIn(channel)) {
                    channel.close();
                }
            } catch (IOException closed) {
                if (listening.isOpen()) {
                    Thread.onSpinWait();               // a peer that was gone before it was let in
                }
            }
        }
    }

    /** @return false: who it is cannot be seen */
    private boolean letIn(SocketChannel channel) {
        try {
            Connection connection = new Connection(channel, desk, connections::remove);
            connections.add(connection);
            connection.start();
            return true;
        } catch (IOException unknown) {
            return false;
        }
    }

    public Path path() {
        return path;
    }

    /** Every holder hears the end of its connection: nobody keeps its leases any more. */
    @Override
    public void close() {
        try {
            listening.close();
            Files.deleteIfExists(path);
            accepting.join();
        } catch (IOException left) {
            // A socket without a listener is taken away by the next desk.
            return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            connections.forEach(Connection::close);
        }
    }
}
