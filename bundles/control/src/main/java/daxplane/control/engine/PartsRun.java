package daxplane.control.engine;

import daxplane.control.Command;
import daxplane.control.Outcome;
import daxplane.control.Plan;
import daxplane.control.PlannedPart;
import daxplane.control.Proposal;
import daxplane.control.Step;
import daxplane.events.Event;
import daxplane.events.Event.PartEnded;
import daxplane.events.LeftBehind;
import daxplane.host.HostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Several commands as one operation that goes on when one of them fails. A part that fails is taken back; those behind it are planned
 * again, because theirs were plans for a machine on which it was done. Used once.
 */
public final class PartsRun {

    private final Engine engine;
    private final String id;
    private final Plan plan;
    private final ExecutionPolicy course;
    private final Function<Command, Proposal> planner;

    private final List<PartEnded> ended = new ArrayList<>();
    private final List<LeftBehind> left = new ArrayList<>();
    /** What is under way. */
    private Run current;
    private boolean asPlanned = true;

    /** @param planner plans a part for the machine of now */
    public PartsRun(Engine engine, String id, Plan plan, ExecutionPolicy course, Function<Command, Proposal> planner) {
        this.engine = engine;
        this.id = id;
        this.plan = plan;
        this.course = course;
        this.planner = planner;
        this.current = new Run(engine, id, plan, course);
    }

    /** @param first as of {@link Run#perform} */
    public Outcome perform(List<Event> first) {
        var notBegun = current.begin(first);
        if (notBegun.isPresent()) {
            return notBegun.get();
        }
        try {
            int step = 1;
            for (PlannedPart part : plan.parts()) {
                one(part, step);
                step += part.plan().steps().size();
            }
            return end();
        } catch (OperationAborted broken) {
            return current.doubt(broken);
        }
    }

    private void one(PlannedPart part, int firstStep) throws OperationAborted {
        String typed = part.command().typed();
        if (engine.cancelled()) {
            ended.add(new PartEnded(typed, Event.Outcome.UNDONE, "it was not begun: cancelled"));
            return;
        }
        var proposal = part.refused().<Proposal>map(Proposal.Refused::new)
                .orElseGet(() -> asPlanned ? new Proposal.Planned(part.plan()) : planner.apply(part.command()));
        switch (proposal) {
            case Proposal.Refused(var refusal) -> ended.add(new PartEnded(typed, Event.Outcome.UNDONE, refusal.what() + ": " + refusal.rule()));
            case Proposal.Planned(var own) -> {
                current = new Run(engine, id, own, course.part(engine.ledger().observed(), asPlanned ? firstStep : 0));
                var failed = current.part();
                failed.ifPresent(failure -> {
                    asPlanned = false;
                    left.addAll(failure.left());
                });
                ended.add(failed.map(failure -> new PartEnded(typed, failure.left().isEmpty() ? Event.Outcome.UNDONE : Event.Outcome.PARTIAL, failure.what()))
                        .orElseGet(() -> new PartEnded(typed, Event.Outcome.COMPLETED, "")));
            }
        }
    }

    private Outcome end() throws OperationAborted {
        List<Event> seen;
        try {
            seen = engine.look(id, plan.steps().stream().map(Step::effect).toList());
        } catch (HostException unseen) {
            throw new OperationAborted(unseen.errno(), "the machine cannot be looked at: " + unseen.getMessage());
        }
        long done = ended.stream().filter(part -> part.outcome() == Event.Outcome.COMPLETED).count();
        boolean all = done == ended.size();
        var outcome = all ? course.reaching() : done == 0 && left.isEmpty() ? Event.Outcome.UNDONE : Event.Outcome.PARTIAL;
        var decisions = engine.decisionsOfParts(id, part -> ended.get(part).outcome() == Event.Outcome.COMPLETED, seen);
        var events = new ArrayList<>(seen);
        events.add(course.end(id, outcome, all ? plan.title() : summary(done), decisions, left, ended));
        engine.write(events);
        var now = engine.ledger().snapshot();
        return all ? new Outcome.Done(id, plan, now) : new Outcome.Partly(id, ended, left.stream().map(LeftBehind::what).toList(), now);
    }

    private String summary(long done) {
        var failed = ended.stream().filter(part -> part.outcome() != Event.Outcome.COMPLETED).map(part -> part.command() + ": " + part.what()).toList();
        return done + " of " + ended.size() + " done; " + String.join("; ", failed)
                + (left.isEmpty() ? "" : "; left behind: " + String.join("; ", left.stream().map(LeftBehind::what).toList()));
    }
}
