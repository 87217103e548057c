package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.inventory.NamedObject;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** What becomes of the others when one of several fails; several are one operation. */
final class Course {

    @Option(names = "--atomic", description = "of several: all, or none; so it is without a word, too")
    private boolean atomic;
    @Option(names = "--keep-going", description = "of several: when one fails, the others are done all the same")
    private boolean keepGoing;

    /** @param objects at least one, as they were typed */
    Command of(String verb, List<String> objects, Function<String, Command> command) throws Failure {
        boolean goesOn = keepsGoing(verb);
        var names = objects.stream().map(NamedObject::withoutDev).distinct().toList();
        if (names.size() > Command.Several.MOST) {
            throw Failure.usage(verb + ": at most " + Command.Several.MOST + " at once, not " + names.size());
        }
        return Command.Several.of(names.stream().map(command).toList(), goesOn);
    }

    boolean keepsGoing(String verb) throws Failure {
        if (atomic && keepGoing) {
            throw Failure.usage(verb + ": --atomic and --keep-going contradict each other; 'help " + verb + "' shows how");
        }
        return keepGoing;
    }
}
