package daxplane.events.audit;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.events.Cause;
import daxplane.events.Decision;
import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.events.EventRecord;
import daxplane.events.Intent;
import daxplane.events.audit.Check.Item;
import daxplane.events.audit.Check.Verdict;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.inventory.Fact;
import daxplane.journal.disk.FileJournals;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules of an audit, each with a journal that keeps it and one that breaks it. */
class RecordAuditTest {

    private static final Effect ZERO = new Effect.ZeroMedia("pmem0", 0, 4096);
    private static final EffectResult OK = new EffectResult.Done(0);

    private static RecordAudit audit(long from, long to, Event... events) {
        var audit = new RecordAudit(from, to);
        long revision = 0;
        for (Event event : events) {
            revision++;
            audit.record(new EventRecord(revision, Instant.ofEpochSecond(revision), event.getClass().getSimpleName(), 2, "", "", event));
        }
        return audit;
    }

    private static Check check(String name, Event... events) {
        return check(name, audit(1, Long.MAX_VALUE, events));
    }

    private static Check check(String name, RecordAudit audit) {
        return audit.checks().stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
    }

    private static Event begins(String id, String actor, Event.PlannedStep... steps) {
        return new Event.OperationIntended(id, "assign dax0.0 system-ram", actor, "OPS-7", List.of(steps));
    }

    private static Event ends(String id) {
        return new Event.OperationEnded(id, Event.Outcome.COMPLETED, "done");
    }

    private static Event bound(Cause cause) {
        return new Event.FactsObserved(cause, List.of(new Fact.DriverBound("dax0.0", "kmem")));
    }

    @Test
    void everyChangeHasAnOperationAndAnActorOrIsExternal() {
        var audit = audit(1, Long.MAX_VALUE, begins("op-1", "alice"), bound(Cause.operation("op-1")), ends("op-1"), bound(Cause.EXTERNAL));

        assertThat(check("attribution", audit)).isEqualTo(new Check("attribution", Verdict.SOUND,
                "2 facts, 1 operation by alice (1): every change has an operation and somebody who began it, or is external", List.of()));
        assertThat(check("external", audit).items()).containsExactly(new Item(4, Optional.of(Instant.ofEpochSecond(4)), "", "", "", "external: dax0.0 bound to kmem"));
    }

    @Test
    void aChangeOfAnOperationThatNeverBeganIsAFault() {
        for (Event stray : List.of(bound(Cause.operation("op-9")), new Event.EffectPerformed("op-9", 1, ZERO, OK, 0), new Event.StepFailed("op-9", 1, "no"), ends("op-9"),
                new Event.OperationSettled("op-9", Event.Outcome.UNDONE, "back"), new Event.ConfigurationChanged("effect.seconds", "", "7", "op-9"),
                new Event.DriverChanged("kmem", "update", "1", "aa", "2", "bb", "done", "op-9", List.of()))) {
            var check = check("attribution", stray);
            assertThat(check.verdict()).as("%s", stray).isEqualTo(Verdict.FAULTY);
            assertThat(check.items()).singleElement().satisfies(item -> assertThat(item.what()).endsWith(": op-9 never began"));
        }
    }

    @Test
    void anOperationIsBegunOnceAndBySomebody() {
        assertThat(check("attribution", begins("op-1", " ")).items()).extracting(Item::what).containsExactly("op-1 (assign dax0.0 system-ram) was begun by nobody");
        assertThat(check("attribution", begins("op-1", "bob"), begins("op-1", "bob")).items()).extracting(Item::what).containsExactly("op-1 begins a second time");
    }

    @Test
    void anOperationWithoutAnOutcomeIsOpen() {
        assertThat(check("outcomes", begins("op-1", "bob"), ends("op-1")).verdict()).isEqualTo(Verdict.SOUND);
        assertThat(check("outcomes", begins("op-1", "bob")).verdict()).isEqualTo(Verdict.OPEN);
        assertThat(check("outcomes", begins("op-1", "bob"), new Event.OperationEnded("op-1", Event.Outcome.IN_DOUBT, "?")).items())
                .extracting(Item::operation, Item::actor).containsExactly(org.assertj.core.groups.Tuple.tuple("op-1", "bob"));
    }

