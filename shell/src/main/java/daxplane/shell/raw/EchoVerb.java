package daxplane.shell.raw;

import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import daxplane.shell.verb.RawArguments;
import daxplane.shell.verb.Verb;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echo [-n] WORD...}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=echo")
@CommandLine.Command(name = "echo", description = "Print words; with > FILE, write them to a file of the kernel",
        footer = {"", "Examples:",
            "  echo dax0.0 > /sys/bus/dax/drivers/kmem/new_id",
            "  echo online_movable > /sys/devices/system/memory/memory33/state",
            "  echo dax0.0 --leak-until-reboot > /sys/bus/dax/drivers/kmem/unbind",
            "                  accept that memory is lost until the next boot"})
public final class EchoVerb implements Verb, RawArguments {

    @Option(names = "-n", description = "no newline at the end")
    private boolean noNewline;
    @Parameters(arity = "0..*", paramLabel = "WORD", description = "what to print")
    private List<String> words = List.of();

    @Override
    public int run(Context context) {
        var text = String.join(" ", words.stream().filter(word -> !word.equals(MachineTree.LEAK)).toList());
        context.streams().out().print(noNewline ? text : text + "\n");
        return ExitCode.DONE;
    }
}
