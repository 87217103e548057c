package daxplane.process;

import daxplane.filesystem.Mounts;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelModule;
import daxplane.kernel.PageUsers;
import daxplane.kernel.Processes;
import daxplane.kernel.Program;
import daxplane.kernel.StateRecord;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Processes, as a part of the kernel image. */
@Component(service = KernelModule.class)
public final class ProcessModule implements KernelModule {

    static final String NAME = "processes";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean builtIn() {
        return true;
    }

    @Override
    public List<String> uses() {
        return List.of("block", "filesystems");
    }

    @Override
    public void load(Kernel kernel) {
        ProcessTable table = new ProcessTable(kernel);
        kernel.export(Processes.class, table);
        kernel.export(ProcessTable.class, table);
        kernel.export(PageUsers.class, new MappedPages(kernel, table));
        kernel.workload().ask(table);
        kernel.symbol(Mounts.class).ifPresent(mounts -> mounts.askUsers(table::uses));
    }

    @Override
    public void resume(Kernel kernel) {
        load(kernel);
    }

    @Override
    public void restore(Kernel kernel, StateRecord document) {
        kernel.symbol(ProcessTable.class).orElseThrow().restore(document);
    }

    @Override
    public List<Program> programs() {
        return List.of(new ProcessProgram(), new Daxuse(), new DiskDump(), new Pidof(), new Kill());
    }
}
