package daxplane.launcher;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Finds out who ends the process while it is being ended: a signal, or code that calls {@code System.exit}. */
final class ExitCaller {

    private static final Set<String> WAYS = Set.of("java.lang.System", "java.lang.Runtime");

    private ExitCaller() {
    }

    /** Name of the class that called it, whose thread waits for the end; empty when nobody did. */
    static Optional<String> find() {
        return Thread.getAllStackTraces().values().stream().map(ExitCaller::in).flatMap(Optional::stream).sorted().findFirst();
    }

    /** @param stack innermost call first */
    static Optional<String> in(StackTraceElement[] stack) {
        boolean exits = Arrays.stream(stack).anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime") && frame.getMethodName().equals("exit"));
        return exits ? Arrays.stream(stack).dropWhile(frame -> !WAYS.contains(frame.getClassName())).dropWhile(frame -> WAYS.contains(frame.getClassName()))
                .map(StackTraceElement::getClassName).findFirst() : Optional.empty();
    }
}
