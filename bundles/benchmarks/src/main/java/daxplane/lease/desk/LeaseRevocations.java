package daxplane.lease.desk;

import daxplane.host.HostException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * 10,000 leases of ten connections; one time is a hundred of them asked back, given back, resumed and taken again, one after the other and
 * through the socket. Target: one second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 10)
public class LeaseRevocations {

    private static final int CONNECTIONS = 10;
    private static final int LEASES = 1_000;
    private static final Pattern EVENT = Pattern.compile("\"event\":\"(revoke|resumed)\",\"lease\":(\\d+)");

    private final List<SocketChannel> holders = new ArrayList<>();
    private final long pid = ProcessHandle.current().pid();
    private Path state;
    private LeaseServer server;
    private LeaseDesk desk;
    private int next;

    @Setup
    public void acquire() throws IOException, HostException {
        state = Files.createTempDirectory("daxplane-benchmark");
        server = LeaseServer.open(state);
        desk = new DeskClient(LeaseServer.socket(state));
        for (int i = 0; i < CONNECTIONS; i++) {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(LeaseServer.socket(state)));
            BufferedReader lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            holders.add(channel);
            say(channel, "{\"op\":\"hello\",\"name\":\"db\",\"pid\":" + pid + "}");
            lines.readLine();
            for (int j = 0; j < LEASES; j++) {
                say(channel, "{\"op\":\"acquire\",\"device\":\"d" + (i * LEASES + j) + "\",\"pages\":512}");
                lines.readLine();
            }
            Thread.ofVirtual().start(() -> answer(channel, lines));
        }
    }

    private static void say(SocketChannel channel, String line) throws IOException {
        channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static void answer(SocketChannel channel, BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher event = EVENT.matcher(line);
                if (event.find()) {
                    say(channel, "{\"op\":\"" + (event.group(1).equals("revoke") ? "quiesced" : "reacquire") + "\",\"lease\":" + event.group(2) + "}");
                }
            }
        } catch (IOException closed) {
            return;                                         // the benchmark is over
        }
    }

    @Benchmark
    public int hundred() throws HostException {
        for (int i = 0; i < 100; i++) {
            String device = "d" + next++ % (CONNECTIONS * LEASES);
            desk.yield(device, pid, 5);
            desk.resume(device, pid);
        }
        return next;
    }

    @TearDown
    public void release() throws IOException {
        for (SocketChannel holder : holders) {
            holder.close();
        }
        server.close();
        Files.delete(state);
    }
}
