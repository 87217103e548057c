package daxplane.shell.verb;

/** A verb that only looks at a picture, so that it can look at one of the past as well. */
public interface InventoryVerb extends Verb {
}
