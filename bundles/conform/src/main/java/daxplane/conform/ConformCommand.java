package daxplane.conform;

import daxplane.host.HostProvider;
import daxplane.shell.extension.ConsoleCall;
import daxplane.shell.extension.ConsoleCommand;
import daxplane.tools.Tools;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** {@code conform [-v] [-o json] DIR...}: holds recorded kernels against simulated machines. */
@Component(service = ConsoleCommand.class, scope = ServiceScope.PROTOTYPE, property = "command=conform")
public final class ConformCommand implements ConsoleCommand {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final List<HostProvider> hosts;
    private final Tools tools;

    @Activate
    public ConformCommand(@Reference List<HostProvider> hosts, @Reference Tools tools) {
        this.hosts = hosts;
        this.tools = tools;
    }

    @Override
    public String name() {
        return "conform";
    }

    @Override
    public String summary() {
        return "hold recordings of real kernels against the simulated machine";
    }

    @Override
    public String synopsis() {
        return "conform [-v] [-o json] DIR...";
    }

    @Override
    public List<String> examples() {
        return List.of("conform corpus               every case below corpus", "conform -v corpus/ns-raw     one case, with what differs");
    }

    @Override
    public int run(ConsoleCall call) {
        boolean json = !call.format().equals("table");
        boolean verbose = false;
        var directories = new ArrayList<Path>();
        var words = call.arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-v")) {
                verbose = true;
            } else if (word.equals("-o") && i + 1 < words.size() && List.of("json", "table").contains(words.get(i + 1))) {
                json = words.get(++i).equals("json");
            } else if (word.startsWith("-")) {
                return usage(call, "conform: " + word + " is not understood");
            } else {
                try {
                    directories.add(Path.of(word));
                } catch (InvalidPathException wrong) {
                    return usage(call, "conform: " + wrong.getMessage());
                }
            }
        }
        return directories.isEmpty() ? usage(call, "conform: which recordings?") : run(call, directories, new ReportText(call.out(), json, verbose));
    }

    private int run(ConsoleCall call, List<Path> directories, ReportText text) {
        var simulated = hosts.stream().filter(host -> host.name().equals("simulated")).findFirst();
        if (simulated.isEmpty()) {
            call.err().println("conform: no bundle offers simulated machines; 'doctor' says what is missing");
            return FAILED;
        }
        try {
            var summary = new Conformance(new CaseRunner(simulated.get(), tools)).run(directories, text::add);
            text.end(summary);
            return summary.failed() == 0 ? DONE : FAILED;
        } catch (IOException unusable) {
            call.err().println("conform: " + unusable.getMessage());
            return FAILED;
        }
    }

    private int usage(ConsoleCall call, String what) {
        call.err().println(what + "; " + synopsis());
        return USAGE;
    }
}
