package daxplane.tools.session;

import daxplane.tools.Command;
import daxplane.tools.options.Values;
import java.util.function.ToIntBiFunction;

/**
 * A command and its code.
 *
 * @param listed     whether {@code --list-cmds} names it
 * @param takesWords whether there may be words beside the options; whoever gives others is told each of them, and the usage
 */
public record Entry(Command command, Action action, boolean listed, boolean takesWords) {

    public Entry(Command command, Action action) {
        this(command, action, true, true);
    }

    /** The same, passed over by {@code --list-cmds}. */
    public Entry unlisted() {
        return new Entry(command, action, false, takesWords);
    }

    /** A command with options alone. */
    public static Entry withoutWords(Command command, ToIntBiFunction<Session, Values> action) {
        return new Entry(command, (session, options, _) -> action.applyAsInt(session, options), true, false);
    }
}
