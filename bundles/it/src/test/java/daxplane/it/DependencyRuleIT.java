package daxplane.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dependency rule of docs/ARCHITECTURE.md, on the classes as they are shipped. */
class DependencyRuleIT {

    private static final String LAUNCHER = "launcher";
    /** The module that travels inside another one: docs/decisions/110. */
    private static final String INSIDE_HOST_SIMULATED = "kernel";
    private static final Set<String> DRIVERS = Set.of("driver-device-dax", "driver-kmem", "driver-pmem", "driver-btt", "driver-dax-pmem", "driver-hmem", "driver-cxl", "driver-label");

    private static JavaClasses shipped;
    /** By package: each package lies in one bundle. */
    private static final Map<String, String> BUNDLE_OF_PACKAGE = new HashMap<>();

    @BeforeAll
    static void readTheBundles() throws IOException {
        var jars = new ArrayList<JarFile>();
        for (var file : files()) {
            var jar = new JarFile(file.toFile());
            jars.add(jar);
            jar.stream().filter(entry -> entry.getName().startsWith("daxplane/") && entry.getName().endsWith(".class"))
                    .map(entry -> entry.getName().substring(0, entry.getName().lastIndexOf('/')).replace('/', '.'))
                    .distinct()
                    .forEach(name -> assertThat(BUNDLE_OF_PACKAGE.put(name, artifact(file))).as("%s lies in two bundles", name).isIn(null, artifact(file)));
        }
        shipped = new ClassFileImporter().importJars(jars);
        for (var jar : jars) {
            jar.close();
        }
    }

    /** A bundle, and the bundles of daxplane that it may know. */
    @ParameterizedTest
    @CsvSource({
        "inventory,         ''",
        "host,              inventory",
        "host-linux,        inventory host",
        "label-store,       inventory host",
        "kernel-api,        inventory host",
        "host-simulated,    inventory host kernel-api",
        "nvdimm-bus,        inventory host kernel-api label-store",
        "dax-bus,           inventory host kernel-api nvdimm-bus",
        "driver-device-dax, inventory host kernel-api dax-bus",
        "driver-kmem,       inventory host kernel-api nvdimm-bus dax-bus",
        "driver-label,      inventory host kernel-api label-store",
        "driver-hmem,       inventory host kernel-api dax-bus",
        "driver-cxl,        inventory host kernel-api label-store nvdimm-bus",
        "block,             inventory host kernel-api",
        "device-mapper,     inventory host kernel-api block",
        "file-systems,      inventory host kernel-api block",
        "processes,         inventory host kernel-api block file-systems leases",
        "leases,            inventory host",
        "driver-pmem,       inventory host kernel-api nvdimm-bus block",
        "driver-btt,        inventory host kernel-api nvdimm-bus block",
        "driver-dax-pmem,   inventory host kernel-api nvdimm-bus dax-bus",
        "journal,           host",
        "evidence,          ''",
        "events,            inventory host journal",
        "rehearsal,         inventory host",
        "control-api,       inventory host journal events rehearsal",
        "control,           inventory host journal events control-api rehearsal label-store leases",
        "modes,             inventory host events control-api tools",
        "tools,             inventory host label-store",
        "script,            ''",
        "conform,           inventory host host-simulated label-store tools script shell",
        "driver-loader,     inventory host kernel-api host-simulated",
        "shell,             inventory host journal events evidence control-api rehearsal leases tools script driver-loader launcher",
        "capture,           inventory host host-simulated label-store nvdimm-bus shell",
        "driver-tck,        inventory host kernel-api host-simulated dax-bus",
        "launcher,          ''",
    })
    void knowsOnlyWhatLiesBelowIt(String bundle, String allowed) {
        var others = new TreeSet<>(BUNDLE_OF_PACKAGE.values());
        others.remove(bundle);
        others.removeAll(Set.of(allowed.split(" ")));
        noClasses().that(belongTo(Set.of(bundle))).should().dependOnClassesThat(belongTo(others)).allowEmptyShould(true).check(shipped);
    }

    @Test
    void nobodyKnowsADriverOrAMode() {
        var plugIns = new TreeSet<>(DRIVERS);
        plugIns.add("modes");
        for (var plugIn : plugIns) {
            var others = new TreeSet<>(BUNDLE_OF_PACKAGE.values());
            others.remove(plugIn);
            noClasses().that(belongTo(others)).should().dependOnClassesThat(belongTo(Set.of(plugIn))).allowEmptyShould(true).check(shipped);
        }
    }

    @Test
    void onlyTheJournalKnowsChronicle() {
        noClasses().that(belongTo(allBut("journal")))
                .should().dependOnClassesThat().resideInAPackage("net.openhft..").check(shipped);
    }

    @Test
    void onlyTheConsoleKnowsItsLibraries() {
        noClasses().that(belongTo(allBut("shell")))
                .should().dependOnClassesThat().resideInAnyPackage("org.jline..", "picocli..").check(shipped);
    }

    /** What another bundle sees of the console shows none of its libraries. */
    @Test
    void theConsolesLibrariesStayInside() {
        noClasses().that().resideInAPackage("daxplane.shell.extension..")
                .should().dependOnClassesThat().resideInAnyPackage("org.jline..", "picocli..").check(shipped);
    }

    @Test
    void theVocabularyIsPureJava() {
        classes().that().resideInAPackage("daxplane.inventory..")
                .should().onlyDependOnClassesThat().resideInAnyPackage("java.lang..", "java.util..", "java.time..", "java.math..", "java.nio.charset..",
                        "java.security..", "daxplane.inventory..", "org.osgi.annotation..").check(shipped);
    }

