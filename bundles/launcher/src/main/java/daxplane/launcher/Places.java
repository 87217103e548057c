package daxplane.launcher;

import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where things lie.
 *
 * @param home  the distribution: {@code lib/ bundles/ config/}
 * @param state what outlives the process
 * @param cache what may be deleted at any time
 */
record Places(Path home, Path state, Path cache) {

    /** Set by bin/daxplane, which has computed them already. */
    static final String HOME_PROPERTY = "daxplane.home";
    static final String CACHE_PROPERTY = "daxplane.cache";

    /** Global options of the command line that take their value from the next argument. */
    static final Set<String> OPTIONS_WITH_VALUE =
            Set.of("--state", "--host", "--machine", "--reason", "--color", "--output", "-o", "-c", "-f");

    static Places of(List<String> arguments, Map<String, String> environment) throws StartFailure {
        try {
            var home = installation();
            return new Places(home, state(arguments, environment), cache(home, environment));
        } catch (InvalidPathException unusable) {
            throw new StartFailure("'" + unusable.getInput() + "' is no path: " + unusable.getReason(), unusable);
        }
    }

    /** {@code --state DIR} among the options before the command, {@code $DAXPLANE_STATE}, or the user's default. */
    static Path state(List<String> arguments, Map<String, String> environment) {
        return stateOption(arguments)
                .or(() -> given(environment, "DAXPLANE_STATE"))
                .map(Path::of)
                .orElseGet(() -> underHome(environment, "XDG_STATE_HOME", ".local/state"))
                .toAbsolutePath().normalize();
    }

    private static Optional<String> stateOption(List<String> arguments) {
        for (int i = 0; i < arguments.size() && arguments.get(i).startsWith("-"); i++) {
            var argument = arguments.get(i);
            if (argument.startsWith("--state=")) {
                return Optional.of(argument.substring("--state=".length()));
            }
            if (argument.equals("--state")) {
                return i + 1 < arguments.size() ? Optional.of(arguments.get(i + 1)) : Optional.empty();
            }
            if (OPTIONS_WITH_VALUE.contains(argument)) {
                i++;
            }
        }
        return Optional.empty();
    }

    private static Path installation() throws StartFailure {
        var given = System.getProperty(HOME_PROPERTY);
        if (given != null) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        try {
            var jar = Path.of(Places.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return jar.resolveSibling("..").normalize();
        } catch (URISyntaxException unusable) {
            throw new StartFailure("cannot tell where daxplane is installed; start it with bin/daxplane", unusable);
        }
    }

    private static Path cache(Path home, Map<String, String> environment) {
        var given = System.getProperty(CACHE_PROPERTY);
        return given != null
                ? Path.of(given).toAbsolutePath().normalize()
                : underHome(environment, "XDG_CACHE_HOME", ".cache").resolve(Integer.toHexString(home.hashCode()));
    }

    private static Path underHome(Map<String, String> environment, String variable, String otherwise) {
        return given(environment, variable)
                .map(Path::of)
                .orElseGet(() -> Path.of(given(environment, "HOME").orElse(System.getProperty("user.home")), otherwise))
                .resolve("daxplane");
    }

    private static Optional<String> given(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }
}
