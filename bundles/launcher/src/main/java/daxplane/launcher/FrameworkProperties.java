package daxplane.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** What config/framework.properties says, and what a start adds to it. */
final class FrameworkProperties {

    private FrameworkProperties() {
    }

    /** @param cache directory for the framework's bundle cache */
    static Map<String, String> read(Path home, Path cache) throws StartFailure {
        var file = home.resolve("config/framework.properties");
        var written = new Properties();
        try (var text = Files.newBufferedReader(file)) {
            written.load(text);
        } catch (IOException | IllegalArgumentException unusable) {
            throw new StartFailure("cannot read " + file + ": " + unusable.getMessage() + "; is the installation complete?", unusable);
        }
        Map<String, String> properties = new HashMap<>();
        written.forEach((key, value) -> properties.put((String) key, (String) value));
        properties.put("org.osgi.framework.storage", cache.toString());
        // The slot is ours alone already; a second lock would only fail later and less clearly.
        properties.put("felix.cache.locking", "false");
        return properties;
    }
}
