package daxplane.loader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes driver bundles that do what they should not. */
final class RogueJar {

    private static final String PACKAGE = "daxplane/loader/rogue/";

    private RogueJar() {
    }

    /** @param modules names of the modules that it offers */
    static Path in(Path folder, String version, String conduct, String modules) throws IOException {
        Path jar = folder.resolve("rogue-" + version + ".jar");
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "example.rogue");
        headers.putValue("Bundle-Version", version);
        headers.putValue("Bundle-Activator", "daxplane.loader.rogue.Rogue");
        headers.putValue("Import-Package", "daxplane.kernel,org.osgi.framework");
        headers.putValue("Conduct", conduct);
        headers.putValue("Modules", modules);
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (String name : List.of("Rogue.class", "Rogue$Module.class")) {
                out.putNextEntry(new JarEntry(PACKAGE + name));
                try (InputStream in = RogueJar.class.getClassLoader().getResourceAsStream(PACKAGE + name)) {
                    in.transferTo(out);
                }
            }
        }
        return jar;
    }
}
