package daxplane.shell.verb;

/** A verb that only looks, by {@link Context#questions}, so that it can look at the past as well: {@code at MOMENT} stands in front of it. */
public interface LookingVerb extends Verb {
}
