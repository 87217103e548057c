package daxplane.tools.nd;

import daxplane.host.BlockMedia;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.tools.dax.DaxRegion;
import daxplane.tools.dax.MemoryBlocks;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.Optional;

/**
 * Enables and disables devices of the nd bus. Every method answers 0 or a negative errno, and has then complained where the
 * original's library does.
 */
public final class NdControl {

    /** What an enabled namespace answers to being enabled when it is in use by way of its personality. */
    public static final int ENABLED_BY_PERSONALITY = 1;

    private static final String DRIVERS = "/sys/bus/nd/drivers";

    private final Session session;

    public NdControl(Session session) {
        this.session = session;
    }

    /**
     * Offers a device to one driver after another, in the order of their folder, until one takes it.
     *
     * @param module that must be there for it
     */
    private int bind(Device device, String module) {
        if (!session.sysfs().exists("/sys/module/" + module)) {
            session.perform(new Effect.LoadModule(module));
        }
        for (String driver : session.sysfs().names(DRIVERS)) {
            String file = DRIVERS + "/" + driver + "/bind";
            if (session.sysfs().exists(file) && session.write(file, device.name()).isEmpty()) {
                return Outcome.DONE;
            }
        }
        return Outcome.failed(Errno.ENXIO);
    }

    private void unbind(Device device) {
        device.driver().ifPresent(driver -> session.write(DRIVERS + "/" + driver + "/unbind", device.name()));
    }

    public int enable(Dimm dimm) {
        return enable(dimm, "libnvdimm", "ndctl_dimm_enable");
    }

    public int disable(Dimm dimm) {
        return disable(dimm, "ndctl_dimm_disable");
    }

    public int enable(Region region) {
        return enable(region, "libnvdimm", "ndctl_region_enable");
    }

    public int disable(Region region) {
        return disable(region, "ndctl_region_disable");
    }

    public int enable(Personality personality) {
        String word = personality.kind().word();
        return enable(personality, personality.kind() == Personality.Kind.DAX ? "dax_pmem" : "nd_pmem", "ndctl_" + word + "_enable");
    }

    private int enable(Device device, String module, String function) {
        if (device.enabled()) {
            return Outcome.DONE;
        }
        bind(device, module);
        return device.enabled() ? Outcome.DONE : complain(function, device.name() + ": failed to enable", Errno.ENXIO);
    }

    private int disable(Device device, String function) {
        unbind(device);
        return device.enabled() ? complain(function, device.name() + ": failed to disable", Errno.EBUSY) : Outcome.DONE;
    }

    /** A namespace with an info block is taken by the personality that the kernel finds there: that is success as well. */
    public int enable(Namespace namespace) {
        if (namespace.enabled()) {
            return Outcome.DONE;
        }
        bind(namespace, "nd_pmem");
        if (namespace.enabled()) {
            return Outcome.DONE;
        }
        return namespace.personality().filter(Personality::enabled).isPresent() ? ENABLED_BY_PERSONALITY
                : complain("ndctl_namespace_enable", namespace.name() + ": failed to enable", Errno.ENXIO);
    }

    /**
     * Disables a namespace that nobody has mounted or uses as memory. Its disk is held exclusively meanwhile, so that nobody
     * mounts it in between.
     */
    public int disableUnused(Namespace namespace) {
        var personality = namespace.personality();
        var enabledDax = personality.filter(p -> p.kind() == Personality.Kind.DAX && p.enabled());
        if (enabledDax.filter(this::isMemory).isPresent()) {
            return Outcome.failed(Errno.EBUSY);
        }
        var disk = personality.isPresent()
                ? personality.filter(Personality::enabled).flatMap(Personality::blockDevice)
                : namespace.blockDevice().filter(_ -> namespace.enabled());
        if (disk.isPresent()) {
            try (BlockMedia.Device _ = session.host().blockMedia().openExclusive(disk.get())) {
                disableAnyhow(namespace);
                return Outcome.DONE;
            } catch (HostException refused) {
                if (refused.errno() != Errno.EACCES) {
                    return Outcome.failed(refused.errno());
                }
                // A disk that can only be read cannot be opened for this test; then nobody writes to it (corpus ns-unarmed).
            }
        }
        disableAnyhow(namespace);
        return Outcome.DONE;
    }

    private boolean isMemory(Personality dax) {
        return DaxRegion.carriedBy(session.sysfs(), dax.path(), dax.region().id()).devices().stream()
                .anyMatch(device -> device.memory().map(MemoryBlocks::online).orElse(0) > 0);
    }

    /** Disables a namespace; a personality lets go of it and is deleted. */
    public int disableAnyhow(Namespace namespace) {
        int outcome = namespace.personality().map(this::delete).orElse(Outcome.DONE);
        return outcome < 0 ? outcome : disable(namespace, "ndctl_namespace_disable");
    }

    /** Disables a personality and makes it let go of its namespace. */
    public int delete(Personality personality) {
        unbind(personality);
        return release(personality);
    }

    /** Makes a personality let go of its namespace. */
    public int release(Personality personality) {
        return Outcome.of(session.write(personality.attribute("namespace"), ""));
    }

    /**
     * Gives the capacity of a namespace back to its region. One that has none any more, and so no uuid, counts as deleted: the
     * kernel's ENXIO says just that (corpus daxctl-ns-online, step 7).
     */
    public int delete(Namespace namespace) {
        if (namespace.type() != NamespaceType.PMEM) {
            return Outcome.failed(Errno.ENXIO);
        }
        if (namespace.enabled()) {
            return Outcome.failed(Errno.EBUSY);
        }
        int outcome = set(namespace, "size", "0");
        return outcome == Outcome.failed(Errno.ENXIO) ? Outcome.DONE : outcome;
    }

    /** Writes an attribute of a device. */
    public int set(Device device, String attribute, String value) {
        return Outcome.of(session.write(device.attribute(attribute), value));
    }

    /** EBUSY while it is enabled; no size is an EINVAL, there is {@link #delete(Namespace)} for that. */
    public int setSize(Namespace namespace, long bytes) {
        if (bytes == 0) {
            return Outcome.failed(Errno.EINVAL);
        }
        return namespace.enabled() ? Outcome.failed(Errno.EBUSY) : set(namespace, "size", "0x" + Long.toHexString(bytes));
    }

    /** Which personality the kernel is to look for; old kernels do not know, which is no failure. */
    public void setHolderClass(Namespace namespace, Optional<Personality.Kind> kind) {
        set(namespace, "holder_class", kind.map(Personality.Kind::word).orElse(""));
    }

    /** Whether the kernel is not to look for a personality at all. */
    public void setRaw(Namespace namespace, boolean raw) {
        set(namespace, "force_raw", raw ? "1" : "0");
    }

    private int complain(String function, String what, Errno errno) {
        session.stderr("libndctl: " + function + ": " + what + "\n");
        return Outcome.failed(errno);
    }
}
