package daxplane.shell;

import daxplane.control.Actor;
import daxplane.host.HostProvider;
import daxplane.launch.Application;
import daxplane.launch.Invocation;
import daxplane.shell.command.CommandTable;
import daxplane.shell.command.Misuse;
import daxplane.shell.line.Terminals;
import daxplane.shell.screen.Detail;
import daxplane.shell.screen.Pager;
import daxplane.shell.screen.Screen;
import daxplane.shell.screen.StandardOutput;
import daxplane.shell.screen.TerminalStream;
import daxplane.shell.screen.Visible;
import daxplane.script.Streams;
import daxplane.shell.session.Machines;
import daxplane.shell.session.Session;
import daxplane.shell.verb.ExitCode;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** The application: understands the global options and takes one of the ways in. */
@Component
public final class Console implements Application {

    private final Machines machines;
    private final CommandTable commands;
    private final LastCall lastCall = new LastCall();
    /** What a signal interrupts and closes; changes in turn. */
    private volatile Optional<ShellContext> working = Optional.empty();

    @Activate
    public Console(@Reference Machines machines, @Reference CommandTable commands) {
        this.machines = machines;
        this.commands = commands;
    }

    @Override
    public int run(Invocation invocation) {
        var options = new GlobalOptions();
        var told = lastCall.take(() -> understand(invocation, options));
        return told.isPresent() ? told.getAsInt() : run(invocation, options);
    }

    /** @return exit status when there is nothing more to do */
    private static OptionalInt understand(Invocation invocation, GlobalOptions options) {
        var line = new CommandLine(options).setStopAtPositional(true).setCaseInsensitiveEnumValuesAllowed(true);
        try {
            line.parseArgs(invocation.arguments().toArray(String[]::new));
        } catch (ParameterException wrong) {
            return OptionalInt.of(complain(invocation, Misuse.text(wrong)));
        }
        if (options.help) {
            line.usage(new PrintWriter(invocation.out(), true), Ansi.OFF);
            return OptionalInt.of(ExitCode.DONE);
        }
        if (options.version) {
            invocation.out().println("daxplane " + version());
            return OptionalInt.of(ExitCode.DONE);
        }
        return options.clash().map(clash -> OptionalInt.of(complain(invocation, clash))).orElse(OptionalInt.empty());
    }

    @Override
    public void rehearse(Path scratch) {
        WarmUp.of(this, scratch).run();
    }

    private static int complain(Invocation invocation, String what) {
        invocation.err().println("daxplane: " + Visible.line(what) + "; 'daxplane --help' shows the options");
        return ExitCode.USAGE;
    }

    private int run(Invocation given, GlobalOptions options) {
        var surroundings = TerminalInfo.of(given);
        if (surroundings.output() || given.in() != System.in) {
            return run(harmless(given, surroundings), options, surroundings);
        }
        var output = StandardOutput.ofProcess(() -> working.ifPresent(ShellContext::interrupt));
        var buffered = new PrintStream(new BufferedOutputStream(output), false, StandardCharsets.UTF_8);
        int status = run(printing(harmless(given, surroundings), buffered), options, surroundings);
        buffered.flush();
        output.complaint().ifPresent(what -> given.err().println("daxplane: " + what));
        return output.status(status);
    }

    private int run(Invocation invocation, GlobalOptions options, TerminalInfo surroundings) {
        boolean colours = switch (options.colour) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> surroundings.coloured(invocation.environment());
        };
        var screen = new Screen(surroundings.output() ? surroundings.columns() : Screen.WITHOUT_TERMINAL, colours, options.output,
                options.quiet ? Detail.QUIET : options.verbose ? Detail.FULL : Detail.USUAL, pager(invocation, options, surroundings));
        var streams = new Streams(invocation.in(), invocation.out(), invocation.err());
        var workplace = lastCall.take(() -> {
            working = Optional.of(new ShellContext(session(invocation, options), commands, actor(invocation, options), invocation, screen, lastCall));
            return working.get();
        });
        try {
            return work(invocation, options, surroundings, workplace, streams);
        } finally {
            // The machine is let go of once: here, unless a signal came first.
            lastCall.take(() -> {
                workplace.session().close();
                working = Optional.empty();
                return working;
            });
        }
    }

    /** Where a person sits: not for scripts. */
    private static Optional<Pager> pager(Invocation invocation, GlobalOptions options, TerminalInfo surroundings) {
        boolean sits = surroundings.input() && surroundings.output() && options.file == null && !options.noPager
                && !invocation.environment().getOrDefault("TERM", "dumb").equals("dumb");
        return sits ? Pager.of(invocation.environment(), invocation.out(), surroundings.columns(), surroundings.rows()) : Optional.empty();
    }

    private int work(Invocation invocation, GlobalOptions options, TerminalInfo surroundings, ShellContext workplace, Streams streams) {
        if (options.line == null && options.file == null && options.words.isEmpty() && surroundings.input()) {
            return Terminals.interactive(new Prompt(workplace, invocation, version()), invocation.err());
        }
        return Terminals.interruptible(workplace::interrupt, () -> batch(new Scripts(workplace, streams), options));
    }

    @Override
    public boolean end(Duration limit) {
        if (!lastCall.close(() -> working.ifPresent(ShellContext::interrupt), limit)) {
            return false;
        }
        working.ifPresent(workplace -> workplace.session().close());
        return true;
    }

    private static Invocation printing(Invocation given, PrintStream out) {
        return new Invocation(given.arguments(), given.environment(), given.home(), given.state(), given.log(), given.in(), out, given.err());
    }

    /** What is printed comes to a terminal, which obeys more than letters. */
    private static Invocation harmless(Invocation given, TerminalInfo surroundings) {
        return new Invocation(given.arguments(), given.environment(), given.home(), given.state(), given.log(), given.in(),
                surroundings.output() ? TerminalStream.around(given.out()) : given.out(),
                surroundings.error() ? TerminalStream.around(given.err()) : given.err());
    }

    /** The console as at a terminal, on streams. */
    void interact(Invocation invocation) {
        var options = new GlobalOptions();
        new CommandLine(options).parseArgs();
        try (var session = session(invocation, options)) {
            var workplace = new ShellContext(session, commands, actor(invocation, options), invocation, new Screen(80, true, options.output), new LastCall());
            Terminals.rehearse(new Prompt(workplace, invocation, version()), invocation.in(), invocation.out());
        }
    }

    private static int batch(Scripts scripts, GlobalOptions options) {
        if (!options.words.isEmpty()) {
            return scripts.words(options.words);
        }
        if (options.line != null) {
            return scripts.text(options.line, 0);
        }
        return options.file == null || options.file.equals("-") ? scripts.standardInput() : scripts.file(options.file);
    }

    private Session session(Invocation invocation, GlobalOptions options) {
        return machines.session(options.host, new HostProvider.Request(invocation.state(), invocation.home(), options.machine));
    }

    private static Actor actor(Invocation invocation, GlobalOptions options) {
        var name = Stream.of("SUDO_USER", "USER", "LOGNAME").map(variable -> invocation.environment().getOrDefault(variable, ""))
                .filter(value -> !value.isBlank()).findFirst().orElseGet(() -> System.getProperty("user.name"));
        return new Actor(name, options.reason);
    }

    private static String version() {
        var version = Console.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }
}
