package daxplane.script;

import java.util.List;

/** What was typed, understood. */
public sealed interface Script {

    /** One after the other, whatever becomes of them: {@code a; b}. */
    record Sequence(List<Script> parts) implements Script {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /** {@code left && right}, {@code left || right}: the right one depending on the status of the left one. */
    record Conditional(Script left, boolean ifLeftSucceeds, Script right) implements Script {
    }

    /** {@code ! inner}: the opposite status. */
    record Not(Script inner) implements Script {
    }

    /** {@code a | b | c}; the status is the last one's. */
    record Pipe(List<Script> stages) implements Script {
        public Pipe {
            stages = List.copyOf(stages);
        }
    }

    /** {@code for variable in items; do body; done}. */
    record For(String variable, List<Word> items, Script body) implements Script {
        public For {
            items = List.copyOf(items);
        }
    }

    /** {@code while condition; do body; done}, or {@code until}: as long as the condition succeeds, or fails. */
    record Loop(Script condition, boolean whileItSucceeds, Script body) implements Script {
    }

    /** {@code if condition; then body; elif ...; else otherwise; fi}; the otherwise of an elif is an if of its own. */
    record If(Script condition, Script body, Script otherwise) implements Script {
    }

    /** {@code NAME=value... word... < input > file}. Without words the assignments stay; the last input is what the command reads. */
    record Simple(List<Assignment> assignments, List<Word> words, List<Word> inputs, List<Redirection> redirections) implements Script {
        public Simple {
            assignments = List.copyOf(assignments);
            words = List.copyOf(words);
            inputs = List.copyOf(inputs);
            redirections = List.copyOf(redirections);
        }
    }

    record Assignment(String name, Word value) {
    }

    /** Where one of a command's two streams goes. */
    sealed interface Redirection {

        Stream from();

        /** {@code > path}, {@code 2> path}, and with {@code >>} behind what is there; on an attribute of the kernel that is the same. */
        record ToFile(Stream from, Word path, boolean append) implements Redirection {
        }

        /** {@code 2>&1}, {@code >&2}. */
        record ToStream(Stream from, Stream to) implements Redirection {
        }
    }

    enum Stream {
        OUT, ERR
    }
}
