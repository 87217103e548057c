package daxplane.host.linux;

import daxplane.host.Attributes;
import daxplane.host.BlockMedia;
import daxplane.host.Changes;
import daxplane.host.GuardedAttributes;
import daxplane.host.Holders;
import daxplane.host.HostProvider;
import daxplane.host.HostException;
import daxplane.host.LabelAreas;
import daxplane.host.Modules;
import java.util.List;
import java.util.Optional;

/** The machine that we run on. Thread-safe: the kernel serialises what must be. */
public final class LinuxHost implements HostProvider.OpenHost {

    private final Optional<UeventSocket> events;
    private final Attributes attributes;
    private final LinuxChanges changes;
    private final Modules modules;
    private final String release;
    private final String bootId;

    private LinuxHost(Optional<UeventSocket> events) throws HostException {
        this.events = events;
        this.changes = new LinuxChanges(FileAttributes.unobserved(), events);
        this.attributes = new GuardedAttributes(new FileAttributes(changes::performed));
        this.modules = new Modprobe(List.of("modprobe"), changes::performed);
        this.release = attributes.read("/proc/sys/kernel/osrelease").strip();
        this.bootId = attributes.read("/proc/sys/kernel/random/boot_id").strip();
    }

    /** @throws HostException when there is no /proc to speak of */
    public static LinuxHost open() throws HostException {
        return new LinuxHost(uevents());
    }

    /** A sandbox may deny netlink; everything then works with full looks. */
    private static Optional<UeventSocket> uevents() {
        try {
            return Optional.of(UeventSocket.open());
        } catch (HostException denied) {
            return Optional.empty();
        }
    }

    @Override
    public String describe() {
        return "this machine, Linux " + release;
    }

    @Override
    public String kernelRelease() {
        return release;
    }

    @Override
    public String bootId() {
        return bootId;
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public LabelAreas labelAreas() {
        return new NvdimmLabelAreas();
    }

    @Override
    public BlockMedia blockMedia() {
        return new ExclusiveBlockMedia();
    }

    @Override
    public Modules modules() {
        return modules;
    }

    @Override
    public Holders holders() {
        return new ProcHolders(attributes);
    }

    @Override
    public Changes changes() {
        return changes;
    }

    @Override
    public void close() {
        events.ifPresent(UeventSocket::close);
    }
}
