package daxplane.simulation;

import daxplane.host.Holders.Holder;
import daxplane.host.HostException;
import java.time.Duration;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Injected faults last until they are taken back or the machine boots; they outlive the process as the machine does. */
@ProviderType
public interface FaultInjection {

    /** Why a memory block cannot be taken offline. */
    enum Pin {
        /** A kernel object that cannot be moved: offlining fails with EBUSY at once. */
        UNMOVABLE,
        /** Pages that somebody holds for a while: offlining waits. */
        HELD
    }

    /**
     * A program, or the kernel, uses a device from now on.
     *
     * @param device name of a block or dax device
     */
    void hold(String device, Holder holder) throws HostException;

    /** Nothing happens when it does not hold the device. */
    void letGo(String device, Holder holder) throws HostException;

    void pin(long blockNumber, Pin pin) throws HostException;

    void unpin(long blockNumber) throws HostException;

    /**
     * The label area changes behind the kernel's back, as by a fault of the DIMM: the kernel goes on with what it read before.
     *
     * @param dimm kernel name, {@code nmem0}
     * @param area as many bytes as the area has; EINVAL otherwise
     */
    void overwriteLabelArea(String dimm, byte[] area) throws HostException;

    /**
     * Chance, decided: which names personalities get when a region comes up, or something is found on a namespace. A name that is
     * not free then, or of another region or kind, counts for nothing. Holds for one use of each, replaces what was decided
     * before, and ends with the process.
     *
     * @param names {@code dax0.1} and the like, by who gets them: a namespace what is found on it ({@code namespace0.2}), a region
     *     its first unused one ({@code region0/dax_seed}). {@code region0/namespace_seed} with the name of a namespace in use: it was
     *     probed before the region called it its seed, and the region gets no other one
     */
    void decideNames(Map<String, String> names);

    /** From now on the machine's clock only moves by {@link #passTime}, and for who waits for a file. Ends with the process. */
    void stopClock();

    /** What the machine's clock shows. */
    long clockMillis();

    /** Lets time pass while the clock stands. */
    void passTime(Duration time);

    /** The write to media after this many more fails with EIO, and so do those behind it; a negative number ends that. Ends with the process. */
    void failMediaWritesAfter(int writes) throws HostException;

    /**
     * Power fails in place of the write to media after this many more; a negative number ends that. Ends with the process.
     *
     * @param seed decides which of the unflushed 8-byte words reach the media
     */
    void failPowerAfter(int writes, long seed) throws HostException;
}