    @Test
    void saysWhoDidWhatNobodyCanTakeBack() {
        var planned = new Event.PlannedStep(new Effect.WriteAttribute("/sys/x", "1"), "", List.of(), Optional.of("it leaks until reboot"));

        assertThat(check("irreversible", begins("op-1", "eve", planned), new Event.EffectPerformed("op-1", 1, planned.effect(), OK, 0)).items())
                .containsExactly(new Item(2, Optional.of(Instant.ofEpochSecond(2)), "op-1", "eve", "OPS-7", planned.effect().typed() + ": it leaks until reboot"));
        assertThat(check("irreversible", begins("op-1", "eve"), new Event.EffectPerformed("op-1", 1, ZERO, OK, 0)).items()).extracting(Item::what)
                .containsExactly(ZERO.typed() + ": what stood there is not kept");
        var program = new Event.EffectPerformed("op-1", 1, new Effect.RunProgram(List.of("mkfs.ext4", "/dev/pmem0"), ""), new EffectResult.Ended(0, "", ""), 0);
        assertThat(check("irreversible", begins("op-1", "eve"), program).what())
                .isEqualTo("nothing was done that cannot be taken back; what 1 program wrote to media is not known");
        assertThat(check("irreversible", new Event.OperationIntended("op-1", "echo", "eve", "", List.of(), new Intent.ByHand(true, List.of()))).items()).hasSize(1);
    }

    @Test
    void whatFailedOrIsKeptIsNotIrreversible() {
        var failed = new EffectResult.Failed(Errno.EBUSY, FailedCall.WRITE);
        var undone = new Event.PlannedStep(ZERO, "", List.of(new Effect.WriteMedia("pmem0", 0, new byte[4096])), Optional.empty());

        assertThat(check("irreversible", begins("op-1", "eve"), new Event.EffectPerformed("op-1", 1, ZERO, failed, 0)).items()).isEmpty();
        assertThat(check("irreversible", begins("op-1", "eve", undone), new Event.EffectPerformed("op-1", 1, ZERO, OK, 0)).items()).isEmpty();
        assertThat(check("irreversible", begins("op-1", "eve"), new Event.EffectPerformed("op-1", 1, ZERO, OK, 0, List.of(new Effect.WriteMedia("pmem0", 0, new byte[1])))).items())
                .isEmpty();
    }

    @Test
    void saysWhoAcceptedDrift() {
        var dax = new ObjectId(ObjectId.Kind.DAX_DEVICE, "uuid:1");
        var ended = new Event.OperationEnded("op-1", Event.Outcome.COMPLETED, "", Optional.of(List.of(new Decision.Accepted(dax, "dax0.0", Optional.empty()),
                new Decision.Chosen(dax, "dax0.1", Optional.of(new State.OfDimm(true))))), List.of());

        assertThat(check("accepted", begins("op-1", "bob"), ended).items())
                .containsExactly(new Item(2, Optional.of(Instant.ofEpochSecond(2)), "op-1", "bob", "OPS-7", "dax0.0 is taken as gone"));
    }

    @Test
    void theDigestOfAPlugInThatGoesIsThatOfTheOneThatCame() {
        Event installed = new Event.DriverChanged("kmem", "install", "", "", "1", "aa", "done", "op-1", List.of());
        Event updated = new Event.DriverChanged("kmem", "update", "1", "aa", "2", "bb", "done", "op-1", List.of());
        Event forged = new Event.DriverChanged("kmem", "update", "1", "ff", "2", "bb", "done", "op-1", List.of());
        Event refused = new Event.DriverChanged("kmem", "update", "1", "aa", "2", "cc", "refused: no", "op-1", List.of());

        assertThat(check("plug-ins", begins("op-1", "bob"), installed, refused, updated).verdict()).isEqualTo(Verdict.SOUND);
        assertThat(audit(1, 9, begins("op-1", "bob"), installed, refused, updated).digests()).containsEntry("kmem", "bb");
        assertThat(check("plug-ins", begins("op-1", "bob"), installed, forged).items()).extracting(Item::what)
                .containsExactly("kmem had sha256 aa in the journal, and ff when it was exchanged");
        assertThat(check("plug-ins", begins("op-1", "bob"), new Event.DriverChanged("kmem", "install", "", "", "1", "", "done", "op-1", List.of())).verdict()).isEqualTo(Verdict.FAULTY);
    }

    @Test
    void answersForItsSpanAndKnowsWhatCameBefore() {
        Event[] events = {begins("op-1", "bob"), bound(Cause.EXTERNAL), bound(Cause.operation("op-1")), bound(Cause.EXTERNAL), bound(Cause.operation("op-9"))};

        var audit = audit(3, 4, events);
        assertThat(audit.records()).isEqualTo(2);
        assertThat(check("attribution", audit).verdict()).isEqualTo(Verdict.SOUND);
        assertThat(check("external", audit).items()).extracting(Item::revision).containsExactly(4L);
    }

    @Test
    void findsNoFaultInAJournalOfTheFirstVersion() throws Exception {
        var audit = new RecordAudit(1, Long.MAX_VALUE);
        try (var log = new EventLog(new FileJournals().read(Path.of("src/test/resources/journal-0.1")))) {
            log.read(1, Long.MAX_VALUE, record -> {
                audit.record(record);
                return true;
            });
        }
        assertThat(audit.records()).isEqualTo(326);
        assertThat(audit.checks()).extracting(Check::verdict).doesNotContain(Verdict.FAULTY);
    }
}
