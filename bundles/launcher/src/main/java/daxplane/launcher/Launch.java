package daxplane.launcher;

import daxplane.launch.Application;
import daxplane.launch.Invocation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.util.tracker.ServiceTracker;

/** One run: framework up, application, framework down. */
final class Launch {

    /** The components are wired when the framework's start returns; what comes later is a machine under load. */
    private static final long APPLICATION_TIMEOUT_MILLIS = 2_000;

    /** Longer than any bundle needs to close its files. */
    private static final long STOP_TIMEOUT_MILLIS = 10_000;

    private final Places places;
    private final List<String> arguments;
    /** Where the JDK and libraries put what lies somewhere for a while. */
    private static final String TEMPORARY = "java.io.tmpdir";

    private final LogFile log;
    private final Ending ending;
    /** What a signal takes down. */
    private volatile Optional<Framework> running = Optional.empty();

    Launch(Places places, List<String> arguments, Ending ending) {
        this.ending = ending;
        this.places = places;
        this.arguments = arguments;
        this.log = new LogFile(places.state().resolve("log/daxplane.log"));
    }

    /** @return the application's exit code */
    int run() throws StartFailure {
        var invocation = new Invocation(arguments, System.getenv(), places.home(), places.state(), log.path(), System.in,
                Voice.of(System.out, ending), Voice.of(System.err, ending));
        sendStandardStreamsToLog();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ending.end(() -> running.ifPresent(Launch::stop)), "end"));
        try (var slot = CacheSlot.take(places.cache(), Path.of(System.getProperty(TEMPORARY)), ending::scratch)) {
            System.setProperty(TEMPORARY, slot.scratch().toString());      // libraries look here, too: nothing of a killed process stays in /tmp
            var framework = start(slot);
            try {
                var application = application(framework);
                ending.begin(application);
                var exitCode = application.run(invocation);
                ending.finished();
                StartArchive.rehearse(application, ending);
                return exitCode;
            } finally {
                stop(framework);
            }
        } catch (IOException leftBehind) {
            throw new StartFailure("cannot clear the bundle cache: " + leftBehind.getMessage(), leftBehind);
        } finally {
            ending.over();
        }
    }

    private Framework start(CacheSlot slot) throws StartFailure, IOException {
        ending.goOn();
        var properties = FrameworkProperties.read(places.home(), slot.directory());
        var bundles = BundleSet.of(places.home().resolve("bundles"));
        try {
            var warm = fromCache(properties, bundles, slot);
            var framework = warm.isPresent() ? warm.get() : fromNothing(properties, bundles, slot);
            try {
                ending.goOn();
                bundles.markStarted(framework.getBundleContext());
                ending.goOn();
                framework.start();
                ending.goOn();
            } catch (BundleException | StartFailure failure) {
                stop(framework);
                throw failure;
            }
            running = Optional.of(framework);
            return framework;
        } catch (BundleException failure) {
            throw new StartFailure("the framework did not start: " + failure.getMessage() + "; see " + log.path(), failure);
        }
    }

    /** Empty when there is no usable cache of just these bundles. */
    private static Optional<Framework> fromCache(Map<String, String> properties, BundleSet bundles, CacheSlot slot) {
        if (!Files.isDirectory(slot.directory())) {
            return Optional.empty();
        }
        try {
            var framework = initialise(properties);
            if (bundles.isInstalled(framework.getBundleContext(), slot.directory())) {
                return Optional.of(framework);
            }
            stop(framework);
        } catch (BundleException damaged) {
            System.err.println("WARNING: the bundle cache is made anew: " + damaged);
        }
        return Optional.empty();
    }

    private static Framework fromNothing(Map<String, String> properties, BundleSet bundles, CacheSlot slot)
            throws BundleException, StartFailure, IOException {
        slot.clear();
        var framework = initialise(properties);
        bundles.install(framework.getBundleContext(), slot.directory());
        return framework;
    }

    private static Framework initialise(Map<String, String> properties) throws BundleException {
        var framework = new FrameworkFactory().newFramework(properties);
        framework.init(Launch::logProblem);
        framework.getBundleContext().addFrameworkListener(Launch::logProblem);
        return framework;
    }

    private Application application(Framework framework) throws StartFailure {
        var tracker = new ServiceTracker<Application, Application>(framework.getBundleContext(), Application.class, null);
        tracker.open();
        try {
            var application = tracker.waitForService(APPLICATION_TIMEOUT_MILLIS);
            if (application == null) {
                throw new StartFailure("the console did not come up; see " + log.path() + reasons(framework));
            }
            return application;
        } catch (InterruptedException interrupted) {
            throw new StartFailure("interrupted while starting", interrupted);
        }
    }

    private String reasons(Framework framework) {
        var text = new StringBuilder();
        for (var bundle : framework.getBundleContext().getBundles()) {
            if ((bundle.getState() & (Bundle.INSTALLED | Bundle.RESOLVED)) != 0) {
                text.append("\n  not started: ").append(bundle.getSymbolicName());
            }
        }
        log.errors().forEach(error -> text.append("\n  ").append(error));
        return text.toString();
    }

    private void sendStandardStreamsToLog() {
        var stream = new PrintStream(log, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
    }

    private static void logProblem(FrameworkEvent event) {
        var level = switch (event.getType()) {
            case FrameworkEvent.ERROR -> "ERROR";
            case FrameworkEvent.WARNING -> "WARNING";
            default -> "";
        };
        if (!level.isEmpty()) {
            System.err.println(level + ": " + event.getBundle() + ": " + event.getThrowable());
        }
    }

    private static void stop(Framework framework) {
        try {
            framework.stop();
            framework.waitForStop(STOP_TIMEOUT_MILLIS);
        } catch (BundleException failure) {
            System.err.println("ERROR: the framework did not stop: " + failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
