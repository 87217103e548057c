package daxplane.shell.command;

import daxplane.control.ControlException;
import daxplane.shell.extension.ConsoleCommand;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import daxplane.shell.verb.Failure;
import daxplane.shell.verb.CommandResolver;
import daxplane.shell.verb.Verb;
import daxplane.tools.Tool;
import daxplane.tools.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The commands of the moment: they come and go with the bundles that bring them. */
@Component(service = CommandTable.class)
public final class CommandTable implements CommandResolver {

    private static final String HELP = "help";

    private final Map<String, ShellCommand> verbs = new ConcurrentHashMap<>();
    /** Those that have the name of a tool, and are commands beside its own. */
    private final Map<String, VerbCommand> beside = new ConcurrentHashMap<>();
    /** By the number of the service: while one is exchanged there are two of a name, and the later one counts. */
    private final SortedMap<Long, ShellCommand> plugins = new ConcurrentSkipListMap<>();
    private final AtomicReference<Tools> tools = new AtomicReference<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addVerb(ComponentServiceObjects<Verb> verb, Map<String, Object> properties) {
        var name = name(properties, Verb.NAME_PROPERTY);
        var command = new VerbCommand(name, new PrototypeService<>(verb));
        if (properties.containsKey(Verb.BESIDE_PROPERTY)) {
            beside.put(name, command);
        } else {
            verbs.put(name, command);
        }
    }

