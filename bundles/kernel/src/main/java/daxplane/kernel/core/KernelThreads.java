package daxplane.kernel.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads on which code of drivers runs, so that nobody else waits for ever when it does not return. Each has a group of its
 * own: a thread that driver code starts is born into it, and so is found.
 */
final class KernelThreads {

    /** Some for the machines of this process, the rest for calls that never return. A process with more of those needs a restart. */
    private static final int MOST = 32;
    private static final int IDLE_SECONDS = 10;

    private static final ThreadGroup ALL = new ThreadGroup("daxplane-kernel");
    private static final Set<Thread> KNOWN = Collections.newSetFromMap(new WeakHashMap<>());      // guarded by itself
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ThreadPoolExecutor POOL = new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
            KernelThreads::thread);

    private KernelThreads() {
    }

    private static Thread thread(Runnable work) {
        String name = "daxplane-kernel-" + NUMBER.incrementAndGet();
        Thread thread = new Thread(new ThreadGroup(ALL, name), work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** @throws java.util.concurrent.RejectedExecutionException all threads hang in drivers */
    static void execute(Runnable work) {
        POOL.execute(work);
    }

    /** Other threads of the calling thread's group, each told once: what the work of this thread started and left running. */
    static List<Thread> leftRunning() {
        ThreadGroup own = Thread.currentThread().getThreadGroup();
        if (own.activeCount() < 2) {
            return List.of();
        }
        Thread[] threads = new Thread[own.activeCount() + MOST];
        int count = own.enumerate(threads);
        List<Thread> others = new ArrayList<>();
        synchronized (KNOWN) {
            for (int i = 0; i < count; i++) {
                if (threads[i] != Thread.currentThread() && KNOWN.add(threads[i])) {
                    others.add(threads[i]);
                }
            }
        }
        return others;
    }
}
