package daxplane.shell.command;

import daxplane.control.ControlException;
import daxplane.host.HostException;
import daxplane.journal.JournalException;
import daxplane.shell.verb.CommandResolver;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.DynamicOptions;
import daxplane.shell.verb.ExitCode;
import daxplane.shell.verb.Failure;
import daxplane.shell.verb.LookingVerb;
import daxplane.shell.verb.LineCount;
import daxplane.shell.verb.PlannableVerb;
import daxplane.shell.verb.RawArguments;
import daxplane.shell.verb.TakesMoments;
import daxplane.shell.verb.Verb;
import daxplane.shell.verb.WrapperVerb;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine;

/** One of daxplane's own verbs: picocli parses its words. */
final class VerbCommand implements ShellCommand {

    private static final String HELP = "--help";

    private final String name;
    private final PrototypeService<Verb> verbs;

    VerbCommand(String name, PrototypeService<Verb> verbs) {
        this.name = name;
        this.verbs = verbs;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return verbs.with(verb -> {
            var described = verb.getClass().getAnnotation(CommandLine.Command.class);
            return described == null ? "" : String.join(" ", described.description());
        });
    }

    @Override
    public int run(List<String> arguments, Context context) {
        String said = "";
        try {
            return perform(arguments, context);
        } catch (Failure failure) {
            said = failure.getMessage();
            context.complain("daxplane: " + said);
            return failure.exitCode();
        } catch (ControlException | HostException | JournalException failure) {
            said = failure.getMessage();
            context.complain("daxplane: " + name + ": " + said);
            return ExitCode.FAILED;
        } finally {
            tellFindings(context, said);
            context.tellNotes();
        }
    }

    /** An answer from a journal that is damaged is never given without saying so; once, by the outermost command. */
    private static void tellFindings(Context context, String said) {
        if (context.moment().isPresent()) {
            return;
        }
        for (var finding : context.session().findings()) {
            if (!said.contains(finding.what())) {
                context.complain("daxplane: note: " + finding.what() + "; records 1 to " + finding.good()
                        + " can be trusted as far as they are chained, 'journal verify' proves them");
            }
        }
    }

    private int perform(List<String> arguments, Context context) throws Failure, ControlException, HostException, JournalException {
        try (var leased = verbs.take()) {
            var verb = leased.service();
            var parsed = parse(line(verb, context), arguments);
            if (parsed.isUsageHelpRequested()) {
                context.streams().out().print(usage(parsed.commandSpec(), context));
                return ExitCode.DONE;
            }
            return ((Verb) parsed.commandSpec().userObject()).run(context);
        }
    }

    /** What the words ask for, without doing it. */
    CommandResolver.Asked command(List<String> arguments, Context context) throws Failure, ControlException {
        try (var leased = verbs.take()) {
            if (!(leased.service() instanceof PlannableVerb)) {
                throw Failure.usage("there is no plan for '" + name + "': it changes nothing, or at once; 'help plan' names what can be planned");
            }
            var parsed = parse(line(leased.service(), context), arguments);
            if (parsed.isUsageHelpRequested()) {
                throw Failure.usage("'help " + name + "' shows the help");
            }
            if (!(parsed.commandSpec().userObject() instanceof PlannableVerb asking)) {
                throw Failure.usage("there is no plan for '" + parsed.commandSpec().qualifiedName() + "': it changes nothing");
            }
            return new CommandResolver.Asked(asking.command(context), asking.told(context));
        }
    }

    /** Whether the words can be understood. */
    void check(List<String> arguments, Context context) throws Failure, ControlException {
        try (var leased = verbs.take()) {
            parse(line(leased.service(), context), arguments);
        }
    }

    /** First words that it knows. */
    Set<String> subcommands() {
        return verbs.with(verb -> Set.copyOf(new CommandLine(verb).getSubcommands().keySet()));
    }

    boolean canBePlanned() {
        return verbs.with(verb -> verb instanceof PlannableVerb);
    }

    boolean looks() {
        return verbs.with(verb -> verb instanceof LookingVerb);
    }

