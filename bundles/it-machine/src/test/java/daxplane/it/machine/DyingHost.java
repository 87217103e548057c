package daxplane.it.machine;

import daxplane.host.Attributes;
import daxplane.host.BlockMedia;
import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.ForwardingHost;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.LabelAreas;
import daxplane.host.Modules;
import java.util.List;
import java.util.Optional;

/**
 * A machine on which the process that drives it dies, before or after its n-th effect, or whose n-th effect fails. The machine
 * itself goes on.
 *
 * @param fault   what the effect fails with; empty: the process dies
 * @param lasting those behind it fail as well
 */
record DyingHost(Host machine, int point, int[] passed, Optional<Errno> fault, boolean lasting) implements ForwardingHost {

    /** Not an exception that anything catches: the process is gone. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1;
    }

    static DyingHost at(Host machine, int point) {
        return new DyingHost(machine, point, new int[1], Optional.empty(), false);
    }

    /** One effect, and none after it, fails with {@code fault} and changes nothing. */
    static DyingHost failingAt(Host machine, int point, Errno fault) {
        return new DyingHost(machine, point, new int[1], Optional.of(fault), false);
    }

    /** This effect, and all after it, fail with {@code fault} and change nothing. */
    static DyingHost failingFrom(Host machine, int point, Errno fault) {
        return new DyingHost(machine, point, new int[1], Optional.of(fault), true);
    }

    /** Whether what was to happen has happened. */
    boolean met() {
        return passed[0] > point;
    }

    private interface Act {
        int perform() throws HostException;
    }

    private int around(Act act) throws HostException {
        if (fault.isPresent()) {
            int passing = passed[0]++;
            if (passing == point || lasting && passing > point) {
                throw new HostException(fault.get(), FailedCall.WRITE, "effect " + point);
            }
            return act.perform();
        }
        die();
        int answer = act.perform();
        die();
        return answer;
    }

    /** One more moment at which it may die. */
    void die() {
        if (passed[0]++ == point) {
            throw new Died();
        }
    }

    @Override
    public Attributes attributes() {
        var real = machine.attributes();
        return new Attributes() {
            @Override
            public String read(String path) throws HostException {
                return real.read(path);
            }

            @Override
            public int write(String path, String value, Cancellation cancellation) throws HostException {
                return around(() -> real.write(path, value, cancellation));
            }

            @Override
            public List<String> list(String directory) throws HostException {
                return real.list(directory);
            }

            @Override
            public String readLink(String path) throws HostException {
                return real.readLink(path);
            }

            @Override
            public String realPath(String path) throws HostException {
                return real.realPath(path);
            }

            @Override
            public Kind kind(String path) {
                return real.kind(path);
            }
        };
    }

    @Override
    public Modules modules() {
        var real = machine.modules();
        return new Modules() {
            @Override
            public void load(String name) throws HostException {
                around(() -> {
                    real.load(name);
                    return 0;
                });
            }

            @Override
            public void unload(String name) throws HostException {
                around(() -> {
                    real.unload(name);
                    return 0;
                });
            }
        };
    }

    @Override
    public LabelAreas labelAreas() {
        var real = machine.labelAreas();
        return new LabelAreas() {
            @Override
            public Size size(String dimm) throws HostException {
                return real.size(dimm);
            }

            @Override
            public byte[] read(String dimm, int offset, int length) throws HostException {
                return real.read(dimm, offset, length);
            }

            @Override
            public Optional<byte[]> seen(String dimm) {
                return real.seen(dimm);
            }

            @Override
            public void write(String dimm, int offset, byte[] bytes) throws HostException {
                around(() -> {
                    real.write(dimm, offset, bytes);
                    return 0;
                });
            }
        };
    }

    @Override
    public BlockMedia blockMedia() {
        return name -> new DyingDevice(machine.blockMedia().openExclusive(name));
    }

    private final class DyingDevice implements BlockMedia.Device {

        private final BlockMedia.Device real;

        DyingDevice(BlockMedia.Device real) {
            this.real = real;
        }

        @Override
        public long bytes() throws HostException {
            return real.bytes();
        }

        @Override
        public byte[] read(long offset, int length) throws HostException {
            return real.read(offset, length);
        }

        @Override
        public void write(long offset, byte[] bytes) throws HostException {
            around(() -> {
                real.write(offset, bytes);
                return 0;
            });
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
