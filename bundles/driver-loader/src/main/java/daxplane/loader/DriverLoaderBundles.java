package daxplane.loader;

import daxplane.host.Errno;
import daxplane.kernel.KernelModule;
import daxplane.loader.Patience.Late;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

/**
 * Everything that runs code of a stranger's bundle, each with patience. A bundle whose thread does not end when it is told to is given
 * up: it is not asked for anything any more, because whoever asks would wait as well. Decision 066.
 */
final class DriverLoaderBundles {

    private final Patience patience;
    private final Set<Long> givenUp = ConcurrentHashMap.newKeySet();    // ids of bundles; each costs somebody the whole patience

    DriverLoaderBundles(Patience patience) {
        this.patience = patience;
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
            throw new DriverRefused(Errno.ETIMEDOUT, name(bundle) + " did not start in " + patience + late.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DriverRefused(Errno.EINTR, "interrupted while " + name(bundle) + " started");
        }
    }

    private static void takeAway(Bundle late) {
        try {
            late.uninstall();
        } catch (BundleException | IllegalStateException gone) {
            System.err.println("WARNING: " + name(late) + " started too late, and was not uninstalled: " + gone.getMessage());
        }
    }

    /** @throws DriverRefused ETIMEDOUT it has started, and hangs when it is asked */
    void requireAnswers(Bundle started) throws DriverRefused {
        if (gaveUp(started)) {
            throw new DriverRefused(Errno.ETIMEDOUT, name(started) + " started, but does not tell what it offers" + Late.DOES_NOT_END);
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
            if (bundle.getState() != Bundle.UNINSTALLED) {
                bundle.uninstall();
            }
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
            System.err.println("WARNING: " + what + " of " + name(bundle) + " took longer than " + patience + late.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            System.err.println("WARNING: interrupted during the " + what + " of " + name(bundle));
        }
    }

    /** Asking makes the component; one that cannot be made, or cannot say its name, offers nothing. */
    Optional<Offer> offer(BundleContext framework, ServiceReference<?> reference, Offer.Kind kind) {
        Bundle bundle = reference.getBundle();
        if (bundle == null || gaveUp(bundle)) {
            return Optional.empty();
        }
        try {
            return within("asking", bundle, () -> named(framework, reference, kind).map(name -> new Offer(kind, name)), () -> { });
        } catch (ExecutionException bug) {
            return Optional.empty();
        } catch (Late late) {
            System.err.println("WARNING: " + name(bundle) + " did not tell what it offers in " + patience + late.getMessage());
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** A module says its name itself; of others a property of the service does, or else the component's own name. */
    private static Optional<String> named(BundleContext framework, ServiceReference<?> reference, Offer.Kind kind) {
        Object service = framework.getService(reference);
        if (service == null) {
            return Optional.empty();
        }
        if (service instanceof KernelModule module) {
            return Optional.ofNullable(module.name());
        }
        framework.ungetService(reference);
        return Optional.ofNullable(reference.getProperty(kind.property())).or(() -> Optional.ofNullable(reference.getProperty("component.name"))).map(String::valueOf);
    }

    private <T> T within(String what, Bundle bundle, Callable<T> act, Runnable late) throws ExecutionException, Late, InterruptedException {
        try {
            return patience.await(what + " of " + bundle.getSymbolicName(), act, late);
        } catch (Late tooLong) {
            if (!tooLong.ended()) {
                givenUp.add(bundle.getBundleId());
            }
            throw tooLong;
        }
    }

    private static Object reason(Throwable why) {
        Throwable cause = why instanceof BundleException && why.getCause() != null ? why.getCause() : why;
        return cause == why ? why.getMessage() : cause;
    }

    private static String name(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }
}
