package daxplane.process;

import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;

/** {@code kill [-SIGNAL] PID...}: processes here catch no signal, and end. */
final class Kill implements Program {

    private static final int LONGEST_PID = 9;

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public int run(ProgramCall call) throws KernelException {
        ProcessTable table = ProcessProgram.table(call);
        int status = call.arguments().isEmpty() ? 1 : 0;
        for (String word : call.arguments()) {
            if (!word.startsWith("-")) {
                status = Math.max(status, end(call, table, word));
            }
        }
        return status;
    }

    private static int end(ProgramCall call, ProcessTable table, String pid) {
        try {
            if (!pid.matches("\\d{1," + LONGEST_PID + "}")) {
                call.err("kill: invalid number '" + pid + "'\n");
                return 1;
            }
            table.kill(Integer.parseInt(pid));
            return 0;
        } catch (KernelException none) {
            call.err("kill: can't kill pid " + pid + ": " + none.errno().text() + "\n");
            return 1;
        }
    }
}