    /** How many words stand in front of another command that it takes; empty when it takes none. */
    OptionalInt ownWords() {
        return verbs.with(verb -> verb instanceof WrapperVerb prefix ? OptionalInt.of(prefix.ownWords()) : OptionalInt.empty());
    }

    /** {@code -5} is {@code -n 5} where people expect it. */
    private static List<String> words(Object verb, List<String> typed) {
        var said = verb instanceof TakesMoments ? TakesMoments.joined(typed) : typed;
        return !(verb instanceof LineCount) ? said
                : said.stream().flatMap(word -> word.matches("-\\d{1,9}") && !afterCount(typed, word) ? Stream.of("-n", word.substring(1)) : Stream.of(word)).toList();
    }

    private static boolean afterCount(List<String> typed, String word) {
        int before = typed.indexOf(word) - 1;
        return before >= 0 && (typed.get(before).equals("-n") || typed.get(before).equals("--lines"));
    }

    private CommandLine.ParseResult parse(CommandLine line, List<String> arguments) throws Failure {
        try {
            var parsed = line.parseArgs(words(line.getCommandSpec().userObject(), arguments).toArray(String[]::new));
            while (parsed.hasSubcommand()) {
                parsed = parsed.subcommand();
            }
            return parsed;
        } catch (ParameterException wrong) {
            throw Failure.usage(wrong.getCommandLine().getCommandSpec().qualifiedName() + ": " + Misuse.text(wrong)
                    + "; 'help " + wrong.getCommandLine().getCommandSpec().qualifiedName() + "' shows how");
        }
    }

    private static CommandLine line(Verb verb, Context context) throws ControlException {
        var line = new CommandLine(verb).setCaseInsensitiveEnumValuesAllowed(true).setUsageHelpWidth(context.screen().columns())
                .setStopAtPositional(verb instanceof RawArguments || verb instanceof WrapperVerb)
                .setUnmatchedOptionsArePositionalParams(verb instanceof RawArguments)
                .setAllowOptionsAsOptionParameters(false);
        addHelp(line.getCommandSpec());
        if (verb instanceof DynamicOptions adaptable) {
            adaptable.adapt(line.getCommandSpec(), context.session().modes());
        }
        return line;
    }

    private static void addHelp(CommandSpec spec) {
        if (spec.userObject() instanceof RawArguments) {
            return;
        }
        var help = spec.findOption("-h") == null ? OptionSpec.builder("-h", HELP) : OptionSpec.builder(HELP);
        spec.addOption(help.usageHelp(true).description("show this").build());
        spec.subcommands().values().forEach(sub -> addHelp(sub.getCommandSpec()));
    }

    @Override
    public Optional<String> help(List<String> path, Context context) {
        return verbs.with(verb -> {
            var line = lineForHelp(verb, context);
            for (var step : path) {
                line = line.getSubcommands().get(step);
                if (line == null) {
                    return Optional.<String>empty();
                }
            }
            return Optional.of(usage(line.getCommandSpec(), context));
        });
    }

    /** With the options of the moment where they can be known, and without them where not. */
    private static CommandLine lineForHelp(Verb verb, Context context) {
        try {
            return line(verb, context);
        } catch (ControlException unusable) {
            var line = new CommandLine(verb).setUsageHelpWidth(context.screen().columns());
            addHelp(line.getCommandSpec());
            return line;
        }
    }

    private static String usage(CommandSpec spec, Context context) {
        var text = new StringWriter();
        spec.commandLine().usage(new PrintWriter(text, true), context.screen().colours() ? Ansi.ON : Ansi.OFF);
        return text.toString();
    }

    @Override
    public List<Suggestion> complete(List<String> words, ObjectNames names) {
        return verbs.with(verb -> {
            var line = new CommandLine(verb);
            addHelp(line.getCommandSpec());
            Optional<CommandSpec> adapted = names.adapt(verb, line.getCommandSpec());
            return new SpecCompletion(adapted.orElse(line.getCommandSpec()), names).complete(words);
        });
    }
}
