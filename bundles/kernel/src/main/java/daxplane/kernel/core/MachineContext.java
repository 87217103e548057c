package daxplane.kernel.core;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What a machine keeps while kernels come and go in it: at a reboot, and when a kernel is rebuilt with other modules. */
public final class MachineContext {

    private final KeySeal seal;
    private final MachineClock clock = new MachineClock();
    private final KernelLock gate = new KernelLock();
    private final TouchLog touches;
    private final KernelLog log = new KernelLog();
    private final Map<String, String> decidedNames = new TreeMap<>();
    private final Duration patience;

    /**
     * @param firstMark marks before it belong to another process; what was touched since them is not known
     * @param patience  how long a driver may be silent before its call is given up
     */
    public MachineContext(long firstMark, Duration patience, KeySeal seal) {
        this.seal = seal;
        this.patience = patience;
        this.touches = new TouchLog(firstMark);
    }

    /** Of a machine without files. */
    public MachineContext(long firstMark, Duration patience) {
        this(firstMark, patience, KeySeal.ofThisProcess());
    }

    /** For a copy of the machine, whose clock shows the same and then goes on by itself. */
    public MachineContext copy(long firstMark) {
        MachineContext copy = new MachineContext(firstMark, patience, seal);
        copy.clock.follow(clock);
        return copy;
    }

    KeySeal seal() {
        return seal;
    }

    public MachineClock clock() {
        return clock;
    }

    public KernelLock gate() {
        return gate;
    }

    public KernelLog log() {
        return log;
    }

    /** A line for the kernel log that is not the kernel's. */
    public void report(int level, String text) {
        log.message(level, text);
    }

    /** Who gets which name, where a kernel leaves it to chance; each is asked for once. */
    public Map<String, String> decidedNames() {
        return decidedNames;
    }

    Duration patience() {
        return patience;
    }

    TouchLog touches() {
        return touches;
    }

    public long mark() {
        return touches.mark();
    }

    public daxplane.host.Changes.Touched touchedSince(long mark) {
        return touches.since(mark);
    }

    /** Everything may look different from now on. */
    public void everythingTouched() {
        touches.everything();
    }
}
