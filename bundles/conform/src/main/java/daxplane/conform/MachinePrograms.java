package daxplane.conform;

import daxplane.simulation.SimulatedMachine;
import java.util.HashMap;
import java.util.Map;

/** Programs of a recording as holders and pins of a simulated machine. */
final class MachinePrograms implements Programs {

    private final SimulatedMachine machine;
    private final Map<String, Runnable> running = new HashMap<>();

    MachinePrograms(SimulatedMachine machine) {
        this.machine = machine;
    }

    @Override
    public boolean start(String tag, String command) {
        return false;
    }

    @Override
    public boolean kill(String tag) {
        Runnable end = running.remove(tag);
        if (end != null) {
            end.run();
        }
        return end != null;
    }
}
