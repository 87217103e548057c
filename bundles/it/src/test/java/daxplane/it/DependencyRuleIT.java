package daxplane.it;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dependency rule of docs/ARCHITECTURE.md, on the classes as they are shipped. */
class DependencyRuleIT {

    private static JavaClasses shipped;

    @BeforeAll
    static void readTheBundles() throws IOException {
        var jars = new ArrayList<JarFile>();
        for (var bundle : bundles()) {
            jars.add(new JarFile(bundle.toFile()));
        }
        shipped = new ClassFileImporter().importJars(jars);
        for (var jar : jars) {
            jar.close();
        }
    }

    /** A bundle, and the parts of daxplane that it may know besides itself. */
    @ParameterizedTest
    @CsvSource({
        "inventory,      ''",
        "host,           inventory",
        "host.linux,     inventory host",
        "labels,         inventory host",
        "host.simulated, inventory host labels",
        "nvdimm,         inventory host host.simulated labels",
        "dax,            inventory host host.simulated nvdimm",
        "driver,         inventory host host.simulated nvdimm labels dax",
        "journal,        inventory host",
        "modes,          inventory host control",
        "control,        inventory host journal",
        "tools,          inventory host labels",
        "shell,          inventory host journal control tools launch",
        "launcher,       launch",
    })
    void knowsOnlyWhatLiesBelowIt(String part, String allowed) {
        var known = new ArrayList<>(List.of(root(part)));
        for (var each : allowed.split(" ")) {
            if (!each.isEmpty()) {
                known.add(root(each));
            }
        }
        var others = parts();
        others.removeAll(known);
        noClasses().that().resideInAPackage(root(part) + "..").and(not(resideInAnyPackage(deeper(part))))
                .should().dependOnClassesThat(resideInAnyPackage(others.stream().map(other -> other + "..").toArray(String[]::new))
                        .and(not(resideInAnyPackage(known.stream().filter(one -> others.stream().anyMatch(one::startsWith)).map(one -> one + "..").toArray(String[]::new)))))
                .allowEmptyShould(true).check(shipped);
    }

    @Test
    void nobodyKnowsADriver() {
        noClasses().that().resideOutsideOfPackage("daxplane.driver..")
                .should().dependOnClassesThat().resideInAPackage("daxplane.driver..").allowEmptyShould(true).check(shipped);
    }

    @Test
    void nobodyKnowsAMode() {
        noClasses().that().resideOutsideOfPackage("daxplane.modes..")
                .should().dependOnClassesThat().resideInAPackage("daxplane.modes..").allowEmptyShould(true).check(shipped);
    }

    @Test
    void onlyTheJournalKnowsChronicle() {
        noClasses().that().resideOutsideOfPackage("daxplane.journal..")
                .should().dependOnClassesThat().resideInAPackage("net.openhft..").allowEmptyShould(true).check(shipped);
    }

    @Test
    void onlyTheConsoleKnowsItsLibraries() {
        noClasses().that().resideOutsideOfPackage("daxplane.shell..")
                .should().dependOnClassesThat().resideInAnyPackage("org.jline..", "picocli..").allowEmptyShould(true).check(shipped);
    }

    @Test
    void theVocabularyIsPureJava() {
        classes().that().resideInAPackage("daxplane.inventory..")
                .should().onlyDependOnClassesThat().resideInAnyPackage("java.lang..", "java.util..", "java.time..", "java.math..", "daxplane.inventory..",
                        "org.osgi.annotation..")
                .allowEmptyShould(true).check(shipped);
    }

    /** The launcher is no bundle and is not among the shipped bundles; a driver loader says {@code DriverLoader} in its names. */
    @Test
    void onlyTheDriverLoaderTalksToTheFramework() {
        noClasses().that().haveSimpleNameNotContaining("DriverLoader")
                .should().dependOnClassesThat().resideInAnyPackage("org.osgi.framework..", "org.osgi.util.tracker..").allowEmptyShould(true).check(shipped);
    }

    @Test
    void declarativeServicesStayOutOfThePureParts() {
        noClasses().that().resideInAnyPackage("daxplane.inventory..", "daxplane.labels..")
                .should().dependOnClassesThat().resideInAPackage("org.osgi.service..").allowEmptyShould(true).check(shipped);
    }

    @Test
    void implementationPackagesAreNotExported() throws IOException {
        for (var bundle : bundles()) {
            try (var jar = new JarFile(bundle.toFile())) {
                var exported = jar.getManifest().getMainAttributes().getValue("Export-Package");
                assertThat(exported == null ? "" : exported).as(bundle.toString()).doesNotContain("internal");
            }
        }
    }

    @Test
    void noClassIsNamedAfterNothing() {
        noClasses().should().haveSimpleNameEndingWith("Utils").orShould().haveSimpleNameEndingWith("Util")
                .orShould().haveSimpleNameEndingWith("Helper").orShould().haveSimpleNameEndingWith("Manager")
                .orShould().haveSimpleNameEndingWith("Impl").check(shipped);
    }

    private static String root(String part) {
        return "daxplane." + part;
    }

    private static Set<String> parts() {
        return new TreeSet<>(Set.of("daxplane.inventory", "daxplane.host", "daxplane.host.linux", "daxplane.host.simulated", "daxplane.labels",
                "daxplane.nvdimm", "daxplane.dax", "daxplane.driver", "daxplane.journal", "daxplane.modes", "daxplane.control", "daxplane.tools",
                "daxplane.shell", "daxplane.launch", "daxplane.launcher"));
    }

    /** Parts that lie in a package below this one without being a part of it: {@code host.linux} below {@code host}. */
    private static String[] deeper(String part) {
        return parts().stream().filter(other -> other.startsWith(root(part) + ".")).map(other -> other + "..").toArray(String[]::new);
    }

    private static List<Path> bundles() throws IOException {
        try (var bundles = Files.newDirectoryStream(Distribution.DIRECTORY.resolve("bundles"), "daxplane.*.jar")) {
            var found = new ArrayList<Path>();
            bundles.forEach(found::add);
            return found;
        }
    }
}
