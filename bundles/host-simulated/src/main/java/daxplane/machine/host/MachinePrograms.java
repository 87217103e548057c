package daxplane.machine.host;

import daxplane.host.Cancellation;
import daxplane.host.EffectResult;
import daxplane.host.HostException;
import daxplane.host.Programs;
import daxplane.kernel.core.SimulatedKernel;
import daxplane.machine.Machine;
import daxplane.simulation.UserSpace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;

/** Programs as effects: one call each, that ends. */
record MachinePrograms(Machine machine) implements Programs {

    @Override
    public SortedSet<String> names() {
        return InjectProgram.with(machine.look(SimulatedKernel::programs));
    }

    @Override
    public boolean looks(List<String> words) {
        return InjectProgram.named(words) ? InjectProgram.looks(words) : machine.look(kernel -> kernel.programLooks(words.getFirst(), words.subList(1, words.size())));
    }

    @Override
    public boolean readsInput(List<String> words) {
        return !InjectProgram.named(words) && machine.look(kernel -> kernel.programReadsInput(words.getFirst(), words.subList(1, words.size())));
    }

    @Override
    public EffectResult.Ended run(List<String> words, String input, Cancellation cancellation) throws HostException {
        if (InjectProgram.named(words)) {
            return new InjectProgram(machine).run(words.subList(1, words.size()));
        }
        UserSpace.Ended ended = new MachineUserSpace(machine).run(words, input.getBytes(StandardCharsets.UTF_8), false, cancellation);
        return new EffectResult.Ended(ended.status(), new String(ended.out(), StandardCharsets.UTF_8), new String(ended.err(), StandardCharsets.UTF_8));
    }
}
