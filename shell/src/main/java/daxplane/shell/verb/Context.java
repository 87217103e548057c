package daxplane.shell.verb;

import daxplane.control.Actor;
import daxplane.control.ControlException;
import daxplane.control.Questions;
import daxplane.events.ledger.MachineState;
import daxplane.host.platform.Platform;
import daxplane.script.Interruption;
import daxplane.script.Streams;
import daxplane.shell.screen.Detail;
import daxplane.shell.screen.Format;
import daxplane.shell.screen.Screen;
import daxplane.shell.screen.View;
import daxplane.shell.screen.Visible;
import daxplane.shell.screen.Wrapping;
import daxplane.shell.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a verb acts with.
 *
 * @param language for verbs that take another command as their words
 * @param moment   revision to look at, when it is not now
 * @param interruption raised by Ctrl-C; what takes long asks for it
 * @param asker    who can be asked; empty where nobody sits
 */
public record Context(Session session, Screen screen, Streams streams, Actor actor, CommandResolver language, OptionalLong moment,
        Interruption interruption, Optional<Asker> asker) {

    /** Who answers at the moment that is asked for. */
    public Questions questions() throws ControlException {
        return moment.isPresent() ? session.control().at(moment.getAsLong()) : session.control();
    }

    /** The last revision that is asked for. */
    public long lastRevision() {
        return moment.orElse(Long.MAX_VALUE);
    }

    /** The machine at the moment that is asked for. */
    public MachineState picture() throws ControlException {
        return questions().picture();
    }

    /** What the firmware tells of the machine; nothing of a moment of the past, and where there is no machine to ask. */
    public Platform platform() throws ControlException {
        return moment.isPresent() || session.withoutMachine().isPresent() ? Platform.UNKNOWN : Platform.read(session.host());
    }

    /** Prints what the journal tells also without a machine, with a word about it. */
    public void printRecorded(View answer) throws ControlException {
        session.withoutMachine().filter(_ -> moment.isEmpty()).ifPresent(why -> complain("note: this is what the journal tells; the machine cannot be used: " + why));
        print(answer);
    }

    public void print(View answer) {
        answer.print(screen, streams.out());
    }

    /** What control has to say beside its answers: an operation in doubt, or what was settled before this command. */
    public void tellNotes() {
        session.notes().forEach(note -> complain("daxplane: note: " + note));
    }

    /** One sentence on standard error, whatever is in it; in lines where a terminal would break it. */
    public void complain(String what) {
        var line = Visible.line(what);
        (screen.columns() == Screen.WITHOUT_TERMINAL ? List.of(line) : Wrapping.lines(line, screen.columns())).forEach(streams.err()::println);
    }

    /** Whether a person reads the output. */
    public boolean forPeople() {
        return screen.format() == Format.TABLE;
    }

    public Context at(long revision) {
        return new Context(session, screen, streams, actor, language, OptionalLong.of(revision), interruption, asker);
    }

    public Context with(Format format) {
        return new Context(session, screen.with(format), streams, actor, language, moment, interruption, asker);
    }

    public Context with(Detail detail) {
        return new Context(session, screen.with(detail), streams, actor, language, moment, interruption, asker);
    }

    public Context with(Streams others) {
        return new Context(session, screen, others, actor, language, moment, interruption, asker);
    }

    /** On behalf of the same actor, for this reason. */
    public Context because(String reason) {
        return new Context(session, screen, streams, new Actor(actor.name(), reason), language, moment, interruption, asker);
    }
}
