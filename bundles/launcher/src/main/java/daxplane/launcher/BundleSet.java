package daxplane.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * The jars of {@code bundles/}, and the framework's copy of them in its cache.
 *
 * <p>A cache is worth keeping only when it holds exactly these jars as they lie there now, untouched since they were
 * installed: a bundle that was exchanged at run time belongs to that run. The {@code installed} file beside the cache's
 * own files tells, a line per bundle. Builds are reproducible, times of files included, so inode and ctime tell whether a jar
 * is the one that was installed.
 *
 * <pre>
 *   LOCATION inode-of-jar ctime-of-jar mtime-of-bundle
 * </pre>
 */
record BundleSet(List<Path> jars) {

    private static final String STAMP = "installed";

    static BundleSet of(Path directory) throws StartFailure {
        try (var entries = Files.list(directory)) {
            var jars = entries.filter(path -> path.getFileName().toString().endsWith(".jar")).sorted().toList();
            if (jars.isEmpty()) {
                throw new StartFailure(directory + " has no bundles; is the installation complete?");
            }
            return new BundleSet(jars);
        } catch (IOException unreadable) {
            throw new StartFailure("cannot list " + directory + ": " + unreadable.getMessage() + "; is the installation complete?", unreadable);
        }
    }

    /** Whether the framework came up with exactly these jars out of its cache. */
    boolean isInstalled(BundleContext framework, Path cache) {
        try {
            return Files.readString(cache.resolve(STAMP)).equals(stamp(framework));
        } catch (IOException none) {
            return false;
        }
    }

    void install(BundleContext framework, Path cache) throws StartFailure {
        for (var jar : jars) {
            try {
                framework.installBundle(location(jar));
            } catch (BundleException unusable) {
                throw new StartFailure("cannot install " + jar + ": " + unusable.getMessage(), unusable);
            }
        }
        try {
            Files.writeString(cache.resolve(STAMP), stamp(framework));
        } catch (IOException full) {
            throw new StartFailure("cannot write the bundle cache in " + cache + ": " + full.getMessage(), full);
        }
    }

    /** Marks every bundle as started; the framework starts them when it starts itself. */
    void markStarted(BundleContext framework) throws StartFailure {
        for (var bundle : framework.getBundles()) {
            var isFragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
            if (bundle.getBundleId() == 0 || isFragment || bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()) {
                continue;
            }
            try {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            } catch (BundleException failure) {
                throw new StartFailure("cannot start " + bundle.getSymbolicName() + ": " + failure.getMessage(), failure);
            }
        }
    }

    /** {@code reference:} keeps the jar where it is; the cache then holds little more than names. */
    private static String location(Path jar) {
        // The framework decodes what follows, as it does with the words of a form.
        return "reference:file:" + jar.toString().replace("%", "%25").replace("+", "%2B");
    }

    private String stamp(BundleContext framework) throws IOException {
        var modified = new TreeMap<String, Long>();
        for (var bundle : framework.getBundles()) {
            if (bundle.getBundleId() != 0) {
                modified.put(bundle.getLocation(), bundle.getLastModified());
            }
        }
        var lines = new ArrayList<String>();
        for (var jar : jars) {
            var location = location(jar);
            lines.add(location + " " + Files.getAttribute(jar, "unix:ino") + " " + Files.getAttribute(jar, "unix:ctime") + " " + modified.remove(location));
        }
        modified.keySet().forEach(stranger -> lines.add("not ours: " + stranger));
        return String.join("\n", lines);
    }
}
