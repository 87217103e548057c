package daxplane.lease.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.inventory.LeaseState;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sockets, and a clock that the test turns. */
@Timeout(60)
class LeaseServerTest {

    private static final long ME = ProcessHandle.current().pid();

    @TempDir Path state;
    private final AtomicLong nanos = new AtomicLong();
    private final List<HolderSide> holders = new ArrayList<>();
    private LeaseServer server;
    private LeaseDesk desk;

    @BeforeEach
    void open() throws HostException {
        server = LeaseServer.open(state, nanos::get);
        desk = new DeskClient(LeaseServer.socket(state));
    }

    @AfterEach
    void close() throws IOException {
        for (HolderSide holder : holders) {
            holder.close();
        }
        server.close();
    }

    private HolderSide connect() throws IOException {
        holders.add(new HolderSide(LeaseServer.socket(state)));
        return holders.getLast();
    }

    /** Somebody with a lease on the first 512 pages. */
    private HolderSide holder(String device) throws Exception {
        HolderSide holder = connect();
        assertThat(holder.ask("{\"op\":\"hello\",\"name\":\"db\",\"pid\":" + ME + "}")).isEqualTo("{\"ok\":true}");
        assertThat(holder.ask("{\"op\":\"acquire\",\"device\":\"" + device + "\",\"page\":0,\"pages\":512,\"grace\":5000}")).isEqualTo("{\"ok\":true,\"lease\":1,\"generation\":1}");
        return holder;
    }

