package daxplane.script;

import java.util.List;

/** What {@code set} turns on and off. */
final class ShellOptions {

    private static final int MISUSED = 2;

    private final Variables variables;
    private boolean stopsOnFailure;
    private boolean traces;
    private boolean pipeFails;

    ShellOptions(Variables variables) {
        this.variables = variables;
    }

    boolean stopsOnFailure() {
        return stopsOnFailure;
    }

    boolean traces() {
        return traces;
    }

    boolean pipeFails() {
        return pipeFails;
    }

    /** Letters together or alone; those that a name follows take it from the words behind: {@code -euo pipefail}. */
    int set(List<String> words, Streams streams) {
        for (int i = 1; i < words.size(); i++) {
            var option = words.get(i);
            if (!option.matches("[-+][euxo]+")) {
                return misused(streams, option);
            }
            boolean on = option.startsWith("-");
            for (char letter : option.substring(1).toCharArray()) {
                if (letter == 'o' && ++i == words.size()) {
                    return misused(streams, option + " without a name");
                }
                var name = letter == 'o' ? words.get(i) : String.valueOf(letter);
                switch (name) {
                    case "e", "errexit" -> stopsOnFailure = on;
                    case "x", "xtrace" -> traces = on;
                    case "u", "nounset" -> variables.strict(on);
                    case "pipefail" -> pipeFails = on;
                    default -> {
                        return misused(streams, name);
                    }
                }
            }
        }
        return 0;
    }

    private static int misused(Streams streams, String option) {
        streams.err().println("set: " + option + " is not understood; -e, -u, -x and -o errexit, nounset, xtrace, pipefail are, with + to end them");
        return MISUSED;
    }
}
