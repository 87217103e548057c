package daxplane.lease.desk;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.inventory.LeaseState;
import daxplane.lease.Lease;
import daxplane.lease.LeaseHolder;
import daxplane.lease.LeaseLife.Step;
import daxplane.lease.LeaseTable;
import daxplane.lease.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** Who is connected: a holder, or somebody who wants a device back. */
final class Connection implements LeaseHolder {

    /** Lines that a peer has not read; with more it is taken for gone. */
    private static final int MOST_UNREAD = 1024;
    /** Leases told at once. */
    private static final int MOST_LISTED = MOST_UNREAD / 2;
    /** Of one connection. */
    private static final int MOST_LEASES = 16_384;

    private final SocketChannel channel;
    private final Desk desk;
    private final Consumer<Connection> closed;
    private final BlockingQueue<Line> unsent = new ArrayBlockingQueue<>(MOST_UNREAD);
    private final Peer peer;
    private volatile long pid;
    private volatile String name = "";
    private int leases;

    /** @throws IOException who it is cannot be seen */
    Connection(SocketChannel channel, Desk desk, Consumer<Connection> closed) throws IOException {
        this.channel = channel;
        this.desk = desk;
        this.closed = closed;
        this.peer = Peer.of(channel);
    }

    void start() {
        Thread.ofVirtual().name("lease holder").start(this::read);
        Thread.ofVirtual().name("lease teller").start(this::write);
    }

    long pid() {
        return pid;
    }

    @Override
    public void onRevoke(Lease lease, Reason reason, long deadlineMillis) {
        send(Line.of("event", "revoke", "lease", lease.id(), "device", lease.device(), "reason", reason.name(),
                "within", Math.max(0, deadlineMillis - desk.millis())));
    }

    void send(Line line) {
        if (!unsent.offer(line)) {
            close();
        }
    }

    private void write() {
        try {
            while (channel.isOpen()) {
                ByteBuffer bytes = ByteBuffer.wrap((unsent.take().json() + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (IOException gone) {
            close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        ByteBuffer bytes = ByteBuffer.allocate(Line.MOST_BYTES);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (channel) {
            while (channel.read(bytes.clear()) >= 0) {
                for (bytes.flip(); bytes.hasRemaining();) {
                    byte next = bytes.get();
                    if (next == '\n') {
                        send(answer(line.toString(StandardCharsets.UTF_8)));
                        line.reset();
                    } else if (line.size() >= Line.MOST_BYTES - 1) {
                        last(Line.refused(Errno.E2BIG, "a line has at most " + Line.MOST_BYTES + " bytes"));
                        return;
                    } else {
                        line.write(next);
                    }
                }
            }
        } catch (IOException gone) {
            return;                                     // the same as its end
        } finally {
            desk.gone(this);
            closed.accept(this);
            send(Line.of());                            // the teller finds the channel closed
        }
    }

    private void last(Line line) throws IOException {
        channel.write(ByteBuffer.wrap((line.json() + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private Line answer(String text) {
        try {
            Line line = Line.parse(text);
            return switch (line.text("op")) {
                case "hello" -> hello(line);
                case "acquire" -> acquire(line);
                case "pin", "unpin", "quiesced", "reacquire", "release" -> step(line);
                case "list", "yield", "resume" -> administer(line);
                default -> Line.refused(Errno.EOPNOTSUPP, "op is hello, acquire, pin, unpin, quiesced, reacquire, release, list, yield or resume");
            };
        } catch (Line.Malformed wrong) {
            return Line.refused(Errno.EINVAL, wrong.getMessage());
        } catch (HostException refused) {
            return Line.refused(refused.errno(), refused.explanation().orElse(refused.getMessage()));
        }
    }

    private Line hello(Line line) throws Line.Malformed, HostException {
        long claimed = line.number("pid");
        String called = line.text("name");
        if (!called.matches("[A-Za-z0-9._-]{1,32}")) {
            return Line.refused(Errno.EINVAL, "name is 1 to 32 letters, digits, dots, dashes and underscores");
        }
        if (leases > 0) {
            return Line.refused(Errno.EBUSY, "who has leases keeps its name");
        }
        peer.requireOwn(claimed);
        pid = claimed;
        name = called;
        return Line.of("ok", true);
    }

    private Line acquire(Line line) throws Line.Malformed {
        if (name.isEmpty()) {
            return Line.refused(Errno.EPERM, "say hello first");
        }
        if (leases >= MOST_LEASES) {
            return Line.refused(Errno.ENOSPC, "a connection has at most " + MOST_LEASES + " leases");
        }
        long page = line.number("page", 0);
        long pages = line.number("pages");
        if (page > Long.MAX_VALUE / 4096 - pages || !line.text("device").matches("[A-Za-z0-9._-]{1,64}")) {
            return Line.refused(Errno.EINVAL, "a kernel name of a device and pages of it are expected");
        }
        return switch (desk.acquire(this, name, line.text("device"), page, pages, line.number("grace", 5000))) {
            case LeaseTable.Answer.Granted(var lease) -> {
                leases++;
                yield Line.of("ok", true, "lease", lease.id(), "generation", lease.generation());
            }
            case LeaseTable.Answer.Refused(var errno, var rule) -> Line.refused(errno, rule);
        };
    }

    private Line step(Line line) throws Line.Malformed {
        long id = line.number("lease");
        if (!desk.has(this, id)) {
            return Line.refused(Errno.ENXIO, "this connection has no lease " + id);
        }
        return switch (desk.apply(line.text("op"), id)) {
            case Step.Done(var lease, _) -> {
                if (lease.state() == LeaseState.RELEASED) {
                    leases--;
                    desk.released(id);
                }
                yield Line.of("ok", true, "lease", id, "state", lease.state().name(), "generation", lease.generation(), "pins", (long) lease.pins());
            }
            case Step.Refused(var errno, var rule) -> Line.refused(errno, rule);
        };
    }

    private Line administer(Line line) throws Line.Malformed, HostException {
        peer.requireAdministrator();
        return switch (line.text("op")) {
            case "list" -> {
                long from = line.number("from", 0);
                List<KeptLease> next = desk.leases().stream().filter(lease -> lease.id() > from).limit(MOST_LISTED + 1).toList();
                next.stream().limit(MOST_LISTED).forEach(lease -> send(lease.line()));
                yield Line.of("ok", true, "more", next.size() > MOST_LISTED);
            }
            case "yield" -> {
                desk.yield(line.text("device"), line.number("pid"), (int) Math.clamp(line.number("seconds"), 0, Integer.MAX_VALUE));
                yield Line.of("ok", true);
            }
            default -> {
                desk.resume(line.text("device"), line.number("pid"));
                yield Line.of("ok", true);
            }
        };
    }

    void close() {
        try {
            channel.close();
        } catch (IOException closing) {
            // It is closed all the same.
            return;
        }
    }
}
