package daxplane.shell.verb;

/** A verb that understands {@code -5} as {@code -n 5}. */
public interface LineCount {
}
