package daxplane.it;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import org.osgi.framework.BundleActivator;

/** Shipped bundles, and other versions of them. */
final class DriverVersions {

    private DriverVersions() {
    }

    static Path shipped(String artifact) throws IOException {
        try (var jars = Files.list(Distribution.DIRECTORY.resolve("bundles"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("daxplane." + artifact + "-0")).findFirst().orElseThrow();
        }
    }

    static Path withVersion(Path jar, String version, Path to) throws IOException {
        return copy(jar, to, attributes -> attributes.putValue("Bundle-Version", version), Path.of(""));
    }

    /** A version whose activator is not in the jar: the framework can not start it. */
    static Path withActivator(Path jar, String version, String activator, Path to) throws IOException {
        return copy(jar, to, attributes -> {
            attributes.putValue("Bundle-Version", version);
            attributes.putValue("Bundle-Activator", activator);
        }, Path.of(""));
    }

    /** A version that does this when it is started, before anything else. */
    static Path starting(Path jar, String version, String statement, Path folder) throws Exception {
        Path source = Files.createDirectories(folder.resolve(version)).resolve("Rogue.java");
        Files.writeString(source, """
                package example.rogue;

                public final class Rogue implements org.osgi.framework.BundleActivator {
                    public void start(org.osgi.framework.BundleContext context) throws Exception { %s }
                    public void stop(org.osgi.framework.BundleContext context) { }
                }
                """.formatted(statement));
        var messages = new StringWriter();
        int status = ToolProvider.findFirst("javac").orElseThrow().run(new PrintWriter(messages), new PrintWriter(messages), "-d", source.getParent().toString(),
                "-cp", Path.of(BundleActivator.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString(), source.toString());
        if (status != 0) {
            throw new AssertionError(messages.toString());
        }
        return copy(jar, folder.resolve("rogue-" + version + ".jar"), attributes -> {
            attributes.putValue("Bundle-Version", version);
            attributes.putValue("Bundle-Activator", "example.rogue.Rogue");
            attributes.putValue("Import-Package", attributes.getValue("Import-Package") + ",org.osgi.framework");
        }, source.resolveSibling("example/rogue/Rogue.class"));
    }

    /** @param added a class of the package example.rogue; nothing when it is the empty path */
    private static Path copy(Path jar, Path to, Consumer<Attributes> edit, Path added) throws IOException {
        try (var in = new JarInputStream(Files.newInputStream(jar))) {
            Manifest manifest = in.getManifest();
            edit.accept(manifest.getMainAttributes());
            try (var out = new JarOutputStream(Files.newOutputStream(to), manifest)) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(out);
                }
                if (!added.toString().isEmpty()) {
                    out.putNextEntry(new JarEntry("example/rogue/" + added.getFileName()));
                    Files.copy(added, out);
                }
            }
        }
        return to;
    }
}
