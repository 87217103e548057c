package daxplane.process;

import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.util.List;
import java.util.stream.Collectors;

/** {@code pidof NAME}: the newest first. */
final class Pidof implements Program {

    @Override
    public String name() {
        return "pidof";
    }

    @Override
    public boolean looks(List<String> arguments) {
        return true;
    }

    @Override
    public int run(ProgramCall call) throws KernelException {
        ProcessTable table = ProcessProgram.table(call);
        table.tick();
        List<SimulatedProcess> found = table.running().reversed().stream().filter(process -> call.arguments().contains(process.name())).toList();
        if (!found.isEmpty()) {
            call.out(found.stream().map(process -> Integer.toString(process.pid())).collect(Collectors.joining(" ")) + "\n");
        }
        return found.isEmpty() ? 1 : 0;
    }
}
