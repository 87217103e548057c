package daxplane.shell.verb;

/** Whoever sits at the console, to be asked before something that is not taken back. */
@FunctionalInterface
public interface Asker {

    /** @return what was typed; empty text for Ctrl-C and Ctrl-D */
    String ask(String question);
}
