package daxplane.shell;

import daxplane.control.ControlException;
import daxplane.host.Errno;
import daxplane.journal.JournalException;
import daxplane.launch.Invocation;
import daxplane.shell.command.ObjectNames;
import daxplane.shell.command.Suggestion;
import daxplane.shell.line.CompletionPoint;
import daxplane.shell.line.Reader;
import daxplane.shell.screen.Style;
import daxplane.shell.screen.Screen;
import daxplane.shell.screen.Visible;
import daxplane.script.Parser;
import daxplane.script.Streams;
import daxplane.script.SyntaxException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** The console as people sit at it. */
final class Prompt implements Reader {

    /** With a line for each, more would not fit above the prompt of a small terminal. */
    private static final int MOST_WITH_DESCRIPTION = 16;

    private final ShellContext workplace;
    private final Invocation invocation;
    private final String version;
    private final Streams streams;
    private final ObjectNames names;
    private final Meanwhile meanwhile = new Meanwhile();
    private int status;

    Prompt(ShellContext workplace, Invocation invocation, String version) {
        this.workplace = workplace;
        this.invocation = invocation;
        this.version = version;
        this.streams = new Streams(InputStream.nullInputStream(), invocation.out(), invocation.err());
        this.names = new ObjectNames(workplace.session());
    }

    @Override
    public String prompt() {
        return workplace.screen().ink(Style.STRONG, "daxplane> ");
    }

    @Override
    public void converse(UnaryOperator<String> ask) {
        workplace.asker(ask::apply);
    }

    @Override
    public Path history() {
        return invocation.state().resolve("history");
    }

    @Override
    public void greet(Dimensions dimensions) {
        fit(dimensions);
        workplace.inTurn(() -> {
            greet();
            know();
            return status;
        });
    }

    private void greet() {
        var screen = workplace.screen();
        try {
            invocation.out().println(screen.ink(Style.STRONG, "daxplane " + version) + "  " + Visible.line(workplace.session().host().describe()));
            begin();
        } catch (ControlException unusable) {
            invocation.err().println("daxplane: " + Visible.line(unusable.getMessage()));
        }
        invocation.out().println("'help' shows the way through, TAB completes, Ctrl-D leaves");
        invocation.out().flush();
    }

    /** Begins to write, so that what a crash left in doubt is settled and drift is seen before the first command. */
    private void begin() throws ControlException {
        try {
            var start = workplace.session().control().start();
            Visible.lines(start.settled()).forEach(invocation.out()::println);
            int drifted = start.drift().rows().size();
            if (drifted > 0) {
                invocation.out().println(workplace.screen().ink(Style.WARNING, drifted + (drifted == 1 ? " object is" : " objects are")
                        + " not as wanted: 'drift' shows them, 'recover' brings them back"));
            }
        } catch (ControlException busy) {
            if (busy.errno() != Errno.EBUSY) {
                throw busy;
            }
            invocation.out().println(workplace.screen().ink(Style.WARNING, "looking only: " + Visible.line(busy.getMessage())));
        }
    }

    @Override
    public boolean incomplete(String line) {
        try {
            Parser.parse(line);
            return false;
        } catch (SyntaxException wrong) {
            return wrong.incomplete();
        }
    }

    @Override
    public boolean accept(String line, Dimensions dimensions) {
        fit(dimensions);
        workplace.inTurn(() -> {
            tellOthers();
            return status;
        });
        status = new Scripts(workplace, streams).text(line, 0);
        if (!workplace.ended()) {
            workplace.inTurn(() -> {
                know();
                return status;
            });
        }
        return !workplace.ended();
    }

    private void tellOthers() {
        try {
            meanwhile.news(workplace.session().control().journal()).forEach(line -> invocation.out().println(workplace.screen().ink(Style.WARNING, line)));
            invocation.out().flush();
        } catch (ControlException | JournalException unreadable) {
            // The command that follows says so, if it needs the journal.
        }
    }

    private void know() {
        try {
            meanwhile.know(workplace.session().control().journal());
        } catch (ControlException unreadable) {
            // Then there is nothing to compare with, and whatever comes is new.
        }
    }

    private void fit(Dimensions dimensions) {
        var screen = workplace.screen();
        workplace.screen(screen.sized(dimensions.columns(), dimensions.rows()));
    }

    @Override
    public List<Suggestion> complete(CompletionPoint point) {
        var found = switch (point.place()) {
            case WORD -> workplace.commands().complete(point.words(), point.piped(), names);
            case PATH -> names.paths(point.word());
            case NOTHING -> List.<Suggestion>of();
        };
        var sorted = Suggestion.inOrder(found);
        return sorted.size() > MOST_WITH_DESCRIPTION ? sorted.stream().map(Suggestion::brief).toList() : sorted;
    }

    @Override
    public void interrupt() {
        workplace.interrupt();
    }

    @Override
    public int exitCode() {
        return status;
    }
}
