package daxplane.kernel;

import org.osgi.annotation.versioning.ConsumerType;

/** A thing whose volatile state is kept. {@link Kernel#changed} asks for the document again, {@link Kernel#forget} drops it. */
@ConsumerType
public interface Persistent {

    StateRecord document();
}
