package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Host;
import daxplane.host.HostProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers come, go and are exchanged while they own devices; the machine, its memory and the journal do not notice. */
class DriverSwapIT {

    @TempDir
    private Path work;
    private Daxplane daxplane;

    @BeforeEach
    void start() throws Exception {
        daxplane = Daxplane.start(work);
    }

    @AfterEach
    void stop() throws Exception {
        daxplane.close();
    }

    @Test
    void exchangesKmemWhileItsBlocksAreOnline() throws Exception {
        Path shipped = shipped("driver-kmem");
        Path second = withVersion(shipped, "9.0.0", work.resolve("kmem-9.jar"));
        Path broken = withActivator(shipped, "9.1.0", work.resolve("kmem-broken.jar"));

        var run = daxplane.run("-c", String.join("; ", "assign dax0.0 system-ram", "driver update kmem " + second, "list dax0.0",
                "driver update kmem " + broken, "list dax0.0", "driver list", "driver remove kmem", "list dax0.0", "release dax0.0",
                "journal verify", "journal tail -n 60"));

        assertThat(run.err()).contains("does not start").contains("(EINVAL)");
        assertThat(run.out()).contains("driver update daxplane.driver.kmem: 0.1.0").contains("-> 9.0.0")
                .contains("driver remove daxplane.driver.kmem: 9.0.0").contains("done: release dax0.0").contains("intact:");
        assertThat(run.out().lines().filter(line -> line.startsWith("dax0.0") && line.contains("384 MiB online in zone Movable (memory33-35)"))).hasSizeGreaterThanOrEqualTo(4);
        assertThat(run.out().lines().filter(line -> line.contains("DriverChanged"))).hasSize(3);
        assertThat(run.out().replaceAll("\\s", "")).contains("sha256" + sha256(second)).contains("sha256" + sha256(shipped));
    }

    /** Another thread changes the machine all the time; every call finds a driver, the old one or the new one. */
    @Test
    void exchangesKmemWhileOperationsAreInFlight() throws Exception {
        Path shipped = shipped("driver-kmem");
        List<Path> versions = List.of(withVersion(shipped, "8.0.0", work.resolve("kmem-8.jar")), withVersion(shipped, "9.0.0", work.resolve("kmem-9.jar")));
        assertThat(daxplane.run("-c", "assign dax0.0 system-ram").exitCode()).isZero();
        var loader = daxplane.service(daxplane.loader.Loader.class).open(daxplane.state());
        var provider = provider("simulated");
        try (var host = provider.open(new HostProvider.Request(daxplane.state(), Distribution.DIRECTORY, ""))) {
            var stop = new java.util.concurrent.atomic.AtomicBoolean();
            var work = java.util.concurrent.CompletableFuture.supplyAsync(() -> keepBinding(host, stop));
            long slowest = 0;
            for (int i = 0; i < 6; i++) {
                long begun = System.nanoTime();
                loader.update("kmem", versions.get(i % 2));
                slowest = Math.max(slowest, System.nanoTime() - begun);
            }
            stop.set(true);

            assertThat(work.get(60, java.util.concurrent.TimeUnit.SECONDS)).isPositive();
            System.out.println("slowest exchange of kmem: " + slowest / 1_000_000 + " ms");
            for (String block : List.of("33", "34", "35")) {
                assertThat(host.attributes().read("/sys/devices/system/memory/memory" + block + "/state")).isEqualTo("online\n");
            }
            assertThat(host.attributes().readLink("/sys/bus/dax/devices/dax0.0/driver")).endsWith("/kmem");
        }
        loader.remove("kmem", java.util.Set.of("kmem"));
        assertThat(daxplane.run("-c", "drift; journal verify; release dax0.0").exitCode()).isZero();
    }

    /** dax2.0 goes to kmem and back, over and over. @return how often */
    private static int keepBinding(Host host, java.util.concurrent.atomic.AtomicBoolean stop) {
        String drivers = "/sys/bus/dax/drivers/";
        int rounds = 0;
        try {
            var files = host.attributes();
            files.write("/sys/devices/system/memory/auto_online_blocks", "offline\n", daxplane.host.Cancellation.NEVER);
            do {
                files.write(drivers + "device_dax/unbind", "dax2.0\n", daxplane.host.Cancellation.NEVER);
                files.write(drivers + "kmem/new_id", "dax2.0\n", daxplane.host.Cancellation.NEVER);
                assertThat(files.readLink("/sys/bus/dax/devices/dax2.0/driver")).endsWith("/kmem");
                files.write(drivers + "kmem/unbind", "dax2.0\n", daxplane.host.Cancellation.NEVER);
                files.write(drivers + "kmem/remove_id", "dax2.0\n", daxplane.host.Cancellation.NEVER);
                files.write(drivers + "device_dax/bind", "dax2.0\n", daxplane.host.Cancellation.NEVER);
                rounds++;
            } while (!stop.get());
            files.write("/sys/devices/system/memory/auto_online_blocks", "online\n", daxplane.host.Cancellation.NEVER);
        } catch (daxplane.host.HostException refused) {
            throw new AssertionError(refused);
        }
        return rounds;
    }

