package daxplane.kernel.core;

import daxplane.kernel.KernelException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * A call of an attribute's code, which may never return. As long as one has not, the same code is not called again, by no kernel of this
 * process: each call would hold a thread for ever, and its caller for as long as patience lasts.
 */
final class StuckCall {

    /** By the class of the code; at most one for each thread of {@link KernelThreads}. */
    private static final Map<Class<?>, StuckCall> GIVEN_UP = Collections.synchronizedMap(new WeakHashMap<>());

    private volatile String thread = "";
    private volatile boolean returned;

    /** The call of this code that was given up and has not returned yet. */
    static Optional<StuckCall> of(Class<?> code) {
        GIVEN_UP.values().removeIf(call -> call.returned);
        return Optional.ofNullable(GIVEN_UP.get(code));
    }

    <T> T around(DriverSandbox.Call<T> code) throws KernelException {
        thread = "thread " + Thread.currentThread().getName();
        try {
            return code.run();
        } finally {
            returned = true;
        }
    }

    /** Whose call has failed: because it was given up, or otherwise. */
    void rememberedIfStuck(Class<?> code) {
        if (!thread.isEmpty() && !returned) {
            GIVEN_UP.put(code, this);
        }
    }

    String thread() {
        return thread;
    }
}
