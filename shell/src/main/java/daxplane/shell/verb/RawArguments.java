package daxplane.shell.verb;

/** A verb whose words may look like options without being any: after the first plain word, everything is plain. */
public interface RawArguments {
}
