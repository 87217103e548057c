package daxplane.loader;

import daxplane.host.Errno;
import daxplane.kernel.KernelModule;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

/**
 * Whatever runs code of a stranger's bundle runs on a thread of its own, and only so long. A bundle whose thread does not end when it
 * is told to is given up: it is not asked for anything any more, because whoever asks would wait as well. Decision 066.
 */
final class Patience {

    /** How long a bundle may take, in seconds; a property of the framework. */
    static final String PROPERTY = "daxplane.driver.patience.seconds";
    /** A driver starts in milliseconds; machines that try it have patience of their own (10 s), and there may be two. */
    private static final Duration USUAL = Duration.ofSeconds(25);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** How long one that was told to stop may take. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Duration patience;
    private final Duration grace;
    private final Set<Long> givenUp = ConcurrentHashMap.newKeySet();    // ids of bundles; each costs somebody the whole patience

    Patience(Duration patience, Duration grace) {
        this.patience = patience;
        this.grace = grace;
    }

    /** As the operator wants it; what is no number of seconds from 1 to 600 is told, and the usual holds. */
    static Patience of(BundleContext framework) {
        String wanted = framework.getProperty(PROPERTY);
        if (wanted == null) {
            return new Patience(USUAL, GRACE);
        }
        if (!wanted.strip().matches("[1-9]\\d{0,2}") || Integer.parseInt(wanted.strip()) > LONGEST.toSeconds()) {
            System.err.println("WARNING: " + PROPERTY + " = " + wanted + " is no number from 1 to " + LONGEST.toSeconds() + "; it is " + USUAL.toSeconds());
            return new Patience(USUAL, GRACE);
        }
        return new Patience(Duration.ofSeconds(Integer.parseInt(wanted.strip())), GRACE);
    }

    /** Nobody may ask it anything. */
    boolean gaveUp(Bundle bundle) {
        return givenUp.contains(bundle.getBundleId());
    }

    /**
     * One that starts after it was given up is taken away at once: it was refused.
     *
     * @throws DriverRefused EINVAL it does not start; ETIMEDOUT it does not return, and it is told whether its thread still runs
     */
    void start(Bundle bundle) throws DriverRefused {
        if (gaveUp(bundle)) {
            throw new DriverRefused(Errno.ETIMEDOUT, name(bundle) + " did not start before" + Late.DOES_NOT_END);
        }
        try {
            within("start", bundle, () -> {
                bundle.start(Bundle.START_TRANSIENT);
                return true;
            }, () -> takeAway(bundle));
        } catch (ExecutionException failed) {
            throw new DriverRefused(Errno.EINVAL, name(bundle) + " does not start: " + reason(failed.getCause()));
        } catch (Late late) {
            throw new DriverRefused(Errno.ETIMEDOUT, name(bundle) + " did not start in " + text(patience) + late.consequence());
        }
    }

    /** @throws DriverRefused ETIMEDOUT it has started, and hangs when it is asked */
    void requireAnswers(Bundle started) throws DriverRefused {
        if (gaveUp(started)) {
            throw new DriverRefused(Errno.ETIMEDOUT, name(started) + " started, but does not tell its modules" + Late.DOES_NOT_END);
        }
    }

    private static void takeAway(Bundle late) {
        try {
            late.uninstall();
        } catch (BundleException | IllegalStateException gone) {
            System.err.println("WARNING: " + name(late) + " started too late, and was not uninstalled: " + gone.getMessage());
        }
    }

    /** Stops it, if it can be; what stands in the way is told in the log. */
    void rest(Bundle bundle) {
        leave("stop", bundle, () -> {
            bundle.stop(Bundle.STOP_TRANSIENT);
            return true;
        });
    }

    /** Takes it away, if it can be. One that still starts or stops would keep whoever takes it away waiting; it stays, and offers nothing. */
    void uninstall(Bundle bundle) {
        leave("uninstallation", bundle, () -> {
            bundle.uninstall();
            return true;
        });
    }

    private void leave(String what, Bundle bundle, Callable<Boolean> act) {
        if (gaveUp(bundle) && (bundle.getState() & (Bundle.STARTING | Bundle.STOPPING)) != 0) {
            return;
        }
        try {
            within(what, bundle, act, () -> { });
        } catch (ExecutionException failed) {
            System.err.println("WARNING: " + what + " of " + name(bundle) + " failed: " + reason(failed.getCause()));
        } catch (Late late) {
            System.err.println("WARNING: " + what + " of " + name(bundle) + " took longer than " + text(patience) + late.consequence());
        } catch (DriverRefused interrupted) {
            System.err.println("WARNING: " + interrupted.getMessage());
        }
    }

    /** Asking makes the component; one that can not be made, or can not say its name, offers nothing. */
    Optional<String> module(BundleContext framework, ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle == null || gaveUp(bundle)) {
            return Optional.empty();
        }
        try {
            return within("asking", bundle, () -> framework.getService(reference) instanceof KernelModule module
                    ? Optional.ofNullable(module.name()) : Optional.empty(), () -> { });
        } catch (ExecutionException bug) {
            return Optional.empty();
        } catch (Late late) {
            System.err.println("WARNING: " + name(bundle) + " did not tell its modules in " + text(patience) + late.consequence());
            return Optional.empty();
        } catch (DriverRefused interrupted) {
            return Optional.empty();
        }
    }

    /** @param later what is done when it ends after all, when nobody waits for it any more */
    private <T> T within(String what, Bundle bundle, Callable<T> act, Runnable later) throws DriverRefused, ExecutionException, Late {
        var task = new FutureTask<T>(act);
        var thread = new Thread(() -> {
            task.run();
            if (gaveUp(bundle)) {
                later.run();
            }
        }, what + " of " + bundle.getSymbolicName());
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            givenUp.add(bundle.getBundleId());
            thread.interrupt();
            boolean ended = ends(thread);
            if (ended) {
                givenUp.remove(bundle.getBundleId());
            }
            throw new Late(ended);
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new DriverRefused(Errno.EINTR, "interrupted during the " + what + " of " + name(bundle));
        }
    }

    private boolean ends(Thread thread) {
        try {
            return thread.join(grace);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Object reason(Throwable why) {
        Throwable cause = why instanceof BundleException && why.getCause() != null ? why.getCause() : why;
        return cause == why ? why.getMessage() : cause;
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private static String name(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    /** It took too long. */
    private static final class Late extends Exception {

        private static final long serialVersionUID = 1;

        static final String DOES_NOT_END = ", and its thread does not end; end daxplane and start it again";

        private final boolean ended;

        Late(boolean ended) {
            super("late", null, false, false);
            this.ended = ended;
        }

        String consequence() {
            return ended ? "" : DOES_NOT_END;
        }
    }
}
