package daxplane.tools.session;

import daxplane.tools.Command;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import java.util.function.ToIntBiFunction;

/**
 * A command and its code.
 *
 * @param listed whether {@code --list-cmds} names it
 */
public record Entry(Command command, Action action, boolean listed) {

    public Entry(Command command, Action action) {
        this(command, action, true);
    }

    /** The same, passed over by {@code --list-cmds}. */
    public Entry unlisted() {
        return new Entry(command, action, false);
    }

    /** A command with options alone: whoever gives it words is told each of them, and the usage. */
    public static Entry withoutWords(Command command, ToIntBiFunction<Session, Values> action) {
        return new Entry(command, (session, options, words) -> {
            if (words.isEmpty()) {
                return action.applyAsInt(session, options);
            }
            words.forEach(word -> session.error("unknown parameter \"" + word + "\"\n"));
            session.stderr(UsageText.whole(command));
            return UsageText.EXIT;
        });
    }
}