    /** Compiled against the published contract alone, outside of the build. */
    @Test
    void takesAStrangersDriver() throws Exception {
        Path jar = strangersDriver();

        var run = daxplane.run("-c", String.join("; ", "driver install " + jar, "modprobe dax_parking", "echo dax0.0 > /sys/bus/dax/drivers/device_dax/unbind",
                "echo dax0.0 > /sys/bus/dax/drivers/parking/new_id", "readlink /sys/bus/dax/devices/dax0.0/driver", "driver list"));
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("../drivers/parking".substring(3)).contains("example.parking");

        var later = daxplane.run("-c", "readlink /sys/bus/dax/devices/dax0.0/driver; driver remove dax_parking; modprobe -r dax_parking; driver remove dax_parking; driver list");
        assertThat(later.out()).contains("drivers/parking").contains("driver remove example.parking: 1.0.0").doesNotContain("example.parking  1.0.0");
        assertThat(later.err()).contains("modprobe -r dax_parking first (EBUSY)");
    }

    @Test
    void refusesWhatIsNoDriver() throws Exception {
        Path text = Files.writeString(work.resolve("text.jar"), "not a jar");
        Path library = shipped("inventory");

        assertThat(daxplane.run("driver", "install", work.resolve("absent.jar").toString()).err()).contains("there is no jar").contains("(ENOENT)");
        assertThat(daxplane.run("driver", "install", text.toString()).err()).contains("is not a bundle").contains("(EINVAL)");
        assertThat(daxplane.run("driver", "update", "kmem", library.toString()).err()).contains("not another version of daxplane.driver.kmem");
        assertThat(daxplane.run("driver", "update", "nothing", text.toString()).err()).contains("there is no driver bundle nothing").contains("(ENOENT)");
        assertThat(daxplane.run("driver", "install", shipped("driver-kmem").toString()).err()).contains("(EEXIST)");
        assertThat(daxplane.run("driver").exitCode()).isEqualTo(2);
    }

    private HostProvider provider(String name) throws Exception {
        for (var reference : daxplane.framework().getServiceReferences(HostProvider.class, null)) {
            var provider = daxplane.framework().getService(reference);
            if (provider.name().equals(name)) {
                return provider;
            }
        }
        throw new AssertionError("no host " + name);
    }

    private static Path shipped(String artifact) throws IOException {
        try (var jars = Files.list(Distribution.DIRECTORY.resolve("bundles"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(artifact + "-0")).findFirst().orElseThrow();
        }
    }

    private static Path withVersion(Path jar, String version, Path to) throws IOException {
        return copy(jar, to, attributes -> attributes.putValue("Bundle-Version", version));
    }

    /** A version whose activator is not in the jar: the framework can not start it. */
    private static Path withActivator(Path jar, String version, Path to) throws IOException {
        return copy(jar, to, attributes -> {
            attributes.putValue("Bundle-Version", version);
            attributes.putValue("Bundle-Activator", "daxplane.driver.kmem.Absent");
        });
    }

    private static Path copy(Path jar, Path to, java.util.function.Consumer<Attributes> edit) throws IOException {
        try (var in = new JarInputStream(Files.newInputStream(jar))) {
            Manifest manifest = in.getManifest();
            edit.accept(manifest.getMainAttributes());
            try (var out = new JarOutputStream(Files.newOutputStream(to), manifest)) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(out);
                }
            }
        }
        return to;
    }

    private Path strangersDriver() throws Exception {
        Path source = Files.createDirectories(work.resolve("stranger/example/parking"));
        Files.writeString(source.resolve("ParkingModule.java"), """
                package example.parking;

                import daxplane.kernel.*;
                import java.util.List;

                public final class ParkingModule implements KernelModule {
                    public String name() { return "dax_parking"; }
                    public List<Driver> drivers() { return List.of(new Parking()); }

                    static final class Parking implements Driver {
                        public String name() { return "parking"; }
                        public String bus() { return "dax"; }
                        public boolean matches(Device device) { return false; }
                        public void probe(Device device, Kernel kernel) throws KernelException { }
                        public void remove(Device device, Kernel kernel) { }
                    }
                }
                """);
        Path component = Files.createDirectories(work.resolve("classes/OSGI-INF")).resolve("parking.xml");
        Files.writeString(component, """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="parking">
                  <implementation class="example.parking.ParkingModule"/>
                  <service><provide interface="daxplane.kernel.KernelModule"/></service>
                </scr:component>
                """);
        String contract = String.join(java.io.File.pathSeparator, shipped("host-simulated").toString(), shipped("host").toString(), shipped("inventory").toString());
        var messages = new java.io.StringWriter();
        int status = ToolProvider.findFirst("javac").orElseThrow().run(new java.io.PrintWriter(messages), new java.io.PrintWriter(messages),
                "-d", work.resolve("classes").toString(), "-cp", contract, source.resolve("ParkingModule.java").toString());
        assertThat(status).as(messages.toString()).isZero();
        Manifest manifest = new Manifest(new ByteArrayInputStream("""
                Manifest-Version: 1.0
                Bundle-ManifestVersion: 2
                Bundle-SymbolicName: example.parking
                Bundle-Version: 1.0.0
                Import-Package: daxplane.kernel;version="[1,2)"
                Service-Component: OSGI-INF/parking.xml
                """.getBytes()));
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest); var files = Files.walk(work.resolve("classes"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                jar.putNextEntry(new JarEntry(work.resolve("classes").relativize(file).toString()));
                Files.copy(file, jar);
            }
        }
        return Files.write(work.resolve("parking.jar"), bytes.toByteArray());
    }

    private static String sha256(Path file) throws Exception {
        return java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
