package daxplane.kernel;

/** A thing whose volatile state is kept. {@link Kernel#changed} asks for the document again, {@link Kernel#forget} drops it. */
public interface Persistent {

    StateRecord document();
}
