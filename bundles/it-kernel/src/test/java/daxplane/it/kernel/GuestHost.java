package daxplane.it.kernel;

import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.jr.stree.JrsString;
import daxplane.host.Attributes;
import daxplane.host.BlockMedia;
import daxplane.host.Cancellation;
import daxplane.host.Changes;
import daxplane.host.Errno;
import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.LabelAreas;
import daxplane.host.Modules;
import daxplane.host.FailedCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The kernel of a guest, seen from outside of it: as far as it takes to capture it. */
record GuestHost(Guest guest, Hardware hardware, Path place, String release) implements Host {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** @param place of its media */
    static GuestHost of(Guest guest, Hardware hardware, Path place) throws IOException {
        return new GuestHost(guest, hardware, place, guest.exec("uname -r").succeeded().out().strip());
    }

    @Override
    public String describe() {
        return "guest with Linux " + release;
    }

    @Override
    public String kernelRelease() {
        return release;
    }

    @Override
    public String bootId() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Attributes attributes() {
        return new OverTheLine();
    }

    @Override
    public LabelAreas labelAreas() {
        return new LabelAreas() {

            @Override
            public Size size(String dimm) throws HostException {
                if (!hardware.dimms().get(number(dimm)).labelled()) {
                    throw new HostException(Errno.ENOTTY, FailedCall.IOCTL, dimm);
                }
                return new Size(Hardware.LABEL_BYTES, Hardware.LABEL_BYTES);
            }

            @Override
            public byte[] read(String dimm, int offset, int length) {
                try {
                    return Arrays.copyOfRange(hardware.labels(place, number(dimm)), offset, offset + length);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }

            @Override
            public void write(String dimm, int offset, byte[] bytes) {
                throw new UnsupportedOperationException();
            }

            private int number(String dimm) {
                return Integer.parseInt(dimm.substring("nmem".length()));
            }
        };
    }

    @Override
    public BlockMedia blockMedia() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Modules modules() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Holders holders() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Changes changes() {
        throw new UnsupportedOperationException();
    }

    /** A byte comes as one character. */
    private final class OverTheLine implements Attributes {

        @Override
        public String read(String path) throws HostException {
            return new String(readBytes(path), StandardCharsets.UTF_8);
        }

        @Override
        public byte[] readBytes(String path) throws HostException {
            return Guest.text(answer(FailedCall.OPEN, path, "read", path), "data").getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public List<String> list(String directory) throws HostException {
            var names = new ArrayList<String>();
            TreeNode listed = answer(FailedCall.LIST, directory, "ls", directory).get("names");
            for (int i = 0; i < listed.size(); i++) {
                names.add(((JrsString) listed.get(i)).getValue());
            }
            return names;
        }

        @Override
        public int write(String path, String value, Cancellation cancellation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String readLink(String path) throws HostException {
            return Guest.text(answer(FailedCall.READ_LINK, path, "readlink", path), "data");
        }

        @Override
        public String realPath(String path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Kind kind(String path) {
            throw new UnsupportedOperationException();
        }

        private TreeNode answer(FailedCall stage, String path, String operation, String... arguments) throws HostException {
            try {
                TreeNode reply = guest.call(PATIENCE, operation, arguments);
                if (reply.get("errno") != null) {
                    throw new HostException(Errno.valueOf(Guest.text(reply, "errno")), stage, path);
                }
                return reply;
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
