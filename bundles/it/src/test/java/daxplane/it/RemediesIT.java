package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a refusal offers under "do" is typed as it stands: it works. A remedy is a command, and behind seven blanks what it
 * does; one that begins with another word is advice and no command.
 */
class RemediesIT {

    private static final Pattern DO = Pattern.compile("^  do      (.*)$", Pattern.MULTILINE);

    @TempDir
    private Path work;

    /** What leads there, and what is refused then. */
    private record Case(List<String> before, String refused) {

        static Case of(String refused, String... before) {
            return new Case(List.of(before), refused);
        }
    }

    private static final List<Case> CASES = List.of(
            Case.of("assign dax9.9 system-ram"),
            Case.of("assign namespace0.4 fsdax"),
            Case.of("assign namespace0.4 raw"),
            Case.of("assign namespace0.4 system-ram"),
            Case.of("assign namespace0.4 devdax"),
            Case.of("assign namespace2.1 sector"),
            Case.of("assign namespace0.1 raw"),
            Case.of("assign namespace0.1 system-ram"),
            Case.of("assign namespace0.3 sector"),
            Case.of("assign namespace1.0 fsdax"),
            Case.of("assign dax0.0 fsdax"),
            Case.of("assign dax0.0 fsdax", "assign dax0.0 system-ram"),
            Case.of("assign namespace0.1 fsdax", "ndctl disable-namespace namespace0.1"),
            Case.of("assign namespace0.1 fsdax", "ndctl disable-region region0"),
            Case.of("assign namespace0.1 fsdax --zone kernel"),
            Case.of("release namespace0.1"),
            Case.of("release namespace0.2"),
            Case.of("release dax0.0", "assign dax0.0 system-ram", "echo dax0.0 --leak-until-reboot > /sys/bus/dax/drivers/kmem/unbind"),
            Case.of("assign dax0.0 system-ram", "assign dax0.0 system-ram", "echo dax0.0 --leak-until-reboot > /sys/bus/dax/drivers/kmem/unbind"),
            Case.of("echo dax0.0 > /sys/bus/dax/drivers/kmem/unbind", "assign dax0.0 system-ram"),
            Case.of("modprobe -r kmem", "assign dax0.0 system-ram"),
            Case.of("recover nosuch"),
            Case.of("accept nosuch"),
            Case.of("undo op-99"));

    /** The same for what drift offers. */
    private static final List<List<String>> DRIFTS = List.of(
            List.of("assign dax0.0 system-ram", "reboot"),
            List.of("assign dax0.0 system-ram", "assign dax2.0 system-ram", "reboot"));

    @Test
    void whatARefusalOffersCanBeTyped() throws Exception {
        try (var daxplane = Daxplane.start(work)) {
            var names = commandNames(daxplane);
            var broken = new ArrayList<String>();
            int number = 0;
            for (var each : CASES) {
                var machine = daxplane.withState(work.resolve("case" + number++));
                for (var command : each.before()) {
                    assertThat(machine.run("-c", command).exitCode()).as(command).isZero();
                }
                var refused = machine.run("-c", each.refused());
                assertThat(refused.exitCode()).as(each + ": " + refused.out() + refused.err()).isEqualTo(3);
                var remedy = DO.matcher(refused.err());
                assertThat(remedy.find()).as(refused.err()).isTrue();
                for (var command : typed(remedy.group(1), names)) {
                    var answer = machine.run("-c", command);
                    if (answer.exitCode() != 0 && !(command.equals("drift") && answer.exitCode() == 5)) {
                        broken.add(each.refused() + " offers '" + command + "', and that says: " + answer.err());
                    }
                }
            }
            assertThat(broken).isEmpty();
        }
    }

    @Test
    void whatDriftOffersCanBeTyped() throws Exception {
        try (var daxplane = Daxplane.start(work)) {
            int number = 0;
            for (var before : DRIFTS) {
                var machine = daxplane.withState(work.resolve("drift" + number++));
                for (var command : before) {
                    assertThat(machine.run("-c", command).exitCode()).as(command).isZero();
                }
                var drift = machine.run("drift", "-o", "jsonl");
                assertThat(drift.exitCode()).isEqualTo(5);
                for (var remedy : Pattern.compile("\"remedy\":\"([^\"]*)\"").matcher(drift.out()).results().map(found -> found.group(1)).toList()) {
                    var answer = machine.run("-c", remedy);
                    assertThat(answer.exitCode()).as(remedy + ": " + answer.err()).isZero();
                }
                assertThat(machine.run("drift").exitCode()).isZero();
            }
        }
    }

    /** The command of a remedy, and the one behind "then:"; none where it is advice. */
    private static List<String> typed(String remedy, TreeSet<String> names) {
        var found = new ArrayList<String>();
        var parts = remedy.split(" {7}", 2);
        if (names.contains(parts[0].split(" ")[0])) {
            found.add(parts[0].strip());
            var then = Pattern.compile("(?:then: |give )(.*)$").matcher(parts.length > 1 ? parts[1] : "");
            if (then.find() && names.contains(then.group(1).split(" ")[0])) {
                found.add(then.group(1));
            }
        }
        return found;
    }

    private static TreeSet<String> commandNames(Daxplane daxplane) throws Exception {
        var references = daxplane.framework().getAllServiceReferences("daxplane.shell.verb.Verb", null);
        var names = new TreeSet<>(Stream.of(references).map(reference -> String.valueOf(reference.getProperty("command"))).toList());
        names.addAll(List.of("ndctl", "daxctl"));
        return names;
    }
}
