package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.Proposal;
import daxplane.control.Step;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.events.Event;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Effect;
import daxplane.host.Host;
import daxplane.host.sysfs.SysfsReader;
import daxplane.journal.disk.FileJournals;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.Fsdax;
import daxplane.modes.Raw;
import daxplane.modes.Sector;
import daxplane.modes.SystemRam;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** While an operation is in doubt, a plan is what will be done: the settlement of that operation first, and the command from there. */
class InDoubtTest {

    private static final Actor ROOT = new Actor("root", "");
    private static final List<Mode> MODES = List.of(new SystemRam(), new Devdax(), new Fsdax(), new Sector(), new Raw());
    private static final Options DISCARD = Options.of(Map.of("discard-contents", ""));
    private static final Command TO_RAM = new Command.Assign("dax0.0", "system-ram", Options.NONE);
    private static final Command FROM_RAM = new Command.Release("dax0.0", Options.NONE);
    private static final Command RECOVER = new Command.Recover(Optional.empty(), Options.NONE);

    @TempDir
    private Path place;
    private SimulatedHost machine;
    private LocalControlPlane control;

    @BeforeEach
    void open() throws Exception {
        machine = Machines.open(place.resolve("state"), Machines.TWO_SOCKET);
        control = on(machine);
        control.start();
    }

    private LocalControlPlane on(Host host) {
        return new LocalControlPlane(host, new SysfsReader(host.attributes()), new StateDirectory(place.resolve("state"), new FileJournals()),
                () -> MODES, Limits.DEFAULT, System::nanoTime);
    }

    @AfterEach
    void close() {
        control.close();
        machine.close();
    }

    /** @return whether it died */
    private boolean dies(Command command, int point) {
        control.close();
        try (var doomed = on(DyingHost.at(machine, point))) {
            assertThat(doomed.execute(command, ROOT)).isInstanceOf(Outcome.Done.class);
            return false;
        } catch (DyingHost.Died _) {
            return true;
        } finally {
            control = on(machine);
        }
    }

    private static Command enable(String namespace, boolean on) {
        return new Command.Adjust(namespace, new Adjustment.Enabled(on), Options.NONE);
    }

    static Stream<List<Command>> commands() {
        return Stream.of(List.of(TO_RAM, FROM_RAM), List.of(enable("namespace0.1", false), enable("namespace0.1", true)),
                List.of(new Command.Several(List.of(enable("namespace0.3", false), TO_RAM), false), new Command.Several(List.of(enable("namespace0.3", true), FROM_RAM), false)),
                List.of(new Command.Several(List.of(TO_RAM, enable("namespace0.3", false)), true), new Command.Several(List.of(FROM_RAM, enable("namespace0.3", true)), true)),
                List.of(new Command.Assign("namespace0.2", "sector", DISCARD), new Command.Assign("namespace0.2", "raw", DISCARD)));
    }

    /** Around each effect of a command and of the one that takes it back. */
    @ParameterizedTest
    @MethodSource("commands")
    void whatIsAnnouncedIsDone(List<Command> thereAndBack) throws Exception {
        int deaths = 0;
        for (Command command : thereAndBack) {
            for (int point = 0; ; point++) {
                if (!dies(command, point)) {
                    break;
                }
                deaths++;
                long recorded = control.journal().head();
                var proposal = control.plan(RECOVER);

                switch (control.execute(RECOVER, ROOT)) {
                    case Outcome.Done _ -> {
                        assertThat(proposal).isInstanceOf(Proposal.Planned.class);
                        var announced = ((Proposal.Planned) proposal).plan().steps().stream().map(Step::effect).toList();
                        assertThat(done(recorded)).as("%s, died at %d", command.typed(), point).isEqualTo(announced);
                        assertThat(control.drift().rows()).isEmpty();
                    }
                    case Outcome.Refused refused -> {               // nothing brings a lost info block back, and it is said before as well
                        assertThat(proposal).isEqualTo(new Proposal.Refused(refused.refusal()));
                        control.execute(new Command.Accept(Optional.empty()), ROOT);
                    }
                    case Outcome other -> fail(other.toString());
                }
                if (settled(recorded) == Event.Outcome.COMPLETED) {
                    break;                                  // on its way to the end, and so are all later points
                }
            }
            control.execute(command, ROOT);
        }
        assertThat(deaths).isGreaterThan(1);
    }

    @Test
    void aPlanOfSomethingElseBeginsWithTheSettlement() throws Exception {
        assertThat(dies(TO_RAM, 3)).isTrue();
        long recorded = control.journal().head();
        var other = new Command.Assign("dax2.0", "system-ram", Options.NONE);

        var plan = ((Proposal.Planned) control.plan(other)).plan();

        assertThat(plan.notes()).anyMatch(note -> note.matches("steps? 1 .*tak.* op-\\d+ \\(assign dax0.0 system-ram\\) back"));
        assertThat(control.execute(other, ROOT)).isInstanceOf(Outcome.Done.class);
        assertThat(done(recorded)).isEqualTo(plan.steps().stream().map(Step::effect).toList());
    }

    @Test
    void itIsSaidWhichWay() throws Exception {
        assertThat(dies(TO_RAM, 3)).isTrue();

        control.drift();

        assertThat(control.takeNotes()).singleElement().asString().contains("takes it back first");
    }

    private List<Effect> done(long since) throws Exception {
        var done = new ArrayList<Effect>();
        control.journal().read(since + 1, Long.MAX_VALUE, record -> {
            if (record.event() instanceof Event.EffectPerformed performed) {
                done.add(performed.effect());
            }
            return true;
        });
        return done;
    }

    private Event.Outcome settled(long since) throws Exception {
        var outcomes = new ArrayList<Event.Outcome>();
        control.journal().read(since + 1, Long.MAX_VALUE, record -> {
            if (record.event() instanceof Event.OperationSettled ended) {
                outcomes.add(ended.outcome());
            }
            return true;
        });
        return outcomes.isEmpty() ? Event.Outcome.UNDONE : outcomes.getFirst();
    }
}
