package daxplane.shell.verb;

import daxplane.host.Errno;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Style;
import daxplane.shell.screen.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code machines}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=machines")
@CommandLine.Command(name = "machines", description = "Show the machine definitions that --machine can name",
        footer = {"", "A state directory keeps the machine that it was begun with; --machine is needed once.", "", "Examples:",
            "  machines",
            "  reset recipe    begin anew, with another machine"})
public final class MachinesVerb implements Verb {

    private static final String PROPERTIES = "machine.properties";

    @Mixin private Output output;

    @Override
    public int run(Context given) throws Failure {
        var context = output.of(given);
        var table = new Table(List.of(Column.text("machine"), Column.wrapped("what"))).whenEmpty("no definitions");
        for (var folder : folders(context.session().definitions())) {
            table.row(Cell.of(folder.getFileName().toString()).in(Style.STRONG), what(folder));
        }
        context.print(table);
        return ExitCode.DONE;
    }

    private static List<Path> folders(Path definitions) throws Failure {
        try (var folders = Files.list(definitions)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve(PROPERTIES))).sorted().toList();
        } catch (IOException unreadable) {
            throw Failure.failed("machines: " + definitions + " cannot be read: " + Errno.said(unreadable));
        }
    }

    /** The comment that a definition begins with. */
    private static String what(Path folder) {
        try (var lines = Files.lines(folder.resolve(PROPERTIES))) {
            return lines.takeWhile(line -> line.startsWith("#")).map(line -> line.substring(1).strip()).collect(Collectors.joining(" "));
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return "";
        }
    }
}
