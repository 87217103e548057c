package daxplane.it;

import daxplane.launch.Application;
import daxplane.launch.Invocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.util.tracker.ServiceTracker;

/** The distribution's bundles in a framework inside the test. Each call of {@link #run} is one run of the program. */
final class Daxplane implements AutoCloseable {

    private static final long TIMEOUT_MILLIS = 30_000;

    private final Framework framework;
    private final Path state;

    private Daxplane(Framework framework, Path state) {
        this.framework = framework;
        this.state = state;
    }

    static Daxplane start(Path work) throws BundleException, IOException {
        return start(work, Map.of());
    }

    /** @param changed properties of the framework that are different */
    static Daxplane start(Path work, Map<String, String> changed) throws BundleException, IOException {
        var properties = new Properties();
        try (Reader text = Files.newBufferedReader(Distribution.DIRECTORY.resolve("config/framework.properties"))) {
            properties.load(text);
        }
        Map<String, String> configuration = new HashMap<>();
        properties.forEach((key, value) -> configuration.put((String) key, (String) value));
        configuration.putAll(changed);
        configuration.put(Constants.FRAMEWORK_STORAGE, work.resolve("cache").toString());
        var framework = new FrameworkFactory().newFramework(configuration);
        framework.init();
        try (var jars = Files.list(Distribution.DIRECTORY.resolve("bundles"))) {
            for (var jar : jars.sorted().toList()) {
                framework.getBundleContext().installBundle("reference:file:" + jar).start(Bundle.START_ACTIVATION_POLICY);
            }
        }
        framework.start();
        return new Daxplane(framework, work.resolve("state"));
    }

    BundleContext framework() {
        return framework.getBundleContext();
    }

    Path state() {
        return state;
    }

    /** The same program with another state directory; it ends with this one. */
    Daxplane withState(Path other) {
        return new Daxplane(framework, other);
    }

    /** A service, as soon as it is there. */
    <S> S service(Class<S> type) throws InterruptedException {
        var tracker = new ServiceTracker<S, S>(framework(), type, null);
        tracker.open();
        var service = tracker.waitForService(TIMEOUT_MILLIS);
        if (service == null) {
            throw new AssertionError("no service " + type.getName());
        }
        return service;
    }

    Process run(String... arguments) throws InterruptedException {
        return runWithInput("", arguments);
    }

    Process runWithInput(String input, String... arguments) throws InterruptedException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var exitCode = run(input, out, err, arguments);
        return new Process(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What stands on a terminal afterwards: standard output and standard error, as they come. */
    String screen(String... arguments) throws InterruptedException {
        var both = new ByteArrayOutputStream();
        run("", both, both, arguments);
        return both.toString(StandardCharsets.UTF_8);
    }

    private int run(String input, OutputStream out, OutputStream err, String... arguments) throws InterruptedException {
        var invocation = new Invocation(List.of(arguments), Map.of("USER", "root"), Distribution.DIRECTORY, state, state.resolve("log/daxplane.log"),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return service(Application.class).run(invocation);
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(TIMEOUT_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
