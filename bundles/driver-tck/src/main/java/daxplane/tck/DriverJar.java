package daxplane.tck;

import daxplane.kernel.KernelModule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A driver bundle as a jar: what its manifest says, and the modules that its components are. Each module is made in a class
 * loader of its own, as another version of the bundle would be.
 */
final class DriverJar {

    private static final Pattern IMPLEMENTATION = Pattern.compile("<implementation\\s+class=\"([^\"]+)\"");
    private static final String SERVICE = "<provide\\s+interface=\"" + Pattern.quote(KernelModule.class.getName()) + "\"";
    /** A component's description is a few hundred bytes. */
    private static final int LARGEST_DESCRIPTION = 1 << 20;

    private final Path file;
    private final List<String> implementations;

    private DriverJar(Path file, List<String> implementations) {
        this.file = file;
        this.implementations = List.copyOf(implementations);
    }

    /** @throws Broken it is no driver bundle */
    static DriverJar read(Path file) {
        Bench.require(Files.isRegularFile(file), "there is no jar " + file);
        try (var jar = new JarFile(file.toFile())) {
            Bench.require(jar.getManifest() != null, file + " has no manifest");
            var manifest = jar.getManifest().getMainAttributes();
            checkManifest(manifest);
            Bench.require(jar.stream().noneMatch(entry -> entry.getName().startsWith("daxplane/kernel/")),
                    "the jar holds a copy of the driver contract; it must import it");
            var implementations = new ArrayList<String>();
            for (String description : header(manifest, "Service-Component").split("\\s*,\\s*")) {
                implementations.addAll(modules(jar, description));
            }
            Bench.require(!implementations.isEmpty(), "no component of the bundle provides the service " + KernelModule.class.getName());
            return new DriverJar(file, implementations);
        } catch (IOException unreadable) {
            throw new Broken(file + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static void checkManifest(Attributes manifest) {
        header(manifest, "Bundle-SymbolicName");
        Bench.require(header(manifest, "Bundle-Version").matches("\\d+(\\.\\d+(\\.\\d+(\\.[\\w-]+)?)?)?"), "Bundle-Version is no version like 1.0.0");
        Bench.require("2".equals(header(manifest, "Bundle-ManifestVersion").strip()), "Bundle-ManifestVersion is not 2");
        Bench.require(header(manifest, "Import-Package").matches("(?s).*\\bdaxplane\\.kernel\\s*;\\s*version=\"\\[2(\\.0)*,3(\\.0)*\\)\".*"),
                "Import-Package lacks daxplane.kernel;version=\"[2,3)\": which contract it was written for");
    }

    private static String header(Attributes manifest, String name) {
        String value = manifest.getValue(name);
        Bench.require(value != null, "the manifest has no " + name);
        return value;
    }

    private static List<String> modules(JarFile jar, String description) throws IOException {
        var entry = jar.getEntry(description.strip());
        Bench.require(entry != null, "Service-Component names " + description + ", which is not in the jar");
        try (InputStream in = jar.getInputStream(entry)) {
            String text = new String(in.readNBytes(LARGEST_DESCRIPTION));
            Matcher implementation = IMPLEMENTATION.matcher(text);
            Bench.require(implementation.find(), description + " names no implementation class");
            return Pattern.compile(SERVICE).matcher(text).find() ? List.of(implementation.group(1)) : List.of();
        }
    }

    /** One maker for each module that the bundle offers. */
    List<Supplier<KernelModule>> modules() {
        return implementations.stream().<Supplier<KernelModule>>map(name -> () -> make(name)).toList();
    }

    private KernelModule make(String name) {
        try {
            var loader = new URLClassLoader(new java.net.URL[] {file.toUri().toURL()}, KernelModule.class.getClassLoader());
            return loader.loadClass(name).asSubclass(KernelModule.class).getConstructor().newInstance();
        } catch (InvocationTargetException failed) {
            throw new Broken(name + " cannot be made: " + failed.getCause());
        } catch (ReflectiveOperationException | IOException | ClassCastException | LinkageError unusable) {
            throw new Broken(name + " cannot be made: " + unusable);
        }
    }
}
