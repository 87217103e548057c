package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import daxplane.conform.CaseReport.Verdict;
import daxplane.conform.CaseReport;
import daxplane.conform.CaseRunner;
import daxplane.conform.Conformance;
import daxplane.conform.Recording;
import daxplane.conform.machine.DefinitionWriter;
import daxplane.conform.machine.MachineForm;
import daxplane.fixtures.machine.Machines;
import daxplane.tools.Toolbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The recorded cases, which lie in an archive of the tests. */
final class RecordedCases {

    private RecordedCases() {
    }

    /**
     * Every case of an archive passes on the simulated machine.
     *
     * @param cases         how many there are
     * @param leastCompared share of their steps that is compared
     */
    static void assertThatAllPass(Path place, String archive, int cases, double leastCompared) throws Exception {
        List<CaseReport> reports = new ArrayList<>();

        var summary = new Conformance(new CaseRunner(Machines.provider(), new Toolbox())).run(List.of(unpack(place, archive, _ -> true)), reports::add);

        assertThat(reports).hasSize(cases);
        assertThat(reports.stream().filter(report -> report.verdict() != Verdict.PASSED)
                .map(report -> report.name() + " " + report.verdict() + ": " + report.differences() + report.skipped())).isEmpty();
        assertThat((double) summary.compared() / summary.steps()).isGreaterThanOrEqualTo(leastCompared);
    }

    /** The definition of the machine of a case, as far as it was recorded before the first step. */
    static Path machine(Path place, String recorded) throws IOException {
        Path folder = unpack(place, "corpus", name -> name.equals(recorded)).resolve(recorded);
        Path definition = Files.createDirectory(place.resolve(recorded));
        try (var state = Files.newInputStream(folder.resolve("state0.json"))) {
            var form = MachineForm.of(JSON.std.mapFrom(Files.readAllBytes(folder.resolve("case.json"))));
            new DefinitionWriter(form, Recording.state(state).values(), List.of()).write(definition);
        }
        return definition;
    }

    private static Path unpack(Path place, String archive, Predicate<String> wanted) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(RecordedCases.class.getResourceAsStream("/" + archive + ".tar.xz")))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = Path.of(entry.getName());
                if (!entry.isDirectory() && wanted.test(path.getName(1).toString())) {
                    Files.createDirectories(place.resolve(path).getParent());
                    Files.copy(tar, place.resolve(path));
                }
            }
        }
        return place.resolve(archive);
    }
}
