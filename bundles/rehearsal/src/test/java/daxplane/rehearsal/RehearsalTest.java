package daxplane.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import daxplane.host.Attributes;
import daxplane.host.Attributes.Kind;
import daxplane.host.Changes;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.HostProvider.OpenHost;
import daxplane.host.Modules;
import daxplane.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is tried is tried on the copy; what cannot be seen there ends the run. */
class RehearsalTest {

    private static final Effect LOAD = new Effect.LoadModule("kmem");

    private final Host machine = mock(Host.class);
    private final OpenHost copy = mock(OpenHost.class);
    private final Modules modules = mock(Modules.class);
    private final Changes changes = mock(Changes.class);

    @BeforeEach
    void anEmptyMachineWithACopy() throws HostException {
        var files = mock(Attributes.class);
        when(files.kind(any())).thenReturn(Kind.ABSENT);
        when(files.list(any())).thenReturn(List.of());
        when(files.read(any())).thenThrow(new HostException(Errno.ENOENT, FailedCall.OPEN, "/"));
        when(files.realPath(any())).thenAnswer(call -> call.getArgument(0));
        when(files.canonicalPath(any())).thenAnswer(call -> call.getArgument(0));
        when(copy.attributes()).thenReturn(files);
        when(copy.modules()).thenReturn(modules);
        when(copy.holders()).thenReturn(mock(Holders.class));
        when(copy.changes()).thenReturn(changes);
        when(changes.since(anyLong())).thenReturn(new Changes.Touched(new TreeSet<>(), true));
        when(machine.rehearsal()).thenReturn(Optional.of(copy));
    }

    @Test
    void aHostWithoutCopiesSaysWhatToDoInstead() throws Exception {
        when(machine.rehearsal()).thenReturn(Optional.empty());
        assertThatThrownBy(() -> Rehearsal.on(machine)).isInstanceOfSatisfying(HostException.class, refused -> {
            assertThat(refused.errno()).isEqualTo(Errno.EOPNOTSUPP);
            assertThat(refused).hasMessageContaining("capture DIR");
        });
    }

    @Test
    void aCopyThatCannotBeLookedAtIsClosedAgain() throws Exception {
        when(changes.mark()).thenThrow(new IllegalStateException("broken"));
        assertThatThrownBy(() -> Rehearsal.on(machine)).isInstanceOf(IllegalStateException.class);
        verify(copy).close();
    }

    @Test
    void anEffectIsPerformedOnTheCopyAloneAndToldWithItsWayBack() throws Exception {
        try (var rehearsal = Rehearsal.on(machine)) {
            var step = rehearsal.perform(LOAD);
            assertThat(step.done()).isTrue();
            assertThat(step.effect()).isEqualTo(LOAD);
            assertThat(step.reversal()).isEqualTo(new Reversal.ByEffects(List.of(new Effect.UnloadModule("kmem"))));
        }
        verify(modules).load("kmem");
        verify(machine).rehearsal();
        org.mockito.Mockito.verifyNoMoreInteractions(machine);
        verify(copy).close();
    }

    @Test
    void whatTheKernelRefusedNeedsNoWayBack() throws Exception {
        doThrow(new HostException(Errno.ENOENT, FailedCall.OPEN, "kmem")).when(modules).load("kmem");
        try (var rehearsal = Rehearsal.on(machine)) {
            var step = rehearsal.perform(LOAD);
            assertThat(step.done()).isFalse();
            assertThat(step.result()).isInstanceOf(EffectResult.Failed.class);
            assertThat(step.reversal()).isEqualTo(Reversal.NOTHING);
        }
    }

    @Test
    void aRunHasEveryStepInItsOrderAndTheExitCodeOfTheTool() throws Exception {
        try (var rehearsal = Rehearsal.on(machine)) {
            var run = rehearsal.run((host, effects) -> {
                assertThat(host).isSameAs(copy);
                effects.perform(LOAD);
                effects.perform(new Effect.LoadModule("device_dax"));
                return 3;
            });
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.steps()).extracting(RehearsedStep::effect).containsExactly(LOAD, new Effect.LoadModule("device_dax"));
        }
    }

    /** Its effects are refused from then on, so that it ends. */
    @Test
    void aCopyThatIsLostInARunEndsIt() throws Exception {
        when(changes.since(anyLong())).thenThrow(new HostException(Errno.EIO, FailedCall.READ, "/sys"));
        var results = new ArrayList<EffectResult>();
        try (var rehearsal = Rehearsal.on(machine)) {
            assertThatThrownBy(() -> rehearsal.run((_, effects) -> {
                results.add(effects.perform(LOAD));
                results.add(effects.perform(LOAD));
                return 0;
            })).extracting("errno").isEqualTo(Errno.EIO);
        }
        assertThat(results).hasSize(2).allMatch(EffectResult.Failed.class::isInstance);
        verify(modules).load("kmem");
    }

    /** What a run that succeeded leaves is what was asked for. */
    @Test
    void onlyAFailedRunLeavesSomethingBehind() {
        var before = Inventory.EMPTY;
        var after = before.change().addModule("kmem").build();
        assertThat(new RehearsedRun(0, List.of(), before, after).residue()).isEmpty();
        assertThat(new RehearsedRun(1, List.of(), before, after).residue()).isEqualTo(new RehearsedRun(0, List.of(), before, after).changes()).hasSize(1);
    }

    @Test
    void aProgramIsDoneWhenItEndsWithNought() {
        for (int status : new int[] {0, 1}) {
            assertThat(new RehearsedStep(LOAD, new EffectResult.Ended(status, "", ""), List.of(), Reversal.NOTHING).done()).isEqualTo(status == 0);
        }
    }
}
