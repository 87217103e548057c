package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherIT {

    @TempDir Path home;

    @Test
    void printsNothingButWhatTheApplicationPrints() throws Exception {
        var first = Process.daxplane(home, "help");
        var second = Process.daxplane(home, "help");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err()).isEmpty();
        assertThat(second).isEqualTo(first);
    }

    @Test
    void startsSeveralTimesAtOnce() throws Exception {
        var running = new ArrayList<Process.Running>();
        for (int i = 0; i < 4; i++) {
            running.add(Process.start(home, Map.of(), "", Process.command(Distribution.DIRECTORY.resolve("bin/daxplane"), "help")));
        }
        for (var each : running) {
            var ended = each.end();
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(ended.err()).isEmpty();
        }
    }

    /** The pipe stays open: only the command can end it. */
    @Test
    void exitEndsARunThatReadsFromAPipe() throws Exception {
        var ended = Process.run(home, Map.of(), "", Process.command(Path.of("/bin/sh"), "-c",
                "mkfifo \"$0/in\" && exec 3<> \"$0/in\" && echo exit >&3 && exec \"$1\" -f - <&3", home.toString(),
                Distribution.DIRECTORY.resolve("bin/daxplane").toString()));

        assertThat(ended.exitCode()).as(ended.err()).isZero();
    }

    /** Persian and Egyptian numbers have digits of their own; bundles' versions and sizes have not. No archive is made, of which nothing is asked here. */
    @ParameterizedTest
    @CsvSource({"fa, IR", "ar, EG", "ne, NP", "my, MM", "tr, TR"})
    void startsUnderEveryLocale(String language, String country) throws Exception {
        var ended = Process.run(home, Map.of("DAXPLANE_JAVA_OPTIONS", "-Duser.language=" + language + " -Duser.country=" + country, "DAXPLANE_START_ARCHIVE", "no"), "",
                Process.command(Distribution.DIRECTORY.resolve("bin/daxplane"), "-c", "plan assign dax0.0 system-ram; LIST || list dimms"));

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("118 MiB").contains("nmem0");
    }

    @Test
    void saysThatItsOutputCannotBeWritten() throws Exception {
        var daxplane = Distribution.DIRECTORY.resolve("bin/daxplane").toString();
        var full = Process.run(home, Map.of(), "", Process.command(Path.of("/bin/sh"), "-c", "\"$0\" list > /dev/full", daxplane));
        var enough = Process.run(home, Map.of(), "", Process.command(Path.of("/bin/sh"), "-c", "\"$0\" -c 'while true; do list; done' | head -n 1", daxplane));

        assertThat(full).isEqualTo(new Process(1, "", "daxplane: the output cannot be written: No space left on device\n"));
        assertThat(enough.err()).isEmpty();
        assertThat(enough.out().lines()).hasSize(1);
    }

    @Test
    void healsACacheThatWasDamaged() throws Exception {
        Process.daxplane(home, "help");
        var cut = new ArrayList<Path>();
        Files.walkFileTree(home.resolve(".cache"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.write(file, new byte[] {1, 2, 3});
                cut.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(cut).extracting(file -> file.getFileName().toString()).contains("installed", "bundle.info").anyMatch(name -> name.endsWith(".jsa"));

        var after = Process.daxplane(home, "help");

        assertThat(after.exitCode()).as(after.err()).isZero();
        assertThat(after.err()).isEmpty();
        Process.daxplane(home, "help");
        assertThat(cut).filteredOn(file -> file.toString().endsWith(".jsa") || file.endsWith("installed")).noneMatch(file -> file.toFile().length() == 3);
    }

    @Test
    void startsWithoutAnyPlaceForACache() throws Exception {
        Files.writeString(home.resolve(".cache"), "a file where a directory should be");

        var started = Process.daxplane(home, "help");

        assertThat(started.exitCode()).as(started.err()).isZero();
        assertThat(started.err()).isEmpty();
    }

    @Test
    void saysWhichBundleIsMissingWhenTheConsoleDoesNotComeUp() throws Exception {
        var copy = copyOfTheDistribution();
        try (var bundles = Files.newDirectoryStream(copy.resolve("bundles"), "org.apache.felix.scr-*")) {
            for (var bundle : bundles) {
                Files.delete(bundle);
            }
        }

        var failed = Process.run(home, Map.of(), "", Process.command(copy.resolve("bin/daxplane"), "help"));

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).startsWith("daxplane: the console did not come up").contains("daxplane.shell", "osgi.extender");
        assertThat(home.resolve(".local/state/daxplane/log/daxplane.log")).content().contains("osgi.extender");
    }

    @Test
    void runsFromTheArchiveInAnotherPlace() throws Exception {
        var place = Files.createDirectories(home.resolve("another %20place%s+"));
        Process.run(home, Map.of(), "", Process.command(Path.of("tar"), "xzf", Distribution.ARCHIVE.toString(), "-C", place.toString()));
        try (var unpacked = Files.newDirectoryStream(place, "daxplane-*")) {
            var program = unpacked.iterator().next().resolve("bin/daxplane");
            var started = Process.run(home, Map.of(), "", Process.command(program, "help"));
            assertThat(started.exitCode()).as(started.err()).isZero();
            assertThat(started.out()).isEqualTo(Process.daxplane(home, "help").out());
        }
    }

    private Path copyOfTheDistribution() throws IOException {
        var copy = home.resolve("copy");
        try (var paths = Files.walk(Distribution.DIRECTORY)) {
            for (var path : paths.toList()) {
                Files.copy(path, copy.resolve(Distribution.DIRECTORY.relativize(path)), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }
}