    /** The launcher, and whatever calls itself a driver loader. */
    @Test
    void onlyTheLauncherAndTheDriverLoaderTalkToTheFramework() {
        noClasses().that(belongTo(allBut(LAUNCHER))).and().haveSimpleNameNotContaining("DriverLoader")
                .should().dependOnClassesThat().resideInAnyPackage("org.osgi.framework..", "org.osgi.util.tracker..").check(shipped);
    }

    @Test
    void declarativeServicesStayOutOfThePureParts() {
        noClasses().that(belongTo(Set.of("inventory", "label-store")))
                .should().dependOnClassesThat().resideInAPackage("org.osgi.service..").check(shipped);
    }

    @Test
    void noClassIsNamedAfterNothing() {
        noClasses().that().resideInAPackage("daxplane..").should().haveSimpleNameEndingWith("Utils").orShould().haveSimpleNameEndingWith("Util")
                .orShould().haveSimpleNameEndingWith("Helper").orShould().haveSimpleNameEndingWith("Manager")
                .orShould().haveSimpleNameEndingWith("Impl").check(shipped);
    }

    @Test
    void everyBundleOfTheBuildIsShipped() throws IOException {
        var shippedBundles = new TreeSet<>(BUNDLE_OF_PACKAGE.values());
        for (var module : Files.readString(Distribution.CHECKOUT.resolve("pom.xml")).lines().filter(line -> line.strip().startsWith("<module>"))
                .map(line -> line.strip().replaceAll("</?module>|^bundles/", "").replaceAll(".*/|</module>", "")).toList()) {
            if (!Set.of("dist", "fixtures", "benchmarks", "fuzz", INSIDE_HOST_SIMULATED).contains(module) && !module.startsWith("it")) {
                assertThat(shippedBundles).as("modules of pom.xml that are in bundles/dist/pom.xml").contains(module);
            }
        }
    }

    /** A class path has every package of the JDK, a framework only what a bundle imports: without the import, a crash at first use. */
    @Test
    void whatABundleUsesOfTheJdkItImports() throws IOException {
        Set<String> ofTheJdk = new TreeSet<>();
        ModuleLayer.boot().modules().stream().filter(module -> module.getName().matches("(java|jdk)\\..*")).forEach(module -> ofTheJdk.addAll(module.getPackages()));
        for (var file : files()) {
            try (var jar = new JarFile(file.toFile())) {
                var manifest = jar.getManifest().getMainAttributes();
                if (manifest.getValue("Main-Class") == null) {      // what has one runs on a class path
                    var imported = List.of(String.valueOf(manifest.getValue("Import-Package")).replaceAll("\"[^\"]*\"", "").replaceAll(";[^,]*", "").split(","));
                    assertThat(new ClassFileImporter().importJar(jar).stream().filter(type -> type.getPackageName().startsWith("daxplane."))
                            .flatMap(type -> type.getDirectDependenciesFromSelf().stream()).map(use -> use.getTargetClass().getBaseComponentType().getPackageName())
                            .filter(name -> ofTheJdk.contains(name) && !name.startsWith("java.") && !imported.contains(name)).distinct())
                            .as("used and not imported by %s", file.getFileName()).isEmpty();
                }
            }
        }
    }

    /** Main code is made of main code: docs/decisions/111. */
    @Test
    void noMainCodeDependsOnTheTestsOfAnother() throws IOException {
        for (var module : Files.readString(Distribution.CHECKOUT.resolve("pom.xml")).lines().map(String::strip).filter(line -> line.startsWith("<module>"))
                .map(line -> line.replaceAll("</?module>", "")).toList()) {
            var testJars = Files.readString(Distribution.CHECKOUT.resolve(module).resolve("pom.xml")).lines().filter(line -> line.contains("<type>test-jar</type>"));
            assertThat(testJars).as(module).allMatch(line -> line.contains("<scope>test</scope>"));
        }
    }

    /** A driver knows the contract; the kernel behind it is exchanged without its noticing. */
    @Test
    void theInsideOfTheSimulatedKernelIsNobodysBusiness() throws IOException {
        assertThat(BUNDLE_OF_PACKAGE.get("daxplane.kernel.core")).isEqualTo("host-simulated");
        try (var jar = new JarFile(DriverVersions.shipped("host-simulated").toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Export-Package").replaceAll("\"[^\"]*\"", "")).as("behind the directives")
                    .doesNotContain("daxplane.kernel");
        }
    }

    private static Set<String> allBut(String bundle) {
        var bundles = new TreeSet<>(BUNDLE_OF_PACKAGE.values());
        bundles.remove(bundle);
        return bundles;
    }

    private static DescribedPredicate<JavaClass> belongTo(Set<String> bundles) {
        return DescribedPredicate.describe("belong to " + bundles,
                type -> bundles.contains(BUNDLE_OF_PACKAGE.getOrDefault(type.getPackageName(), "")));
    }

    private static String artifact(Path jar) {
        return jar.getFileName().toString().replaceAll("^daxplane\\.|-\\d[^-]*\\.jar$|\\.jar$", "");
    }

    private static List<Path> files() throws IOException {
        var found = new ArrayList<Path>();
        found.add(Distribution.DIRECTORY.resolve("lib/launcher.jar"));
        found.add(Distribution.DIRECTORY.resolve("lib/driver-tck.jar"));
        try (var bundles = Files.newDirectoryStream(Distribution.DIRECTORY.resolve("bundles"), "daxplane.*.jar")) {
            bundles.forEach(found::add);
        }
        return found;
    }
}
