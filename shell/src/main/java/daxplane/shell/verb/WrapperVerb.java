package daxplane.shell.verb;

/** A verb in front of a whole command: what follows its own parameters, options included, belongs to that command. */
public interface WrapperVerb extends Verb {

    /** How many words of its own stand in front of the command. */
    int ownWords();
}
