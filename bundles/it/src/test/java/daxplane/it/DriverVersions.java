package daxplane.it;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** A version whose activator is not in the jar: the framework cannot start it. */
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
        compile(source, Path.of(BundleActivator.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
        return copy(jar, folder.resolve("rogue-" + version + ".jar"), attributes -> {
            attributes.putValue("Bundle-Version", version);
            attributes.putValue("Bundle-Activator", "example.rogue.Rogue");
            attributes.putValue("Import-Package", attributes.getValue("Import-Package") + ",org.osgi.framework");
        }, source.resolveSibling("example/rogue/Rogue.class"));
    }

    /** A bundle with one component, a module without drivers, that does this when it is made. */
    static Path component(String name, String statement, Path folder) throws Exception {
        return component(new Component(name, "1.0.0", "Module", "daxplane.kernel.KernelModule", "", "daxplane.kernel;version=\"[2,3)\"",
                List.of("kernel-api", "host", "inventory")), """
                package %s;

                public final class Module implements daxplane.kernel.KernelModule {
                    public Module() throws Exception { %s }
                    public String name() { return "%s"; }
                }
                """.formatted(name, statement, name.replace('.', '_')), folder);
    }

    /**
     * A stranger's bundle with one component.
     *
     * @param name     of bundle, package and component
     * @param service  interface that it provides
     * @param property of the service, {@code name=value}; empty: none
     * @param imports  what it is wired to
     * @param needs    shipped bundles that it is compiled against
     */
    record Component(String name, String version, String type, String service, String property, String imports, List<String> needs) {
    }

    static Path component(Component made, String text, Path folder) throws Exception {
        Path source = Files.createDirectories(folder.resolve(made.name() + "-" + made.version())).resolve(made.type() + ".java");
        Files.writeString(source, text);
        var classPath = new ArrayList<String>();
        for (String bundle : made.needs()) {
            classPath.add(shipped(bundle).toString());
        }
        compile(source, String.join(File.pathSeparator, classPath));
        Path jar = folder.resolve(made.name() + "-" + made.version() + ".jar");
        Manifest manifest = new Manifest(new ByteArrayInputStream("""
                Manifest-Version: 1.0
                Bundle-ManifestVersion: 2
                Bundle-SymbolicName: %s
                Bundle-Version: %s
                Import-Package: %s
                Service-Component: OSGI-INF/component.xml
                """.formatted(made.name(), made.version(), made.imports()).getBytes(StandardCharsets.UTF_8)));
        String[] property = made.property().split("=", 2);
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("OSGI-INF/component.xml"));
            out.write("""
                    <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
                      <implementation class="%1$s.%2$s"/>
                      %4$s
                      <service%5$s><provide interface="%3$s"/></service>
                    </scr:component>
                    """.formatted(made.name(), made.type(), made.service(), property.length == 1 ? "" : "<property name=\"" + property[0] + "\" value=\"" + property[1] + "\"/>",
                            made.service().endsWith("ConsoleCommand") ? " scope=\"prototype\"" : "").getBytes(StandardCharsets.UTF_8));
            String compiled = made.name().replace('.', '/') + "/" + made.type() + ".class";
            out.putNextEntry(new JarEntry(compiled));
            Files.copy(source.resolveSibling(compiled), out);
        }
        return jar;
    }

    /** Classes lie beside the source. */
    private static void compile(Path source, String classPath) {
        var messages = new StringWriter();
        int status = ToolProvider.findFirst("javac").orElseThrow().run(new PrintWriter(messages), new PrintWriter(messages), "-d", source.getParent().toString(),
                "-cp", classPath, source.toString());
        if (status != 0) {
            throw new AssertionError(messages.toString());
        }
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
