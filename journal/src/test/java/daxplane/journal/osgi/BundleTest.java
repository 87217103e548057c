package daxplane.journal.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.journal.Journals;
import daxplane.journal.Notes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWiring;

/** The bundle as it is shipped, in Felix as it is configured: it resolves, offers the service, appends, and leaks nothing. */
class BundleTest {

    /** What the bundle imports of ours, in the version that it asks for. */
    private static final Pattern IMPORT = Pattern.compile("(daxplane[.a-z]*);version=\"\\[([^,]+),");
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path root;
    private Framework framework;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory().newFramework(configuration());
        framework.start();
        BundleContext context = framework.getBundleContext();
        var bundles = new ArrayList<Bundle>();
        for (String entry : List.of("org.osgi.util.function-", "org.osgi.util.promise-", "org.osgi.service.component-1", "org.apache.felix.scr-")) {
            bundles.add(context.installBundle("reference:" + onClassPath(entry).toUri()));
        }
        bundles.add(context.installBundle(zipped(Path.of("target/classes")).toUri().toString()));
        for (Bundle bundle : bundles) {
            bundle.start();
        }
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }

    /** The configuration of the distribution, the cache and the types for this test aside. */
    private Map<String, String> configuration() throws IOException {
        var properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of("../config/framework.properties"))) {
            properties.load(in);
        }
        var configuration = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(name -> configuration.put(name, properties.getProperty(name)));
        configuration.merge(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, types(), (theirs, ours) -> theirs + "," + ours);
        configuration.put(Constants.FRAMEWORK_STORAGE, root.resolve("cache").toString());
        return configuration;
    }

    /** What the system bundle gives away here, so that this test can call the service by its types. */
    private static String types() throws IOException {
        try (InputStream in = Files.newInputStream(Path.of("target/classes/META-INF/MANIFEST.MF"))) {
            String imports = new Manifest(in).getMainAttributes().getValue(Constants.IMPORT_PACKAGE);
            return IMPORT.matcher(imports).results().map(found -> found.group(1) + ";version=" + found.group(2)).collect(Collectors.joining(","));
        }
    }

    private static Path onClassPath(String start) {
        return Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator)).map(Path::of)
                .filter(entry -> entry.getFileName().toString().startsWith(start)).findFirst().orElseThrow();
    }

    /** The content of the bundle's jar, which is packed after the tests. */
    private Path zipped(Path classes) throws IOException {
        Path jar = root.resolve("journal.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar)); var files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
        return jar;
    }

    private Bundle bundle() {
        return Stream.of(framework.getBundleContext().getBundles()).filter(b -> "daxplane.journal".equals(b.getSymbolicName())).findFirst().orElseThrow();
    }

    private Journals service() throws InterruptedException {
        BundleContext context = framework.getBundleContext();
        var offered = new CountDownLatch(1);
        ServiceListener listener = event -> offered.countDown();
        context.addServiceListener(listener);
        ServiceReference<Journals> reference = context.getServiceReference(Journals.class);
        if (reference == null) {
            assertThat(offered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("a service Journals").isTrue();
            reference = context.getServiceReference(Journals.class);
        }
        return context.getService(reference);
    }

    @Test
    void appendsAndReadsInsideTheFramework() throws Exception {
        Journals journals = service();
        assertThat(journals.getClass().getClassLoader()).isSameAs(bundle().adapt(BundleWiring.class).getClassLoader());

        for (int session = 1; session <= 2; session++) {
            try (var journal = journals.write(root.resolve("journal"))) {
                assertThat(journal.append(Notes.note("a")).revision()).isEqualTo(session);
            }
        }

        try (var journal = journals.read(root.resolve("journal"))) {
            assertThat(journal.verify()).extracting("records", "damage").containsExactly(2L, java.util.Optional.empty());
        }
    }

    /** The context class loader of a console's thread, or of none, must not matter. */
    @Test
    void doesNotDependOnTheContextClassLoader() throws Exception {
        Journals journals = service();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(null);
        try (var journal = journals.write(root.resolve("journal"))) {
            assertThat(journal.append(Notes.note("a")).revision()).isEqualTo(1);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void exportsNothingOfChronicleAndImportsNothingThatIsNotThere() throws Exception {
        var headers = bundle().getHeaders();

        assertThat(headers.get(Constants.EXPORT_PACKAGE)).doesNotContain("openhft", "slf4j").contains("daxplane.journal;version=");
        assertThat(Stream.of(headers.get(Constants.IMPORT_PACKAGE).split(",(?=[a-z])")).map(entry -> entry.replaceAll(";.*", "")))
                .allMatch(name -> name.startsWith("daxplane.") || name.equals("sun.misc") || name.startsWith("javax."));
        Enumeration<String> libraries = bundle().getEntryPaths("lib");
        var names = new ArrayList<String>();
        libraries.asIterator().forEachRemaining(names::add);
        assertThat(names).contains("lib/chronicle-queue.jar").noneMatch(name -> name.contains("analytics") || name.contains("jna") || name.contains("jnr"));
    }

    /** A bundle that is updated in place must not hold the journal's lock, nor anything that keeps its old class loader. */
    @Test
    void canBeStoppedAndStartedAgain() throws Exception {
        try (var journal = service().write(root.resolve("journal"))) {
            journal.append(Notes.note("a"));
        }
        bundle().stop();
        bundle().update(Files.newInputStream(root.resolve("journal.jar")));
        bundle().start();

        try (var journal = service().write(root.resolve("journal"))) {
            assertThat(journal.append(Notes.note("b")).revision()).isEqualTo(2);
        }
    }
}
