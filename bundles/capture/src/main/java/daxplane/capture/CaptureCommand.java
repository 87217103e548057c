package daxplane.capture;

import daxplane.blueprint.Blueprint.Medium;
import daxplane.blueprint.UnusableBlueprint;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.shell.extension.ConsoleCall;
import daxplane.shell.extension.ConsoleCommand;
import daxplane.shell.extension.ConsoleMachine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** {@code capture DIR}: the host as a machine definition. */
@Component(service = ConsoleCommand.class, scope = ServiceScope.PROTOTYPE, property = ConsoleCommand.NAME_PROPERTY + "=capture")
public final class CaptureCommand implements ConsoleCommand {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    @Override
    public String name() {
        return "capture";
    }

    @Override
    public String summary() {
        return "write a machine definition of this host, for a simulated twin";
    }

    @Override
    public String synopsis() {
        return "capture DIR";
    }

    @Override
    public List<String> examples() {
        return List.of("daxplane --host linux capture ./twin   as root: firmware tables, label areas, parameters; no data",
                "daxplane --machine ./twin --state ./twin.state list   the twin, to rehearse on");
    }

    @Override
    public int run(ConsoleCall call) {
        if (call.arguments().size() != 1 || call.arguments().getFirst().startsWith("-")) {
            call.err().println("daxplane: capture takes one directory, which it makes: " + synopsis());
            return USAGE;
        }
        String typed = call.arguments().getFirst();
        try {
            Path path = Path.of(typed).toAbsolutePath().normalize();
            Captured captured = Captured.from(call.machine().host(), String.valueOf(path.getFileName()));
            write(captured, TargetFolder.prepare(path));
            tell(captured, typed, call.out());
            return DONE;
        } catch (ConsoleMachine.Unavailable failure) {
            return failed(call, failure.getMessage());
        } catch (HostException refused) {
            return failed(call, "the host cannot be captured: " + refused.getMessage());
        } catch (UnusableBlueprint unusable) {
            return failed(call, "the simulated machine cannot be what this host is: " + unusable.getMessage());
        } catch (DirectoryNotEmptyException | NotDirectoryException occupied) {
            return failed(call, "nothing is written: " + typed + " is there and is no empty directory; name a new one");
        } catch (IOException failure) {
            return failed(call, typed + " cannot be written: " + Errno.said(failure));
        } catch (InvalidPathException unusable) {
            return failed(call, "no directory can be called " + typed + " (EINVAL)");
        }
    }

    private static void write(Captured captured, TargetFolder folder) throws IOException {
        try {
            captured.writeTo(folder.path());
        } catch (IOException failure) {
            folder.clear();
            throw failure;
        }
    }

    private static void tell(Captured captured, String typed, PrintStream out) {
        out.println("captured into " + typed + ":");
        out.println("  tables     " + (captured.tables().isEmpty() ? "none" : String.join(" ", captured.tables())));
        for (Medium medium : captured.media()) {
            byte[] labels = captured.labels().getOrDefault(medium.image(), new byte[0]);
            out.println("  %-10s %d MiB, %s".formatted(medium.image(), medium.capacityBytes() >> 20,
                    labels.length == 0 ? "no label area" : "label area of " + labels.length / 1024 + " KiB"));
        }
        captured.notes().forEach(note -> out.println("  note       " + note));
        out.println("try it: daxplane --machine " + (typed.contains("/") ? typed : "./" + typed) + " --state NEW-DIR list");
    }

    private static int failed(ConsoleCall call, String why) {
        call.err().println("daxplane: " + why);
        return FAILED;
    }
}
