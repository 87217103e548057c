package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarEntry;
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
        Path shipped = DriverVersions.shipped("driver-kmem");
        Path second = DriverVersions.withVersion(shipped, "9.0.0", work.resolve("kmem-9.jar"));
        Path broken = DriverVersions.withActivator(shipped, "9.1.0", "daxplane.driver.kmem.Absent", work.resolve("kmem-broken.jar"));

        var run = daxplane.run("-c", String.join("; ", "assign dax0.0 system-ram", "driver update kmem " + second, "who dax0.0",
                "driver update kmem " + broken, "who dax0.0", "driver list", "driver remove kmem", "who dax0.0", "release dax0.0",
                "journal verify", "journal tail -n 60"));

        assertThat(run.err()).contains("does not start").contains("(EINVAL)");
        assertThat(run.out()).contains("driver update daxplane.driver.kmem: " + Distribution.VERSION).contains("-> 9.0.0")
                .contains("driver remove daxplane.driver.kmem: 9.0.0").contains("done: release dax0.0").contains("intact:");
        assertThat(run.out().lines().filter(line -> line.startsWith("dax0.0") && line.contains("384 MiB online in zone Movable (memory33-35)"))).hasSizeGreaterThanOrEqualTo(4);
        assertThat(run.out().lines().filter(line -> line.contains("DriverChanged"))).hasSize(3);
        assertThat(run.out().replaceAll("\\s", "")).contains("sha256" + sha256(second)).contains("sha256" + sha256(shipped));
    }

    /** DIMMs stay bound, namespaces stay in use, and what the old version wrote is read by the new one. */
    @Test
    void exchangesTheLabelStoreWhileDimmsAreBound() throws Exception {
        Path shipped = DriverVersions.shipped("driver-label");
        Path second = DriverVersions.withVersion(shipped, "9.0.0", work.resolve("label-9.jar"));
        Path broken = DriverVersions.withActivator(shipped, "9.1.0", "daxplane.driver.label.Absent", work.resolve("label-broken.jar"));

        var run = daxplane.run("-c", String.join("; ", "ndctl disable-namespace namespace0.1", "rename namespace0.1 before", "driver update label " + second,
                "show nmem0", "rename namespace0.1 after", "ndctl check-labels nmem0", "driver update label " + broken, "rename namespace0.1 later", "show namespace0.1",
                "history nd_label", "drift", "journal verify", "driver remove label", "driver list"));

        assertThat(run.err()).contains("does not start").contains("(EINVAL)");
        assertThat(run.out()).containsSubsequence("done: rename namespace0.1 before", "driver update daxplane.driver.label: " + Distribution.VERSION, "-> 9.0.0",
                "done: rename namespace0.1 after", "done: rename namespace0.1 later", "later", "label store label update: " + Distribution.VERSION + " -> 9.0.0", "intact:",
                "driver remove daxplane.driver.label: 9.0.0", "nd_label");
    }

    /** A script hands dax2.0 to kmem and back, over and over; every step finds a driver, the old one or the new one. */
    @Test
    void exchangesKmemWhileOperationsAreInFlight() throws Exception {
        Path shipped = DriverVersions.shipped("driver-kmem");
        List<Path> versions = List.of(DriverVersions.withVersion(shipped, "8.0.0", work.resolve("kmem-8.jar")), DriverVersions.withVersion(shipped, "9.0.0", work.resolve("kmem-9.jar")));
        String drivers = "/sys/bus/dax/drivers/";
        String round = String.join(" && ", "echo dax2.0 > " + drivers + "device_dax/unbind", "echo dax2.0 > " + drivers + "kmem/new_id",
                "readlink /sys/bus/dax/devices/dax2.0/driver", "echo dax2.0 > " + drivers + "kmem/unbind",
                "echo dax2.0 > " + drivers + "kmem/remove_id", "echo dax2.0 > " + drivers + "device_dax/bind");
        assertThat(daxplane.run("-c", "assign dax0.0 system-ram").exitCode()).isZero();

        var script = CompletableFuture.supplyAsync(() -> {
            try {
                return daxplane.run("-c", "echo offline > /sys/devices/system/memory/auto_online_blocks; for i in 1 2 3 4 5 6 7 8 9 10; do " + round
                        + "; done; echo online > /sys/devices/system/memory/auto_online_blocks");
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        });
        var nanos = new java.util.ArrayList<Long>();
        while (!script.isDone()) {
            long begun = System.nanoTime();
            exchange("kmem", versions.get(nanos.size() % 2));
            nanos.add(System.nanoTime() - begun);
        }

        assertThat(script.get().err()).as(() -> kernelLog()).isEmpty();
        assertThat(script.get().out().lines().filter(line -> line.endsWith("/kmem"))).hasSize(10);
        assertThat(nanos).isNotEmpty();
        nanos.sort(null);
        System.out.println(nanos.size() + " exchanges of kmem in flight: median " + nanos.get(nanos.size() / 2) / 1_000_000 + " ms, slowest "
                + nanos.getLast() / 1_000_000 + " ms");
        var after = daxplane.run("-c", "who dax0.0; drift; journal verify; release dax0.0");
        assertThat(after.err()).isEmpty();
        assertThat(after.out()).contains("384 MiB online in zone Movable (memory33-35)").contains("intact:").contains("done: release dax0.0");
    }

    private String kernelLog() {
        try {
            return daxplane.run("-c", "dmesg | tail -n 40").out();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** As the console does it, but while another command runs; the console has opened the state directory. The loader's classes are those of its bundle: by reflection. */
    private void exchange(String driver, Path jar) throws Exception {
        var reference = daxplane.framework().getServiceReference("daxplane.loader.Loader");
        var loader = daxplane.framework().getService(reference);
        var kinds = Set.of(loader.getClass().getClassLoader().loadClass("daxplane.loader.Offer$Kind").getEnumConstants());
        loader.getClass().getMethod("update", String.class, Path.class, Set.class, Set.class).invoke(loader, driver, jar, kinds, Set.of());
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
        Path library = DriverVersions.shipped("inventory");

        assertThat(daxplane.run("driver", "install", work.resolve("absent.jar").toString()).err()).contains("there is no jar").contains("(ENOENT)");
        assertThat(daxplane.run("driver", "install", text.toString()).err()).contains("is not a bundle").contains("(EINVAL)");
        assertThat(daxplane.run("driver", "update", "kmem", library.toString()).err()).contains("not another version of daxplane.driver.kmem");
        assertThat(daxplane.run("driver", "update", "nothing", text.toString()).err()).contains("there is no driver bundle nothing").contains("(ENOENT)");
        assertThat(daxplane.run("driver", "install", DriverVersions.shipped("driver-kmem").toString()).err()).contains("(EEXIST)");
        assertThat(daxplane.run("driver").exitCode()).isEqualTo(2);
    }

    private Path strangersDriver() throws Exception {
        Path source = Files.createDirectories(work.resolve("stranger/example/parking"));
        Files.writeString(source.resolve("ParkingModule.java"), """
                package example.parking;

                import daxplane.kernel.*;
                import java.util.List;
import java.util.Set;

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
        String contract = String.join(java.io.File.pathSeparator, DriverVersions.shipped("kernel-api").toString(),
                DriverVersions.shipped("host").toString(), DriverVersions.shipped("inventory").toString());
        var messages = new java.io.StringWriter();
        int status = ToolProvider.findFirst("javac").orElseThrow().run(new java.io.PrintWriter(messages), new java.io.PrintWriter(messages),
                "-d", work.resolve("classes").toString(), "-cp", contract, source.resolve("ParkingModule.java").toString());
        assertThat(status).as(messages.toString()).isZero();
        Manifest manifest = new Manifest(new ByteArrayInputStream("""
                Manifest-Version: 1.0
                Bundle-ManifestVersion: 2
                Bundle-SymbolicName: example.parking
                Bundle-Version: 1.0.0
                Import-Package: daxplane.kernel;version="[2,3)"
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