    void removeVerb(Map<String, Object> properties) {
        (properties.containsKey(Verb.BESIDE_PROPERTY) ? beside : verbs).remove(name(properties, Verb.NAME_PROPERTY));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPlugin(ComponentServiceObjects<ConsoleCommand> command, Map<String, Object> properties) {
        var name = name(properties, ConsoleCommand.NAME_PROPERTY);
        plugins.put(number(properties), new PluginCommand(name, new PrototypeService<>(command)));
    }

    void removePlugin(Map<String, Object> properties) {
        plugins.remove(number(properties));
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setTools(Tools offered) {
        tools.set(offered);
    }

    void unsetTools(Tools gone) {
        tools.compareAndSet(gone, null);
    }

    private static Long number(Map<String, Object> properties) {
        return (Long) properties.get("service.id");
    }

    private static String name(Map<String, Object> properties, String property) {
        return String.valueOf(properties.get(property));
    }

    /** By name. Our own come first: a plug-in cannot take the name of one. */
    private SortedMap<String, ShellCommand> all() {
        var all = new TreeMap<String, ShellCommand>();
        plugins.values().forEach(plugin -> all.put(plugin.name(), plugin));
        Optional.ofNullable(tools.get()).ifPresent(offered -> offered.all().forEach(tool -> all.put(tool.name(), new ToolCommand(tool))));
        beside.forEach((name, verb) -> all.merge(name, verb, (tool, _) -> new ExtendedTool(tool, verb)));
        all.putAll(verbs);
        return all;
    }

    /** Without making the tools when it is none of theirs. */
    private Optional<ShellCommand> named(String name) {
        return Optional.ofNullable(verbs.get(name)).or(() -> Optional.ofNullable(all().get(name)));
    }

    /** What an operator installed is there from the first command on that needs it. */
    private Optional<ShellCommand> named(String name, Context context) {
        return named(name).or(() -> {
            try {
                context.session().plugins();
            } catch (ControlException none) {
                return Optional.empty(); // then nothing was installed that could be the command
            }
            return named(name);
        }).or(() -> ProgramCommand.named(name, context));
    }

    public boolean knows(String name) {
        return HelpPage.BUILT_IN.containsKey(name) || all().containsKey(name);
    }

    /** Whether {@link #run} finds something of this name. */
    public boolean runs(String name, Supplier<Context> context) {
        return name.equals(HELP) || HelpPage.BUILT_IN.containsKey(name) || (named(name).isPresent() || named(name, context.get()).isPresent());
    }

    /** @param words the command's name first */
    public int run(List<String> words, Context context) {
        var name = words.getFirst();
        var arguments = words.subList(1, words.size());
        if (name.equals(HELP)) {
            return help(arguments, context);
        }
        var command = named(name, context);
        if (command.isPresent()) {
            return contained(command.get(), arguments, context);
        }
        context.complain("daxplane: unknown command '" + name + "'" + Spelling.suggestion(name, names()) + "'help' shows what there is");
        return ExitCode.USAGE;
    }

    /** Whatever goes wrong in a command, the console and the script around it go on, and it is said. */
    private static int contained(ShellCommand command, List<String> arguments, Context context) {
        try {
            return command.run(arguments, context);
        } catch (RuntimeException | Error mistake) {
            mistake.printStackTrace();      // goes to the log
            context.complain("daxplane: " + command.name() + " failed: " + mistake
                    + "; this is a mistake in daxplane: its log tells where; 'drift' shows whether something was left half done");
            return ExitCode.FAILED;
        } finally {
            context.streams().out().flush();        // what was acknowledged is told, whatever ends the program next
        }
    }

    private int help(List<String> words, Context context) {
        var page = new HelpPage(all(), context);
        if (words.isEmpty()) {
            context.streams().out().print(page.overview());
            return ExitCode.DONE;
        }
        var name = words.getFirst();
        if (name.equals(HelpPage.ALL)) {
            context.streams().out().print(page.everything());
            return ExitCode.DONE;
        }
        var path = words.subList(1, words.size());
        var text = named(name, context).flatMap(command -> command.help(path, context)).or(() -> path.isEmpty() ? page.builtIn(name) : Optional.empty());
        if (text.isPresent()) {
            context.streams().out().print(text.get());
            return ExitCode.DONE;
        }
        context.complain(knows(name) ? "daxplane: '" + name + "' has no '" + String.join(" ", path) + "'; 'help " + name + "' shows what it has"
                : "daxplane: there is no help for '" + name + "'" + Spelling.suggestion(name, names()) + "'help' shows what there is");
        return ExitCode.USAGE;
    }

    private List<String> names() {
        var names = new ArrayList<>(all().keySet());
        names.addAll(HelpPage.BUILT_IN.keySet());
        return names;
    }

    @Override
    public Asked command(List<String> words, Context context) throws ControlException, Failure {
        var rest = words.subList(1, words.size());
        switch (named(words.getFirst()).orElse(null)) {
            case VerbCommand verb -> {
                return verb.command(rest, context);
            }
            case ExtendedTool tool when tool.isOwn(rest) -> {
                return tool.own().command(rest, context);
            }
            case null, default -> { }
        }
        throw Failure.usage("there is no plan for '" + words.getFirst() + "'; 'help plan' names what can be planned");
    }

    @Override
    public Optional<Tool> tool(List<String> words) {
        String name = words.getFirst();
        boolean ours = verbs.containsKey(name) || named(name).orElse(null) instanceof ExtendedTool tool && tool.isOwn(words.subList(1, words.size()));
        return ours ? Optional.empty() : Optional.ofNullable(tools.get()).flatMap(offered -> offered.named(name));
    }

    @Override
    public void checkLook(List<String> words, Context context) throws ControlException, Failure {
        looking(words).check(words.subList(1, words.size()), context);
    }

    @Override
    public int look(List<String> words, Context context) throws Failure {
        return looking(words).run(words.subList(1, words.size()), context);
    }

    private VerbCommand looking(List<String> words) throws Failure {
        if (named(words.getFirst()).orElse(null) instanceof VerbCommand verb && verb.looks()) {
            return verb;
        }
        throw Failure.usage("'" + words.getFirst() + "' cannot look at the past; 'help at' names what can");
    }

    /**
     * What the last word could become; only what begins with it.
     *
     * @param words of one command; the last one is unfinished, possibly empty
     * @param piped whether the command reads what another one prints
     */
    public List<Suggestion> complete(List<String> words, boolean piped, ObjectNames names) {
        var word = words.getLast();
        return candidates(words, names, piped ? command -> HelpPage.READS_PIPES.contains(command.name()) : _ -> true).stream()
                .filter(suggestion -> suggestion.value().startsWith(word)).toList();
    }

    /** @param legal commands that can stand there */
    private List<Suggestion> candidates(List<String> words, ObjectNames names, Predicate<ShellCommand> legal) {
        if (words.size() == 1) {
            return commandNames(legal);
        }
        var rest = words.subList(1, words.size());
        var name = words.getFirst();
        if (name.equals(HELP)) {
            return rest.size() == 1 ? allNames() : named(rest.getFirst()).map(command -> command.complete(rest.subList(1, rest.size()), names)).orElse(List.of());
        }
        var command = named(name);
        if (command.orElse(null) instanceof VerbCommand verb && verb.ownWords().isPresent() && rest.size() > verb.ownWords().getAsInt()
                && !(rest.size() == verb.ownWords().getAsInt() + 1 && rest.getLast().startsWith("-"))) {
            boolean plans = verb.ownWords().getAsInt() == 0;
            return candidates(rest.subList(verb.ownWords().getAsInt(), rest.size()), names,
                    inner -> inner instanceof VerbCommand behind && (plans ? behind.canBePlanned() : behind.looks()));
        }
        return command.map(known -> known.complete(rest, names)).orElse(List.of());
    }

    private List<Suggestion> commandNames(Predicate<ShellCommand> legal) {
        var found = new ArrayList<Suggestion>();
        all().values().stream().filter(legal).forEach(command -> found.add(Suggestion.of(command.name(), command.summary()).ranked(HelpPage.rank(command.name()))));
        if (found.size() == all().size()) {
            HelpPage.BUILT_IN.forEach((name, text) -> found.add(Suggestion.of(name, text).ranked(HelpPage.rank(name))));
        }
        return found;
    }

    private List<Suggestion> allNames() {
        return commandNames(_ -> true);
    }
}
