package daxplane.tools;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** {@code ndctl} or {@code daxctl}, version 76.1, or a tool of ours in their manner. Stateless: any number of runs, from any thread. */
@ProviderType
public interface Tool {

    /** {@code ndctl}, {@code daxctl}, {@code labels}. */
    String name();

    /** One line on what the tool is for. */
    String summary();

    /** In the order of {@code --list-cmds}. */
    List<Command> commands();

    /**
     * Runs one command line. Whatever goes wrong is told on the console and by the exit code, as the original does it.
     *
     * @param arguments without the tool's own name: {@code ["list", "-BDRN"]}
     * @return the exit code, 0..255
     */
    int run(ToolEnvironment surroundings, List<String> arguments);

    /**
     * What {@link #run} would print and return for a line that needs no machine: versions, usage texts, and words and options that
     * no command knows. Empty for every other line.
     */
    Optional<Answer> withoutMachine(List<String> arguments);

    default Optional<Command> command(String name) {
        return commands().stream().filter(command -> command.name().equals(name)).findFirst();
    }
}
