package daxplane.kernel;

import daxplane.host.Holders.Holder;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What programs outside of the kernel do with devices and memory. Injected by tests and from the console. */
@ProviderType
public interface Workload {

    /** @param device name of a block or dax device: {@code pmem0.1}, {@code dax0.0} */
    List<Holder> holders(String device);

    /** Who keeps others from opening the device exclusively, as a mount does. */
    Optional<Holder> claimant(String device);

    /** Asks this one, too, from now on; it goes with the kernel. Called in load and resume of a module. */
    void ask(UserSource source);

    /** How many hold a device whose name begins like this, also one that has gone meanwhile: its open file goes on. */
    int holdersOf(String namePrefix);

    /** Whether a kernel object that cannot be moved lies in the memory block: offlining it fails with EBUSY at once. */
    boolean unmovable(long blockNumber);

    /** Whether somebody holds pages of the memory block: offlining it waits until they let go (corpus pin-movable-vmsplice). */
    boolean held(long blockNumber);

    /**
     * The name that chance gives to a personality, once; empty when nobody has decided it. The kernel probes namespaces side by
     * side, and leaves to chance who is first (corpus README: one extra seed, {@code dax1.1}).
     *
     * @param taker the namespace that it is found on, {@code namespace0.1}, or what an unused one is to a region:
     *     {@code region0/dax_seed}
     */
    Optional<String> decidedName(String taker);
}
