package daxplane.it.kernel.inside;

import daxplane.host.Attributes;
import daxplane.host.BlockMedia;
import daxplane.host.Cancellation;
import daxplane.host.Changes;
import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.LabelAreas;
import daxplane.host.Modules;
import java.util.List;
import java.util.Optional;

/** A host where somebody else acts just before we write to a place: once, and behind the back of the control plane. */
final class MeddledHost implements Host {

    private final Host host;
    private Optional<Trap> trap = Optional.empty();

    /** What is done before the first write to a path that ends so. */
    private record Trap(String path, Runnable meddling) {
    }

    MeddledHost(Host host) {
        this.host = host;
    }

    void before(String path, Runnable meddling) {
        trap = Optional.of(new Trap(path, meddling));
    }

    @Override
    public Attributes attributes() {
        var kernel = host.attributes();
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

    @Override
    public String describe() {
        return host.describe();
    }

    @Override
    public String kernelRelease() {
        return host.kernelRelease();
    }

    @Override
    public String bootId() {
        return host.bootId();
    }

    @Override
    public LabelAreas labelAreas() {
        return host.labelAreas();
    }

    @Override
    public BlockMedia blockMedia() {
        return host.blockMedia();
    }

    @Override
    public Modules modules() {
        return host.modules();
    }

    @Override
    public Holders holders() {
        return host.holders();
    }

    @Override
    public Changes changes() {
        return host.changes();
    }
}
