package daxplane.shell.verb;

import daxplane.shell.doctor.Checkup;
import daxplane.shell.doctor.Finding;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Detail;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Style;
import daxplane.shell.screen.Table;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code doctor}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=doctor")
@CommandLine.Command(name = "doctor", description = "Say what is missing for daxplane to do its work, and what to do about it",
        footer = {"", "Examples:",
            "  doctor             before the first assign on a new host; exits 1 when something is missing",
            "  doctor -o json     for a monitor"})
public final class DoctorVerb implements Verb {

    @Mixin private Output output;

    @Override
    public int run(Context given) {
        var context = output.of(given);
        var findings = new Checkup(context.session()).findings();
        boolean quiet = context.screen().detail() == Detail.QUIET;
        context.print(table(findings.stream().filter(finding -> !quiet || !finding.sound()).toList()));
        return findings.stream().allMatch(Finding::sound) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static Table table(List<Finding> findings) {
        var table = new Table(List.of(Column.text("check"), Column.text("state"), Column.wrapped("found"), Column.wrapped("remedy", "DO")));
        for (var finding : findings) {
            table.row(Cell.of(finding.check()).in(Style.STRONG), finding.sound() ? Cell.of("sound").in(Style.GOOD) : Cell.of("trouble").in(Style.BAD),
                    finding.found(), finding.remedy());
        }
        return table;
    }
}