    private CompletableFuture<Errno> asking() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                desk.yield("dax0.0", ME, 5);
                return Errno.EOPNOTSUPP;                    // stands for: it worked
            } catch (HostException refused) {
                return refused.errno();
            }
        });
    }

    private LeaseState state() throws HostException {
        return desk.leases().getFirst().state();
    }

    @Test
    void whoIsAskedLetsGoAndHasItAgain() throws Exception {
        HolderSide holder = holder("dax0.0");
        assertThat(holder.ask("{\"op\":\"pin\",\"lease\":1}")).isEqualTo("{\"ok\":true,\"lease\":1,\"state\":\"GRANTED\",\"generation\":1,\"pins\":1}");
        var asked = asking();
        assertThat(holder.next()).isEqualTo("{\"event\":\"revoke\",\"lease\":1,\"device\":\"dax0.0\",\"reason\":\"ADMIN\",\"within\":5000}");
        assertThat(holder.ask("{\"op\":\"quiesced\",\"lease\":1}")).contains("REVOKING");
        assertThat(asked).isNotDone();
        assertThat(holder.ask("{\"op\":\"unpin\",\"lease\":1}")).contains("QUIESCED");
        assertThat(asked.get()).isEqualTo(Errno.EOPNOTSUPP);

        assertThat(holder.ask("{\"op\":\"reacquire\",\"lease\":1}")).contains("EBUSY", "being drained");
        desk.resume("dax0.0", ME);
        assertThat(holder.next()).contains("\"event\":\"resumed\"", "QUIESCED");
        assertThat(holder.ask("{\"op\":\"reacquire\",\"lease\":1}")).contains("GRANTED", "\"generation\":3");
        assertThat(holder.ask("{\"op\":\"release\",\"lease\":1}")).contains("RELEASED");
        assertThat(desk.leases()).isEmpty();
    }

    /** It hangs nobody, and an answer after the deadline changes nothing. */
    @Test
    void whoNeverAnswersIsWaitedForUntilTheDeadline() throws Exception {
        HolderSide holder = holder("dax0.0");
        var asked = asking();
        assertThat(holder.next()).contains("revoke");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
        assertThat(asked.get()).isEqualTo(Errno.EOPNOTSUPP);
        assertThat(state()).isEqualTo(LeaseState.EXPIRED);
        assertThat(holder.ask("{\"op\":\"quiesced\",\"lease\":1}")).contains("EXPIRED");
        assertThat(holder.ask("{\"op\":\"quiesced\",\"lease\":1}")).contains("EXPIRED");
        assertThat(holder.ask("{\"op\":\"pin\",\"lease\":1}")).contains("ENXIO");
    }

    @Test
    void whoKeepsPinsIsInTheWay() throws Exception {
        HolderSide holder = holder("dax0.0");
        holder.ask("{\"op\":\"pin\",\"lease\":1}");
        var asked = asking();
        assertThat(holder.next()).contains("revoke");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
        assertThat(asked.get()).isEqualTo(Errno.EBUSY);
        assertThat(state()).isEqualTo(LeaseState.BROKEN);
        assertThat(desk.leases().getFirst().holder().said()).isEqualTo("db, lease 1 of pages 0-511, broken, generation 2, pinned");
    }

    /** With its pins; who waits for it goes on at once. */
    @Test
    void whoDiesHasNothingLeft() throws Exception {
        HolderSide holder = holder("dax0.0");
        holder.ask("{\"op\":\"pin\",\"lease\":1}");
        var asked = asking();
        assertThat(holder.next()).contains("revoke");
        holder.close();
        assertThat(asked.get()).isEqualTo(Errno.EOPNOTSUPP);
        assertThat(desk.leases()).isEmpty();
    }

    @Test
    void asksOnlyTheProcessAndTheDeviceThatAreMeant() throws Exception {
        holder("pmem0");
        assertThatThrownBy(() -> desk.yield("dax0.0", ME, 5)).isInstanceOf(HostException.class).hasMessageContaining("ENXIO");
        assertThatThrownBy(() -> desk.yield("pmem0", 1, 5)).hasMessageContaining("ENXIO");
        assertThatThrownBy(() -> desk.yield("pmem0", ME, 0)).hasMessageContaining("EINVAL");
        assertThatThrownBy(() -> desk.yield("pmem0", ME, Integer.MAX_VALUE)).hasMessageContaining("EINVAL");
        assertThat(state()).isEqualTo(LeaseState.GRANTED);
    }

    /** The answer names what is wrong, and the connection goes on. */
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{}", "{\"op\":1}", "{\"op\":\"nosuch\"}", "{\"op\":\"pin\"}", "{\"op\":\"pin\",\"lease\":\"1\"}", "{\"op\":\"pin\",\"lease\":2}",
        "{\"op\":\"pin\",\"lease\":99999999999999999999}", "{\"op\":\"pin\",\"lease\":1,\"lease\":1}", "{\"op\":\"pin\",\"lease\":1} {}", "{\"op\":\"pin\",\"lease\":1,}", "{\"op\":{\"op\":\"pin\"}}",
        "{\"op\":\"acquire\",\"device\":\"../etc\",\"pages\":1}", "{\"op\":\"acquire\",\"device\":\"dax0.0\",\"pages\":0}", "{\"op\":\"acquire\",\"device\":\"dax0.0\",\"page\":-1,\"pages\":1}",
        "{\"op\":\"acquire\",\"device\":\"dax0.0\",\"page\":999999999999999999,\"pages\":999999999999999999}", "{\"op\":\"acquire\",\"device\":\"dax0.0\",\"pages\":1,\"grace\":-1}",
        "{\"op\":\"hello\",\"name\":\"db\",\"pid\":1}", "{\"op\":\"unpin\",\"lease\":1}", "{\"op\":\"yield\",\"device\":\"dax0.0\"}", "{\"op\":\"resume\",\"device\":\"dax0.0\",\"pid\":true}"})
    void refusesWhatMakesNoSense(String line) throws Exception {
        HolderSide holder = holder("dax0.0");
        assertThat(holder.ask(line)).startsWith("{\"ok\":false,\"errno\":\"E");
        assertThat(holder.ask("{\"op\":\"pin\",\"lease\":1}")).contains("\"pins\":1");
        assertThat(desk.leases()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"op\":\"hello\",\"name\":\"a b\",\"pid\":PID}", "{\"op\":\"hello\",\"name\":\"\",\"pid\":PID}", "{\"op\":\"hello\",\"name\":\"db\",\"pid\":0}",
        "{\"op\":\"hello\",\"name\":\"db\",\"pid\":2147483647}", "{\"op\":\"hello\",\"name\":\"db\",\"pid\":-5}", "{\"op\":\"acquire\",\"device\":\"dax0.0\",\"pages\":1}"})
    void nobodyIsWhoHeIsNot(String line) throws Exception {
        assertThat(connect().ask(line.replace("PID", Long.toString(ME)))).startsWith("{\"ok\":false");
        assertThat(desk.leases()).isEmpty();
    }

    /** However much comes, no more than a line of it is kept. */
    @Test
    void whoSendsALineWithoutEndIsCutOff() throws Exception {
        HolderSide endless = holder("dax0.0");
        endless.send("{\"op\":\"" + "x".repeat(5000));
        assertThat(endless.next()).contains("E2BIG");
        assertThat(endless.ended()).isTrue();
        assertThat(connect().ask("{\"op\":\"list\"}")).doesNotContain("lease\":1");
    }

    @Test
    void manyLeasesAreToldInPieces() throws Exception {
        HolderSide holder = holder("dax0.0");
        for (int i = 2; i <= 1200; i++) {
            assertThat(holder.ask("{\"op\":\"acquire\",\"device\":\"dax0.1\",\"page\":" + i + ",\"pages\":1}")).contains("\"lease\":" + i);
        }
        assertThat(desk.leases()).hasSize(1200).extracting(KeptLease::id).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void oneKeepsTheLeasesOfAStateDirectory() throws Exception {
        assertThatThrownBy(() -> LeaseServer.open(state, nanos::get)).isInstanceOf(HostException.class).hasMessageContaining("EBUSY");
        holder("dax0.0");
        assertThat(desk.leases()).hasSize(1);
    }

    @Test
    void aSocketThatNobodyListensAtIsReplaced(@TempDir Path other) throws Exception {
        Path socket = LeaseServer.socket(other);
        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket)).close();
        assertThat(socket).exists();
        assertThatThrownBy(() -> new DeskClient(socket).leases()).hasMessageContaining("ENXIO");
        LeaseServer.open(other, nanos::get).close();
        assertThat(socket).doesNotExist();
        assertThat(new DeskClient(socket).leases()).isEmpty();

        Files.writeString(socket, "mine");
        assertThatThrownBy(() -> LeaseServer.open(other, nanos::get)).hasMessageContaining("EEXIST");
        assertThat(socket).hasContent("mine");

        Path deep = Files.createDirectories(other.resolve("x".repeat(100)));
        assertThatThrownBy(() -> LeaseServer.open(deep, nanos::get)).hasMessageContaining("ENAMETOOLONG");
    }

    /** What a holder sees and says. */
    private static final class HolderSide implements AutoCloseable {

        private final SocketChannel channel;
        private final BufferedReader lines;

        HolderSide(Path socket) throws IOException {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        }

        void send(String text) throws IOException {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }

        String next() throws IOException {
            return lines.readLine();
        }

        String ask(String line) throws IOException {
            send(line + "\n");
            return next();
        }

        /** With an end, or with a reset where the other side did not read everything. */
        boolean ended() throws IOException {
            try {
                return lines.readLine() == null;
            } catch (SocketException reset) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
