package daxplane.host;

import java.time.Duration;
import java.util.List;

/**
 * Stands for a machine that cannot be used, where something can be done without it: whatever is asked of the machine fails
 * with the reason.
 *
 * @param reason why the machine cannot be used
 */
public record AbsentHost(HostException reason) implements Host {

    @Override
    public String describe() {
        return "a machine that cannot be used";
    }

    @Override
    public String kernelRelease() {
        return "";
    }

    /** No boot: it is not known whether the machine was booted since. */
    @Override
    public String bootId() {
        return "";
    }

    @Override
    public Attributes attributes() {
        return new AbsentAttributes(reason);
    }

    @Override
    public LabelAreas labelAreas() {
        return new AbsentLabelAreas(reason);
    }

    @Override
    public BlockMedia blockMedia() {
        return _ -> {
            throw reason;
        };
    }

    @Override
    public Modules modules() {
        return new AbsentModules(reason);
    }

    @Override
    public Holders holders() {
        return _ -> {
            throw reason;
        };
    }

    @Override
    public Changes changes() {
        return new AbsentChanges(reason);
    }

    private record AbsentAttributes(HostException reason) implements Attributes {

        @Override
        public String read(String path) throws HostException {
            throw reason;
        }

        @Override
        public int write(String path, String value, Cancellation cancellation) throws HostException {
            throw reason;
        }

        @Override
        public List<String> list(String directory) throws HostException {
            throw reason;
        }

        @Override
        public String readLink(String path) throws HostException {
            throw reason;
        }

        @Override
        public String realPath(String path) throws HostException {
            throw reason;
        }

        @Override
        public Kind kind(String path) {
            return Kind.ABSENT;
        }
    }

    private record AbsentLabelAreas(HostException reason) implements LabelAreas {

        @Override
        public Size size(String dimm) throws HostException {
            throw reason;
        }

        @Override
        public byte[] read(String dimm, int offset, int length) throws HostException {
            throw reason;
        }

        @Override
        public void write(String dimm, int offset, byte[] bytes) throws HostException {
            throw reason;
        }
    }

    private record AbsentModules(HostException reason) implements Modules {

        @Override
        public void load(String name) throws HostException {
            throw reason;
        }

        @Override
        public void unload(String name) throws HostException {
            throw reason;
        }
    }

    private record AbsentChanges(HostException reason) implements Changes {

        @Override
        public long mark() {
            return 0;
        }

        @Override
        public Touched since(long mark) throws HostException {
            throw reason;
        }

        @Override
        public void settle(Duration patience) throws HostException {
            throw reason;
        }
    }
}
