package daxplane.lease.desk;

import daxplane.host.Errno;
import daxplane.host.FailedCall;
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

/** The desk at a socket; where none is, there are no leases. One connection for each question. */
final class DeskClient implements LeaseDesk {

    private final Path socket;

    DeskClient(Path socket) {
        this.socket = socket;
    }

    @Override
    public List<KeptLease> leases() throws HostException {
        if (!Files.exists(socket)) {
            return List.of();
        }
        return talk(desk -> {
            var leases = new ArrayList<KeptLease>();
            for (Line line = desk.ask(Line.of("op", "list")); ; line = desk.next()) {
                if (line.values().containsKey("lease")) {
                    leases.add(KeptLease.parse(line));
                } else if (Boolean.TRUE.equals(line.values().get("more")) && !leases.isEmpty()) {
                    desk.say(Line.of("op", "list", "from", leases.getLast().id()));
                } else {
                    return List.copyOf(leases);
                }
            }
        });
    }

    @Override
    public void yield(String device, long pid, int seconds) throws HostException {
        talk(desk -> desk.ask(Line.of("op", "yield", "device", device, "pid", pid, "seconds", (long) seconds)));
    }

    @Override
    public void resume(String device, long pid) throws HostException {
        talk(desk -> desk.ask(Line.of("op", "resume", "device", device, "pid", pid)));
    }

    private interface Conversation<T> {
        T with(Talk desk) throws IOException, HostException, Line.Malformed;
    }

    private record Talk(SocketChannel channel, BufferedReader answers) {

        void say(Line line) throws IOException {
            channel.write(ByteBuffer.wrap((line.json() + "\n").getBytes(StandardCharsets.UTF_8)));
        }

        Line ask(Line line) throws IOException, HostException, Line.Malformed {
            say(line);
            return next();
        }

        Line next() throws IOException, HostException, Line.Malformed {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("it was closed");
            }
            Line said = Line.parse(answer);
            if (said.values().containsKey("errno")) {
                throw HostException.explained(Errno.valueOf(said.text("errno")), FailedCall.OPEN, "leases.sock", said.text("text"));
            }
            return said;
        }
    }

    private <T> T talk(Conversation<T> what) throws HostException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return what.with(new Talk(channel, new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))));
        } catch (IOException | Line.Malformed | IllegalArgumentException gone) {
            throw HostException.explained(Errno.ENXIO, FailedCall.OPEN, socket.toString(), "nobody keeps leases there: " + gone.getMessage());
        }
    }
}
