package daxplane.loader;

import daxplane.host.Errno;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Starts the bundle of a stranger: its activator, its components and their machines' tries have only so long. */
final class DriverLoaderStart {

    /** A driver starts in milliseconds; machines that try it have patience of their own (10 s), and there may be two. */
    static final Duration PATIENCE = Duration.ofSeconds(25);
    /** How long one that was told to stop may take. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private DriverLoaderStart() {
    }

    /** @throws DriverRefused EINVAL it does not start; ETIMEDOUT it does not return, and it is told whether its thread still runs */
    static void start(Bundle bundle, Duration patience) throws DriverRefused {
        var task = new FutureTask<Void>(() -> {
            bundle.start(Bundle.START_TRANSIENT);
            return null;
        });
        var thread = new Thread(task, "start of " + bundle.getSymbolicName());
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw refused(bundle, failed.getCause());
        } catch (TimeoutException late) {
            thread.interrupt();
            throw new DriverRefused(Errno.ETIMEDOUT, name(bundle) + " did not start in " + patience.toSeconds() + " s"
                    + (ends(thread) ? "" : ", and its thread does not end; end daxplane and start it again"));
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new DriverRefused(Errno.EINTR, "interrupted while " + name(bundle) + " started");
        }
    }

    private static boolean ends(Thread thread) {
        try {
            return thread.join(GRACE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static DriverRefused refused(Bundle bundle, Throwable why) {
        Throwable cause = why instanceof BundleException && why.getCause() != null ? why.getCause() : why;
        return new DriverRefused(Errno.EINVAL, name(bundle) + " does not start: " + (cause == why ? why.getMessage() : cause));
    }

    private static String name(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }
}
