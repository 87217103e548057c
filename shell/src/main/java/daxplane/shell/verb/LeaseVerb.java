package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.inventory.DeviceUse;
import daxplane.inventory.NamedObject;
import daxplane.lease.desk.LeaseServer;
import daxplane.script.Interruption;
import daxplane.script.Waiting;
import daxplane.shell.view.Leases;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lease list|acquire|revoke|resume|release|serve}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=lease")
@CommandLine.Command(name = "lease", description = "Who gives a device back when he is asked, and ask him",
        subcommands = {LeaseVerb.Lists.class, LeaseVerb.Acquire.class, LeaseVerb.Revoke.class, LeaseVerb.Resume.class, LeaseVerb.Release.class, LeaseVerb.Serve.class},
        footer = {"", "Examples:",
            "  lease list               who has one, and what became of it",
            "  lease acquire dax0.0 db  of process db, on what it has mapped of dax0.0",
            "  lease revoke dax0.0      ask everybody to let go of it",
            "  lease resume dax0.0      they may have it again",
            "  lease release dax0.0 db  it is used on, and nobody is asked any more",
            "  lease serve              keep the leases of other processes until Ctrl-C"})
public final class LeaseVerb implements Verb {

    @Override
    public int run(Context context) throws Failure {
        throw Failure.usage("lease: say what: list, acquire, revoke, resume, release or serve");
    }

    private static int perform(Context context, List<List<String>> calls) throws ControlException {
        return CommandRunner.quietly(context, new Command.Perform(calls.stream().<Effect>map(words -> new Effect.RunProgram(words, "")).toList(), false));
    }

    /** A call of a simulated process, as an operation. */
    private static int call(Context context, String... words) throws ControlException {
        if (context.session().host().programs().isEmpty()) {
            throw new ControlException(Errno.EOPNOTSUPP, "here leases are those of simulated processes, and this machine is real; docs/LEASES.md tells how its processes take theirs");
        }
        return perform(context, List.of(List.of(words)));
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
            return call(reason.of(given), "process", process, "lease", NamedObject.withoutDev(device), grace);
        }
    }

    /** {@code lease revoke DEVICE|PROCESS}. */
    @CommandLine.Command(name = "revoke", description = "Ask who has a lease to let go, as the first steps of a plan do",
            footer = {"", "Examples:", "  lease revoke dax0.0", "  lease revoke 1000 --drain 30"})
    public static final class Revoke implements Verb {

        @Parameters(index = "0", paramLabel = "DEVICE|PROCESS", description = "of a device everybody, of a process everything")
        private String subject;
        @Parameters(index = "1", arity = "0..1", paramLabel = "PROCESS", description = "only this one, by name or number", defaultValue = "")
        private String process;
        @Option(names = "--drain", paramLabel = "SECONDS", description = "how long it may take; 5", defaultValue = "5")
        private String seconds;
        @Mixin private Reason reason;

        @Override
        public int run(Context given) throws ControlException {
            var uses = meant(given, subject, process);
            if (uses.isEmpty()) {
                throw nobody(subject);
            }
            return perform(reason.of(given), uses.stream().map(use -> List.of("lease", "revoke", use.device(), Integer.toString(use.pid()), "--drain", seconds)).distinct().toList());
        }
    }

    /** {@code lease resume DEVICE|PROCESS}. */
    @CommandLine.Command(name = "resume", description = "Who was asked to let go may have it again, and others may have leases on it", footer = {"", "Examples:", "  lease resume dax0.0"})
    public static final class Resume implements Verb {

        @Parameters(index = "0", paramLabel = "DEVICE|PROCESS", description = "of a device everybody, of a process everything")
        private String subject;
        @Parameters(index = "1", arity = "0..1", paramLabel = "PROCESS", description = "only this one, by name or number", defaultValue = "")
        private String process;
        @Mixin private Reason reason;

        @Override
        public int run(Context given) throws ControlException {
            var uses = meant(given, subject, process);
            var name = NamedObject.withoutDev(subject);
            if (!uses.isEmpty()) {
                return perform(reason.of(given), uses.stream().map(use -> List.of("lease", "resume", use.device(), Integer.toString(use.pid()))).distinct().toList());
            }
            if (LeaseServer.socket(given.session().state()).toFile().exists() && !given.questions().called(name).isEmpty()) {
                return perform(reason.of(given), List.of(List.of("lease", "resume", name, "0")));      // its holders are gone, and it is still kept for them
            }
            throw nobody(subject);
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
            return call(reason.of(given), "process", process, "release", NamedObject.withoutDev(device));
        }
    }

    /** {@code lease serve}. */
    @CommandLine.Command(name = "serve", description = "Keep the leases of other processes, at leases.sock in the state directory, until Ctrl-C (docs/LEASES.md)",
            footer = {"", "Examples:", "  lease serve"})
    public static final class Serve implements Verb {

        /** Nobody waits longer for a Ctrl-C. */
        private static final long NAP_MILLIS = 50;

        @Override
        public int run(Context context) throws ControlException {
            try (var desk = LeaseServer.open(context.session().state())) {
                context.streams().out().println("leases are kept at " + desk.path());
                context.streams().out().flush();
                Waiting.handOver();
                while (!context.interruption().raised()) {
                    Thread.sleep(NAP_MILLIS);
                }
                return ExitCode.DONE;
            } catch (HostException refused) {
                throw new ControlException(refused.errno(), refused.getMessage());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return Interruption.STATUS;
            }
        }
    }

    private static List<DeviceUse> meant(Context context, String subject, String process) throws ControlException {
        var name = NamedObject.withoutDev(subject);
        return Leases.uses(context.picture().inventory()).stream()
                .filter(use -> process.isEmpty() ? use.device().equals(name) || isOf(use, name) : use.device().equals(name) && isOf(use, process)).toList();
    }

    private static ControlException nobody(String subject) {
        return new ControlException(Errno.ENODEV, "nobody has a lease on " + subject + ", and no process of this name has one; 'lease list' shows them");
    }

    private static boolean isOf(DeviceUse use, String process) {
        return Integer.toString(use.pid()).equals(process) || use.who().equals(process);
    }
}
