package daxplane.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import daxplane.host.Errno;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A jar of a stranger costs no more than a driver, and names no place on the disk. */
class DriverJarTest {

    @TempDir
    Path folder;

    @FunctionalInterface
    private interface Content {
        void write(ZipOutputStream zip) throws IOException;
    }

    private Path jar(Content content) throws IOException {
        Path jar = folder.resolve("driver.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            content.write(zip);
        }
        return jar;
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static void put(ZipOutputStream zip, String name, long zeros) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        byte[] block = new byte[1 << 20];
        for (long left = zeros; left > 0; left -= block.length) {
            ((OutputStream) zip).write(block, 0, (int) Math.min(left, block.length));
        }
        zip.closeEntry();
    }

    private static String manifest(String name, String version) {
        return "Manifest-Version: 1.0\nBundle-SymbolicName: " + name + "\nBundle-Version: " + version + "\n";
    }

    private DriverRefused refused(Content content) throws IOException {
        var jar = jar(content);
        return (DriverRefused) assertThatExceptionOfType(DriverRefused.class).isThrownBy(() -> DriverJar.read(jar)).actual();
    }

    @Test
    void tellsNameVersionAndDigest() throws Exception {
        var jar = jar(zip -> {
            put(zip, "a/Class.class", 1000);
            put(zip, "META-INF/MANIFEST.MF", manifest("example.driver-2_b;singleton:=true", "1.2.3.beta-1"));
        });

        assertThat(DriverJar.read(jar)).returns("example.driver-2_b", DriverJar::name).returns("1.2.3.beta-1", DriverJar::version)
                .returns(DriverJar.sha256(Files.readAllBytes(jar)), DriverJar::digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil", "/etc/cron.d/x", "..", "a/b", "a\\b", ".hidden", "a..b", "a b", "\u202eexe", "", ";a", "nul\u0000"})
    void aNameThatIsNoneIsRefused(String name) throws Exception {
        assertThat(refused(zip -> put(zip, "META-INF/MANIFEST.MF", manifest(name, "1.0"))).errno()).isIn(Errno.EINVAL, Errno.EIO);
    }

    @Test
    void aNameThatIsLongerThanThatOfAFileIsRefused() throws Exception {
        var name = ("Bundle-SymbolicName: " + "x".repeat(300)).replaceAll("(.{60})", "$1\n ");

        assertThat(refused(zip -> put(zip, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + name + "\n"))).returns(Errno.EINVAL, DriverRefused::errno)
                .hasMessageContaining("Bundle-SymbolicName is 'xxx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.x", "-1", "1.0.0.", "99999999999", "../1"})
    void aVersionThatIsNoneIsRefused(String version) throws Exception {
        assertThat(refused(zip -> put(zip, "META-INF/MANIFEST.MF", manifest("a", version)))).returns(Errno.EINVAL, DriverRefused::errno)
                .hasMessageContaining("Bundle-Version is '" + version);
    }

    @Test
    void aManifestThatFillsTheMemoryIsRefused() throws Exception {
        assertThat(refused(zip -> put(zip, "META-INF/MANIFEST.MF", 600L << 20))).returns(Errno.EFBIG, DriverRefused::errno)
                .hasMessageContaining("a manifest of more than 1 MiB");
    }

    @Test
    void whatUnpacksToMoreThanADriverIsRefused() throws Exception {
        assertThat(refused(zip -> {
            put(zip, "META-INF/MANIFEST.MF", manifest("a", "1"));
            put(zip, "a/Class.class", 200L << 20);
            put(zip, "b/Class.class", 100L << 20);
        })).returns(Errno.EFBIG, DriverRefused::errno).hasMessageContaining("unpacks to more than 256 MiB");
    }

    @Test
    void moreEntriesThanADriverHasAreRefused() throws Exception {
        assertThat(refused(zip -> {
            for (int i = 0; i < 16_385; i++) {
                put(zip, "e" + i, 0);
            }
        })).returns(Errno.EFBIG, DriverRefused::errno).hasMessageContaining("more than 16384 entries");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no zip", "PK\u0003\u0004 and then nothing", "\u0000\u0000\u0000\u0000"})
    void whatIsNoJarIsRefused(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("no.jar"), content);

        assertThatExceptionOfType(DriverRefused.class).isThrownBy(() -> DriverJar.read(file))
                .withMessageContaining("is not a bundle").matches(refused -> refused.errno() == Errno.EINVAL);
    }

    @Test
    void aJarWithoutAManifestIsNoBundle() throws Exception {
        assertThat(refused(zip -> put(zip, "a", "b"))).returns(Errno.EINVAL, DriverRefused::errno).hasMessageContaining("names no Bundle-SymbolicName");
    }
}
