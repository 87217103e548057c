package daxplane.machine.host;

import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import daxplane.kernel.KernelException;
import daxplane.kernel.Processes;
import daxplane.kernel.ProgramCall;
import daxplane.kernel.UserFiles;
import daxplane.kernel.core.SimulatedKernel;
import daxplane.machine.Machine;
import daxplane.simulation.UserSpace;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Programs, processes and files of a machine. */
record MachineUserSpace(Machine machine) implements UserSpace {

    private static final String PROGRAMS = "/bin/";

    @Override
    public SortedSet<String> programs() {
        return machine.look(SimulatedKernel::programs);
    }

    @Override
    public Ended run(List<String> words, byte[] input, boolean background, Cancellation cancellation) throws HostException {
        String path = PROGRAMS + words.getFirst();
        Machine.Call<Ended, HostException> run = kernel -> {
            ProgramCall call = new ProgramCall(kernel, words.subList(1, words.size()), input, background, cancellation);
            int before = kernel.symbol(Processes.class).map(Processes::newest).orElse(0);
            try {
                int status = kernel.runProgram(words.getFirst(), call);
                int now = kernel.symbol(Processes.class).map(Processes::newest).orElse(0);
                return new Ended(status, call.printed(), call.complained(), background && now != before ? now : 0);
            } catch (KernelException refused) {
                throw new HostException(refused.errno(), FailedCall.OPEN, path, refused.getMessage());
            }
        };
        boolean looks = machine.look(kernel -> kernel.programLooks(words.getFirst(), words.subList(1, words.size())));
        return looks ? machine.look(run) : machine.change(FailedCall.OPEN, path, run);
    }

    @Override
    public byte[] output(int pid) throws HostException {
        return machine.change(FailedCall.READ, "/proc/" + pid, kernel -> of(FailedCall.READ, "/proc/" + pid, () -> {
            Processes processes = processes(kernel);
            processes.tick();
            return processes.output(pid);
        }));
    }

    @Override
    public void kill(int pid) throws HostException {
        machine.change(FailedCall.OPEN, "/proc/" + pid, kernel -> of(FailedCall.OPEN, "/proc/" + pid, () -> {
            processes(kernel).kill(pid);
            return null;
        }));
    }

    @Override
    public boolean covers(String path) {
        return machine.look(kernel -> files(kernel).map(files -> files.covers(path)).orElse(false));
    }

    @Override
    public byte[] read(String path) throws HostException {
        return machine.change(FailedCall.OPEN, path, kernel -> {
            of(FailedCall.OPEN, path, () -> opened(kernel, path, false));
            return of(FailedCall.READ, path, () -> present(kernel).read(path));
        });
    }

    @Override
    public void write(String path, byte[] bytes, boolean append) throws HostException {
        machine.change(FailedCall.OPEN, path, kernel -> {
            of(FailedCall.OPEN, path, () -> opened(kernel, path, true));
            return of(FailedCall.WRITE, path, () -> {
                present(kernel).write(path, bytes, append);
                return null;
            });
        });
    }

    @Override
    public List<String> list(String path) throws HostException {
        return machine.look(kernel -> of(FailedCall.LIST, path, () -> present(kernel).list(path)));
    }

    private static UserFiles opened(SimulatedKernel kernel, String path, boolean create) throws KernelException {
        UserFiles files = present(kernel);
        files.open(path, create);
        return files;
    }

    private interface Act<T> {
        T run() throws KernelException;
    }

    private static <T> T of(FailedCall stage, String path, Act<T> act) throws HostException {
        try {
            return act.run();
        } catch (KernelException refused) {
            throw new HostException(refused.errno(), stage, path, refused.getMessage());
        }
    }

    private static Optional<UserFiles> files(SimulatedKernel kernel) {
        return kernel.symbol(UserFiles.class);
    }

    private static UserFiles present(SimulatedKernel kernel) throws KernelException {
        return files(kernel).orElseThrow(() -> new KernelException(Errno.ENOENT, "this kernel has no file systems"));
    }

    private static Processes processes(SimulatedKernel kernel) throws KernelException {
        return kernel.symbol(Processes.class).orElseThrow(() -> new KernelException(Errno.ENOENT, "this kernel has no processes"));
    }
}
