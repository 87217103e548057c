package daxplane.it.kernel.inside;

import daxplane.host.Attributes;
import daxplane.host.Cancellation;
import daxplane.host.ForwardingHost;
import daxplane.host.Host;
import daxplane.host.HostException;
import java.util.List;
import java.util.Optional;

/** A host where somebody else acts just before we write to a place: once, and behind the back of the control plane. */
final class MeddledHost implements ForwardingHost {

    private final Host machine;
    private Optional<Trap> trap = Optional.empty();

    /** What is done before the first write to a path that ends so. */
    private record Trap(String path, Runnable meddling) {
    }

    MeddledHost(Host machine) {
        this.machine = machine;
    }

    @Override
    public Host machine() {
        return machine;
    }

    void before(String path, Runnable meddling) {
        trap = Optional.of(new Trap(path, meddling));
    }

    @Override
    public Attributes attributes() {
        var kernel = machine.attributes();
        return new Attributes() {
            @Override
            public int write(String path, String value, Cancellation cancellation) throws HostException {
                if (trap.isPresent() && path.endsWith(trap.get().path())) {
                    var sprung = trap.get();
                    trap = Optional.empty();
                    sprung.meddling().run();
                }
                return kernel.write(path, value, cancellation);
            }

            @Override
            public String read(String path) throws HostException {
                return kernel.read(path);
            }

            @Override
            public List<String> list(String directory) throws HostException {
                return kernel.list(directory);
            }

            @Override
            public String readLink(String path) throws HostException {
                return kernel.readLink(path);
            }

            @Override
            public String realPath(String path) throws HostException {
                return kernel.realPath(path);
            }

            @Override
            public Kind kind(String path) {
                return kernel.kind(path);
            }
        };
    }
}
