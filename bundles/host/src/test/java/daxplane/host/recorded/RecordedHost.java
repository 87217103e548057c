package daxplane.host.recorded;

import daxplane.host.Attributes;
import daxplane.host.BlockMedia;
import daxplane.host.Changes;
import daxplane.host.Errno;
import daxplane.host.GuardedAttributes;
import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.LabelAreas;
import daxplane.host.Modules;
import daxplane.host.FailedCall;
import java.util.List;

/** A host that can only be looked at: an attribute tree, and no devices behind it. */
public final class RecordedHost implements Host {

    private final AttributeTree tree;

    public RecordedHost(AttributeTree tree) {
        this.tree = tree;
    }

    @Override
    public String describe() {
        return "a recorded machine";
    }

    @Override
    public String kernelRelease() {
        return "6.12.117+deb12-amd64";
    }

    @Override
    public String bootId() {
        return "00000000-0000-4000-8000-000000000000";
    }

    @Override
    public Attributes attributes() {
        return new GuardedAttributes(tree);
    }

    @Override
    public Changes changes() {
        return tree;
    }

    @Override
    public LabelAreas labelAreas() {
        return new LabelAreas() {
            @Override
            public Size size(String dimm) throws HostException {
                throw absent(dimm, FailedCall.OPEN);
            }

            @Override
            public byte[] read(String dimm, int offset, int length) throws HostException {
                throw absent(dimm, FailedCall.OPEN);
            }

            @Override
            public void write(String dimm, int offset, byte[] bytes) throws HostException {
                throw absent(dimm, FailedCall.OPEN);
            }
        };
    }

    @Override
    public BlockMedia blockMedia() {
        return name -> {
            throw absent(name, FailedCall.OPEN);
        };
    }

    @Override
    public Modules modules() {
        return new Modules() {
            @Override
            public void load(String name) throws HostException {
                throw absent(name, FailedCall.LOAD_MODULE);
            }

            @Override
            public void unload(String name) throws HostException {
                throw absent(name, FailedCall.UNLOAD_MODULE);
            }
        };
    }

    @Override
    public Holders holders() {
        return device -> List.of();
    }

    private static HostException absent(String name, FailedCall stage) {
        return new HostException(name.matches("\\w[\\w.]*") ? Errno.ENOENT : Errno.EINVAL, stage, name);
    }
}
