package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.inventory.DeviceUse;
import daxplane.inventory.NamedObject;
import daxplane.shell.view.Leases;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lease list|acquire|revoke|resume|release}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=lease")
@CommandLine.Command(name = "lease", description = "Who gives a device back when he is asked, and ask him",
        subcommands = {LeaseVerb.Lists.class, LeaseVerb.Acquire.class, LeaseVerb.Revoke.class, LeaseVerb.Resume.class, LeaseVerb.Release.class},
        footer = {"", "Examples:",
            "  lease list               who has one, and what became of it",
            "  lease acquire dax0.0 db  of process db, on what it has mapped of dax0.0",
            "  lease revoke dax0.0      ask everybody to let go of it",
            "  lease resume dax0.0      they may have it again",
            "  lease release dax0.0 db  it is used on, and nobody is asked any more"})
public final class LeaseVerb implements Verb {

    @Override
    public int run(Context context) throws Failure {
        throw Failure.usage("lease: say what: list, acquire, revoke, resume or release");
    }

    /** Calls of a process, as an operation. */
    private static int perform(Context context, List<List<String>> calls) throws ControlException {
        if (context.session().host().programs().isEmpty()) {
            throw new ControlException(Errno.EOPNOTSUPP, "leases are those of simulated processes, and this machine is real");
        }
        var effects = calls.stream().<Effect>map(words -> new Effect.RunProgram(Stream.concat(Stream.of("process"), words.stream()).toList(), "")).toList();
        return CommandRunner.quietly(context, new Command.Perform(effects, false));
    }

    /** {@code lease list [DEVICE]}. */
    @CommandLine.Command(name = "list", description = "Show leases and what became of them", footer = {"", "Examples:", "  lease list", "  lease list dax0.0"})
    public static final class Lists implements LookingVerb {

        @Parameters(arity = "0..1", paramLabel = "DEVICE", description = "dax0.0, pmem0.1", defaultValue = "")
        private String device;
        @Mixin private Output output;

        @Override
        public int run(Context given) throws ControlException {
            var context = output.of(given);
            var picture = context.picture().inventory();
            var name = NamedObject.withoutDev(device);
            if (!name.isEmpty()) {
                context.questions().called(name);               // ENODEV: nothing is called so
            }
            context.print(Leases.of(picture, name));
            return ExitCode.DONE;
        }
    }

    /** {@code lease acquire DEVICE PROCESS}. */
    @CommandLine.Command(name = "acquire", description = "A process promises to give back what it has mapped when it is asked",
            footer = {"", "Examples:", "  lease acquire dax0.0 db", "  lease acquire dax0.0 1000 --grace 30"})
    public static final class Acquire implements Verb {

        @Parameters(index = "0", paramLabel = "DEVICE", description = "what it has mapped: dax0.0, pmem0.1")
        private String device;
        @Parameters(index = "1", paramLabel = "PROCESS", description = "a simulated process, by name or number")
        private String process;
        @Option(names = "--grace", paramLabel = "SECONDS", description = "how long it may take to let go; 5", defaultValue = "5")
        private String grace;
        @Mixin private Reason reason;

        @Override
        public int run(Context given) throws ControlException {
            return perform(reason.of(given), List.of(List.of(process, "lease", NamedObject.withoutDev(device), grace)));
        }
    }

    /** {@code lease revoke DEVICE|PROCESS}. */
    @CommandLine.Command(name = "revoke", description = "Ask who has a lease to let go, as the first steps of a plan do",
            footer = {"", "Examples:", "  lease revoke dax0.0", "  lease revoke 1000 --drain 30"})
    public static final class Revoke implements Verb {

        @Parameters(paramLabel = "DEVICE|PROCESS", description = "of a device everybody, of a process everything")
        private String subject;
        @Option(names = "--drain", paramLabel = "SECONDS", description = "how long it may take; 5", defaultValue = "5")
        private String seconds;
        @Mixin private Reason reason;

        @Override
        public int run(Context given) throws ControlException {
            return perform(reason.of(given), calls(given, subject, "yield").stream().map(words -> Stream.concat(words.stream(), Stream.of(seconds)).toList()).toList());
        }
    }

    /** {@code lease resume DEVICE|PROCESS}. */
    @CommandLine.Command(name = "resume", description = "Who was asked to let go may have it again", footer = {"", "Examples:", "  lease resume dax0.0"})
    public static final class Resume implements Verb {

        @Parameters(paramLabel = "DEVICE|PROCESS", description = "of a device everybody, of a process everything")
        private String subject;
        @Mixin private Reason reason;

        @Override
        public int run(Context given) throws ControlException {
            return perform(reason.of(given), calls(given, subject, "resume"));
        }
    }

    /** {@code lease release DEVICE PROCESS}. */
    @CommandLine.Command(name = "release", description = "End a lease; the mapping stays, and nobody asks for it before it is taken",
            footer = {"", "Examples:", "  lease release dax0.0 db"})
    public static final class Release implements Verb {

        @Parameters(index = "0", paramLabel = "DEVICE", description = "dax0.0, pmem0.1")
        private String device;
        @Parameters(index = "1", paramLabel = "PROCESS", description = "a simulated process, by name or number")
        private String process;
        @Mixin private Reason reason;

        @Override
        public int run(Context given) throws ControlException {
            return perform(reason.of(given), List.of(List.of(process, "release", NamedObject.withoutDev(device))));
        }
    }

    /** One of each process and device that is meant. ENODEV: nobody has such a lease. */
    private static List<List<String>> calls(Context context, String subject, String what) throws ControlException {
        var name = NamedObject.withoutDev(subject);
        var calls = Leases.uses(context.picture().inventory()).stream().filter(use -> use.device().equals(name) || Integer.toString(use.pid()).equals(name)
                || holder(use).equals(name)).map(use -> List.of(Integer.toString(use.pid()), what, use.device())).distinct().toList();
        if (calls.isEmpty()) {
            throw new ControlException(Errno.ENODEV, "nobody has a lease on " + name + ", and no process of this name has one; 'lease list' shows them");
        }
        return calls;
    }

    private static String holder(DeviceUse use) {
        return use.who().split(",", 2)[0];
    }
}
