package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell scripts that find a Java and decide whether to build. */
class StartScriptsIT {

    @TempDir Path home;

    @Test
    void takesJavaHomeWhenItIsNewEnough() throws Exception {
        var java = fakeJava("mine", "25.0.3");

        assertThat(foundJava(Map.of("JAVA_HOME", java.toString()))).isEqualTo(java.toString());
    }

    @Test
    void passesOverAnOldJavaHomeAndTakesTheOneOnThePath() throws Exception {
        var old = fakeJava("old", "17.0.15");
        var recent = fakeJava("recent", "26");

        assertThat(foundJava(Map.of("JAVA_HOME", old.toString(), "PATH", recent.resolve("bin") + ":" + System.getenv("PATH"))))
                .isEqualTo(recent.toString());
    }

    @Test
    void passesOverARuntimeWhenACompilerIsNeeded() throws Exception {
        var runtime = fakeJava("runtime", "25.0.3");
        Files.delete(runtime.resolve("bin/javac"));

        var found = script("find_java java javac && echo \"$JAVA_HOME\"", Map.of("JAVA_HOME", runtime.toString()));

        assertThat(found.out().strip()).isNotEqualTo(runtime.toString());
    }

    @Test
    void saysInOneLineWhatToInstallWithoutAJava() throws Exception {
        var checkout = emptyCheckout();
        Files.writeString(checkout.resolve("bundles/dist/src/main/sh/java25.sh"), "JAVA_NEEDED=25\nfind_java() { return 1; }\n");

        var failed = Process.run(home, Map.of(), "", List.of(checkout.resolve("daxplane").toString()));

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).hasLineCount(1).contains("no JDK 25", "install");
    }

    @Test
    void saysInOneLineWhatToInstallWithoutMaven() throws Exception {
        var tools = Files.createDirectory(home.resolve("tools"));
        for (var tool : List.of("dirname", "readlink", "mkdir", "flock", "find")) {
            write(tools.resolve(tool), "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
            Files.setPosixFilePermissions(tools.resolve(tool), PosixFilePermissions.fromString("rwxr-xr-x"));
        }

        var failed = Process.run(home, Map.of("PATH", tools.toString()), "", List.of("/bin/sh", emptyCheckout().resolve("daxplane").toString()));

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).hasLineCount(1).contains("Maven", "install");
    }

    @Test
    void buildsOnlyWhenWhatTheDistributionIsMadeOfWasTouched() throws Exception {
        var checkout = emptyCheckout();
        var source = write(checkout.resolve("shell/src/main/java/X.java"));
        var test = write(checkout.resolve("shell/src/test/java/XTest.java"));
        write(checkout.resolve("bundles/dist/target/daxplane/bin/daxplane"));
        Files.setPosixFilePermissions(checkout.resolve("bundles/dist/target/daxplane/bin/daxplane"), PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var all = Files.walk(checkout)) {
            for (var path : all.toList()) {
                touch(path, -100);
            }
        }
        touch(write(checkout.resolve("bundles/dist/target/built")), -50);
        touch(checkout.resolve("bundles/dist"), -100);

        assertThat(isFresh(checkout)).isTrue();
        touch(test, 0);
        assertThat(isFresh(checkout)).as("a test is not part of it").isTrue();
        touch(source, 0);
        assertThat(isFresh(checkout)).as("a changed source").isFalse();
        touch(source, -100);
        Files.delete(source);
        assertThat(isFresh(checkout)).as("a deleted source").isFalse();
    }

    private boolean isFresh(Path checkout) throws IOException, InterruptedException {
        return Process.run(home, Map.of(), "", List.of("/bin/sh", "-c",
                "top=" + checkout + "; . " + checkout.resolve("bundles/dist/src/build/build.sh") + "; is_fresh")).exitCode() == 0;
    }

    /** A checkout with the scripts alone. */
    private Path emptyCheckout() throws IOException {
        var checkout = home.resolve("checkout");
        for (var file : List.of("daxplane", "bundles/dist/src/build/build.sh", "bundles/dist/src/main/sh/java25.sh")) {
            Files.createDirectories(checkout.resolve(file).getParent());
            Files.copy(Distribution.CHECKOUT.resolve(file), checkout.resolve(file), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
        return checkout;
    }

    private String foundJava(Map<String, String> environment) throws IOException, InterruptedException {
        return script("find_java java && echo \"$JAVA_HOME\"", environment).out().strip();
    }

    private Process script(String text, Map<String, String> environment) throws IOException, InterruptedException {
        return Process.run(home, environment, "", List.of("/bin/sh", "-c", ". " + Distribution.DIRECTORY.resolve("lib/java25.sh") + "; " + text));
    }

    private Path fakeJava(String name, String version) throws IOException {
        var directory = home.resolve(name);
        write(directory.resolve("release"), "IMPLEMENTOR=\"somebody\"\nJAVA_RUNTIME_VERSION=\"1.2\"\nJAVA_VERSION=\"" + version + "\"\n");
        for (var tool : List.of("java", "javac")) {
            write(directory.resolve("bin").resolve(tool), "#!/bin/sh\nexit 99 # nobody starts a Java to ask for its version\n");
            Files.setPosixFilePermissions(directory.resolve("bin").resolve(tool), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return directory;
    }

    private static Path write(Path file) throws IOException {
        return write(file, "");
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void touch(Path path, long secondsFromNow) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(secondsFromNow)));
    }
}
