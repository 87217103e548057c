package daxplane.tck;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelModule;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertifyTest {

    /** Its second driver lets go of nothing. */
    public static final class TwoDrivers implements KernelModule {

        @Override
        public String name() {
            return "dax_two";
        }

        @Override
        public List<Driver> drivers() {
            return List.of(new RulesTest.Good(), new Bad());
        }
    }

    private static final class Bad extends RulesTest.Good {

        @Override
        public String name() {
            return "bad";
        }

        @Override
        public void remove(Device device, Kernel kernel) {
            // keeps what it has
        }
    }

    @Test
    void everyDriverOfAModuleIsCertified(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("two.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        List.of("Bundle-ManifestVersion: 2", "Bundle-SymbolicName: example.two", "Bundle-Version: 1.0.0", "Service-Component: two.xml",
                "Import-Package: daxplane.kernel;version=\"[2,3)\"").forEach(line -> manifest.getMainAttributes().putValue(line.split(": ")[0], line.split(": ")[1]));
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("two.xml"));
            out.write(("<implementation class=\"" + TwoDrivers.class.getName() + "\"/><provide interface=\"" + KernelModule.class.getName() + "\"/>")
                    .getBytes(StandardCharsets.UTF_8));
        }
        var out = new ByteArrayOutputStream();

        int exitCode = Certify.run(List.of(jar.toString()), new PrintStream(out, true, StandardCharsets.UTF_8), System.err);

        String[] drivers = out.toString(StandardCharsets.UTF_8).split("driver bad\n", 2);
        assertThat(exitCode).isEqualTo(1);
        assertThat(drivers[0]).startsWith("driver good\n").contains("ok      unbinding").doesNotContain("BROKEN");
        assertThat(drivers[1]).contains("BROKEN  unbinding", "not certified: ");
    }
}
