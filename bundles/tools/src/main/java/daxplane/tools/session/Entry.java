package daxplane.tools.session;

import daxplane.tools.Command;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import java.util.function.ToIntBiFunction;

/** A command and its code. */
public record Entry(Command command, Action action) {

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
