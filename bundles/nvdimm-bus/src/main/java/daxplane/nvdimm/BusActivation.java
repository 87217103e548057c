package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import java.util.List;
import java.util.Map;

/** Activation of firmware on all DIMMs of a bus at once. Source: docs/kernel/errors.md 6. Corpus nt-fw-raw. */
final class BusActivation {

    private static final long ACTIVATION_MILLIS = 3000;
    /** DIMMs that can be activated within the time that the system can be quiet for. */
    private static final int MOST_ARMED = 3;

    private final BusDevice bus;
    private boolean idleForbidden;
    private long ends;

    BusActivation(BusDevice bus) {
        this.bus = bus;
    }

    private Kernel kernel() {
        return bus.ndBus().kernel();
    }

    private List<DimmDevice> dimms() {
        return bus.ndBus().dimms().stream().filter(dimm -> dimm.directory().startsWith(bus.directory() + "/")).toList();
    }

    boolean busy() {
        return ends != 0;
    }

    /** A DIMM was armed or disarmed: the bus looks different. */
    void armedChanged() {
        bus.changed();
    }

    String text() {
        long armed = dimms().stream().filter(dimm -> dimm.update().armed()).count();
        return busy() ? "busy" : armed == 0 ? "idle" : armed > MOST_ARMED ? "overflow" : "armed";
    }

    /** {@code live} or {@code quiesce}: begins. ENXIO nothing is armed; EBUSY one is running. */
    void store(String value) throws KernelException {
        WrittenText word = new WrittenText(value);
        if (!word.is("live") && !word.is("quiesce")) {
            throw new KernelException(Errno.EINVAL, "neither live nor quiesce");
        }
        if (busy()) {
            throw new KernelException(Errno.EBUSY, "an activation is running");
        }
        if (text().equals("idle")) {
            throw new KernelException(Errno.ENXIO, "no DIMM is armed");
        }
        ends = kernel().clockMillis() + ACTIVATION_MILLIS;
        kernel().wakeAt(ends);
        changed();
    }

    private void changed() {
        bus.changed();
        dimms().forEach(DimmDevice::changed);
    }

    void timePassed() {
        if (ends == 0) {
            return;
        }
        if (ends > kernel().clockMillis()) {
            kernel().wakeAt(ends);
            return;
        }
        ends = 0;
        for (DimmDevice dimm : dimms()) {
            try {
                dimm.update().activated();
            } catch (KernelException unreadable) {
                kernel().log(3, "nd " + dimm.name() + ": " + unreadable.getMessage());
            }
        }
        changed();
    }

    String idleText() {
        return idleForbidden ? "Y\n" : "N\n";
    }

    void storeIdle(String value) throws KernelException {
        idleForbidden = new WrittenText(value).toBoolean();
        bus.changed();
    }

    void describe(Map<String, String> state) {
        state.put("activationEnds", Long.toString(ends));
        state.put("idleForbidden", Boolean.toString(idleForbidden));
    }

    void restore(Map<String, String> state) {
        ends = Long.parseLong(state.getOrDefault("activationEnds", "0"));
        idleForbidden = Boolean.parseBoolean(state.get("idleForbidden"));
        if (ends != 0) {
            kernel().wakeAt(ends);
        }
    }
}
