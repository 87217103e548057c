package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The version of an exported package tells what changed in it since the last release, by the rules of OSGi's semantic versions: a major
 * number when something went or has to be implemented, a minor one when something came. The last release is what lies in
 * {@code src/test/resources/api}: docs/decisions/113.
 */
class ApiBaselineIT {

    private static final Path BASELINE = Distribution.CHECKOUT.resolve("bundles/it/src/test/resources/api");
    private static SortedMap<String, ApiText> now;

    /** What a version has to say. */
    private enum Step {
        NOTHING, MINOR, MAJOR
    }

    @BeforeAll
    static void read() throws IOException {
        now = ApiText.ofBundles(Distribution.DIRECTORY.resolve("bundles"));
    }

    @Test
    void versionsTellWhatChangedSinceTheLastRelease() throws IOException {
        var wrong = new TreeMap<String, String>();
        try (var files = Files.list(BASELINE)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replaceAll("\\.txt$", "");
                if (now.containsKey(name)) {
                    var before = ApiText.parse(Files.readString(file));
                    var step = step(before, now.get(name));
                    if (!says(step, before.version(), now.get(name).version())) {
                        wrong.put(name, before.version() + " -> " + now.get(name).version() + ", and the change is " + step + ": " + example(before, now.get(name)));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyExportedPackageHasAVersion() {
        assertThat(now).hasSizeGreaterThan(20).allSatisfy((_, api) -> assertThat(api.version()).isNotEqualTo("0.0.0"));
    }

    /** Bundles that implement a type import a narrower range of versions when it is for providers: so each type has to say. */
    @Test
    void everyTypeThatCouldBeImplementedSaysWhoIsTo() throws IOException {
        assertThat(ApiText.withoutRole(Distribution.DIRECTORY.resolve("bundles"))).as("neither @ProviderType nor @ConsumerType").isEmpty();
    }

    /** What the framework is told to export of the class path has the version that the package says of itself. */
    @Test
    void theFrameworkExportsTheLaunchersPackageAsItIs() throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(Distribution.DIRECTORY.resolve("config/framework.properties"))) {
            properties.load(in);
        }
        var told = Pattern.compile("(daxplane[\\w.]*);version=\"?([\\d.]+)").matcher(properties.getProperty("org.osgi.framework.system.packages.extra"));
        var packages = new TreeMap<String, String>();
        while (told.find()) {
            packages.put(told.group(1), told.group(2));
        }
        assertThat(packages).containsOnlyKeys("daxplane.launch")
                .containsEntry("daxplane.launch", ApiText.packageVersion(Distribution.DIRECTORY.resolve("lib/launcher.jar"), "daxplane.launch").orElseThrow());
    }

    private static Step step(ApiText before, ApiText after) {
        var gone = before.linesWithoutRoles();
        gone.removeAll(after.linesWithoutRoles());
        var came = after.linesWithoutRoles();
        came.removeAll(before.linesWithoutRoles());
        if (!gone.isEmpty() || came.stream().anyMatch(line -> mustBeImplemented(line, before))) {
            return Step.MAJOR;
        }
        return came.isEmpty() ? Step.NOTHING : Step.MINOR;
    }

    /** A method of a type that was there, and that others implement. */
    private static boolean mustBeImplemented(String line, ApiText before) {
        String type = line.substring(0, Math.max(0, line.indexOf('.')));
        return line.contains(" abstract ") && line.contains(" (") && before.lines().stream()
                .anyMatch(known -> known.startsWith(type + " interface") && !known.contains(ApiText.PROVIDER));
    }

    private static boolean says(Step step, String before, String after) {
        int[] old = numbers(before);
        int[] young = numbers(after);
        return switch (step) {
            case NOTHING -> young[0] > old[0] || young[0] == old[0] && young[1] >= old[1];
            case MINOR -> young[0] > old[0] || young[0] == old[0] && young[1] > old[1];
            case MAJOR -> young[0] > old[0];
        };
    }

    private static int[] numbers(String version) {
        String[] parts = version.split("\\.");
        return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
    }

    private static String example(ApiText before, ApiText after) {
        var gone = before.linesWithoutRoles();
        gone.removeAll(after.linesWithoutRoles());
        var came = after.linesWithoutRoles();
        came.removeAll(before.linesWithoutRoles());
        return "gone " + gone.stream().limit(3).toList() + ", came " + came.stream().limit(3).toList();
    }
}
