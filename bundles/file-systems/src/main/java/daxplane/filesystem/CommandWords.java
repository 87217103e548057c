package daxplane.filesystem;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.util.LinkedHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A command line, taken apart: options, some of them with a value, and other words. */
record CommandWords(Map<String, String> options, List<String> words) {

    /** EOPNOTSUPP an option that is not simulated: nothing has happened then. */
    static CommandWords parse(String program, List<String> arguments, Set<String> flags, Set<String> withValue) throws KernelException {
        Map<String, String> options = new LinkedHashMap<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (withValue.contains(word) && i + 1 < arguments.size()) {
                options.put(word, arguments.get(++i));
            } else if (flags.contains(word)) {
                options.put(word, "");
            } else if (word.startsWith("-")) {
                throw new KernelException(Errno.EOPNOTSUPP, program + " " + word + " is not simulated");
            } else {
                words.add(word);
            }
        }
        return new CommandWords(options, words);
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    String value(String option, String otherwise) {
        return options.getOrDefault(option, otherwise);
    }
}
