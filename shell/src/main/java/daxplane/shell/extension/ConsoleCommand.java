package daxplane.shell.extension;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A command. A fresh instance serves each call. */
@ConsumerType
public interface ConsoleCommand {

    /** Service property that carries the name. */
    String NAME_PROPERTY = "command";

    /** As it is typed; the same as the service property. */
    String name();

    /** One line for {@code help}. */
    String summary();

    /** {@code hello [--loud] [NAME]}. */
    String synopsis();

    /** Lines that can be typed as they are, each with what it does behind two blanks, for {@code help NAME}. */
    default List<String> examples() {
        return List.of();
    }

    /**
     * What the last word could become.
     *
     * @param words behind the command's name, the last one unfinished and possibly empty
     */
    default List<String> complete(List<String> words) {
        return List.of();
    }

    /**
     * Does it. What goes wrong is printed on {@code call.err()}.
     *
     * @return exit code: 0 done, 1 failed, 2 wrong usage, 3 refused by a rule, 4 in doubt, 5 drift or changes pending
     */
    int run(ConsoleCall call);
}
