package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A slip of the finger never counts as success: every command of ours with a wrong object, revision, operation, driver, word or
 * option ends with an exit code other than 0 and says why, and nothing that a library or Java says shines through.
 */
class TyposIT {

    @TempDir
    private Path work;

    /** Whatever stands behind these, none of them is right. */
    private static final Map<String, Set<String>> WRONG = wrong();

    private static Map<String, Set<String>> wrong() {
        var wrong = new TreeMap<String, Set<String>>();
        Stream.of("""
                accept nosuch|accept dax9.9|accept dax0.0 dax2.0|accept --reason
                apply
                assign dax9.9 system-ram|assign dax0.0 nosuch|assign dax0.0|assign dax0.0 system-ram --zone|assign dax0.0 system-ram --blocks=|assign dax0.0 system-ram --blocks 99:movable|assign dax0.0 system-ram --blocks 33-36:kernel|assign dax0.0 system-ram --blocks 33:nosuch|assign dax0.0 system-ram --zone nosuch|assign dax0.0 system-ram --nosuch
                at 999999 list|at nosuch list|at 0 list|at 1 nosuch|at 1 assign dax0.0 system-ram|at 1|at 2099-01-01T00:00:00Z list|at 2026-13-01T00:00:00Z list|at -1 list
                audit --since nosuch|audit --since 999999|audit --note nosuch.note|audit --key nosuch.key|audit --note nosuch.note --since 1|audit --nosuch|audit nosuch
                bundle nosuch|bundle list nosuch|bundle list --nosuch
                cat /sys/nosuch|cat nosuch.txt
                config nosuch|config effect.seconds nosuch|config effect.seconds -1|config nosuch 1|config effect.seconds 1 2
                cut -f|cut -f nosuch
                diff 999999|diff nosuch|diff 1 999999|diff -1
                compare nosuch|compare nmem0|compare node0|compare dax0.0 --nosuch|compare
                create nosuch raw|create region99:64M raw|create region0:64X raw|create region0:64M nosuch|create region0:900G raw|create namespace0.1 raw|create region0:64M|create region0:64M raw --nosuch|create dax9:64M devdax|create dax0:64M devdax|create
                destroy nosuch|destroy region0|destroy namespace9.9|destroy namespace0.1|destroy namespace0.4|destroy dax0.0 --nosuch|destroy
                resize nosuch 64M|resize namespace0.3 0|resize namespace0.3 nosuch|resize namespace0.3 900G|resize namespace0.1 64M|resize region0 64M|resize namespace0.4 64M|resize namespace0.3|resize
                disable nosuch|disable region99|disable namespace9.9|disable|disable region0 --nosuch
                enable nosuch|enable region99|enable namespace9.9|enable|enable region0 --nosuch
                doctor nosuch|doctor --nosuch
                drift nosuch|drift --nosuch
                driver nosuch|driver install nosuch.jar|driver update nosuch nosuch.jar|driver update kmem nosuch.jar|driver remove nosuch|driver list nosuch|driver
                echo x > /sys/nosuch|echo x > /sys/bus/nosuch|echo x > /proc/nosuch/x|echo x > /sys/bus|echo x > nosuch/directory/file
                grep|grep x /sys/nosuch|grep [ /proc/meminfo|grep --nosuch x /proc/meminfo
                head /sys/nosuch|head -n nosuch
                history nosuch|history dax9.9|history memory999999|history|history op-999999|history nosuch --picture|history --picture --oneline
                health nosuch|health nmem9|health --nosuch|health ack|health ack nosuch|health ack nmem0
                journal|journal nosuch|journal show 999999|journal show nosuch|journal show 0|journal tail -n 0|journal tail -n nosuch|journal tail nosuch|journal tail --from 999999|journal tail --from 0|journal tail --from -3|journal verify nosuch|journal replay --to 999999|journal replay --to nosuch|journal replay --to 0|journal verify --key nosuch|journal verify --since nosuch|journal export --format nosuch|journal checkpoint --into /proc/nosuch/x|journal import nosuch --into x|journal report|journal report nosuch|journal report --html /proc/nosuch/x|journal report --html x --since nosuch|journal report --html x --since 999999
                labels|labels nosuch|labels history|labels history nmem9|labels history region0|labels history nmem0 --nosuch|labels show|labels show nmem9|labels show nmem0 --at 999999|labels show nmem0 --at nosuch|labels restore nmem0|labels restore nmem9 --at 1|labels restore nmem0 --at 999999|labels restore nmem0 --at 0|labels restore nmem0 --at nosuch|labels init|labels init nmem9|labels init nmem0|labels init nmem0 --label-version 1.3
                lease|lease nosuch|lease list nosuch|lease acquire dax0.0|lease acquire dax0.0 nosuch|lease acquire nosuch db|lease acquire dax0.0 db --grace nosuch|lease revoke|lease revoke nosuch|lease revoke dax0.0|lease resume nosuch|lease release dax0.0 nosuch|lease serve nosuch|lease resume dax0.0 nosuch
                less /sys/nosuch
                list nosuch|list --nosuch|list devices nosuch|list -o nosuch
                ls /sys/nosuch|ls -Z /sys
                machines nosuch
                map nosuch|map --ascii --unicode|map --nosuch
                modprobe nosuch|modprobe|modprobe -r nosuch|modprobe --nosuch kmem
                operations nosuch|operations op-999999|operations --ended nosuch|operations --ended complete|operations --by nosuch|operations --object never-seen|operations --object dax9.9|operations -n nosuch|operations -n 0
                plan nosuch|plan recover nosuch|plan undo op-999999|plan assign dax9.9 system-ram|plan assign dax0.0 nosuch|plan list|plan|plan release dax9.9
                plugin nosuch|plugin install nosuch.jar|plugin update nosuch nosuch.jar|plugin remove nosuch|plugin list nosuch|plugin
                power-loss nosuch
                readlink /sys/nosuch|readlink /proc/meminfo|readlink
                reboot nosuch|reboot --nosuch
                recover nosuch|recover namespace9.9|recover --nosuch
                release dax9.9|release dax0.0 --nosuch|release
                rename nosuch x|rename namespace9.9 x|rename namespace0.1|rename
                reset nosuch
                show nosuch|show node99|show memory999999|show|show dax0.0 nosuch
                sleep nosuch|sleep
                sort /sys/nosuch|sort --nosuch
                tail /sys/nosuch|tail -n nosuch
                undo op-999999|undo nosuch|undo
                uniq /sys/nosuch
                wc /sys/nosuch
                who nosuch|who dax9.9|who /dev/nosuch|who node99|who
                why nosuch|why memory999999|why
                """.split("\n")).filter(line -> !line.isBlank()).forEach(line -> {
                    for (var command : line.strip().split("\\|")) {
                        wrong.computeIfAbsent(command.split(" ")[0], _ -> new TreeSet<>()).add(command);
                    }
                });
        return wrong;
    }

    @Test
    void aSlipOfTheFingerIsNoSuccess() throws Exception {
        try (var daxplane = Daxplane.start(work)) {
            var references = daxplane.framework().getAllServiceReferences("daxplane.shell.verb.Verb", null);
            var verbs = Stream.of(references).map(reference -> String.valueOf(reference.getProperty("command"))).collect(Collectors.toCollection(TreeSet::new));
            assertThat(WRONG.keySet()).as("wrong uses of every verb").containsAll(verbs);
            assertThat(daxplane.run("assign", "dax0.0", "system-ram").exitCode()).isZero();
            assertThat(daxplane.run("release", "dax0.0").exitCode()).isZero();

            var successes = new ArrayList<String>();
            for (var verb : verbs) {
                for (var command : WRONG.get(verb)) {
                    var answer = daxplane.run("-c", command);
                    if (answer.exitCode() == 0) {
                        successes.add(command);
                    }
                    assertThat(answer.err() + answer.out()).as(command)
                            .doesNotContainPattern("Exception|java\\.|Missing required|Unmatched argument|[Ii]nvalid value|is not an? (int|long)|null");
                    assertThat(verb.equals("readlink") ? "says nothing, as the command that people know" : answer.err()).as(command).isNotBlank();
                }
            }
            assertThat(successes).isEmpty();
        }
    }

    /** Who only mistypes a word has no machine afterwards, and no journal. */
    @Test
    void whatNobodyUnderstandsIsRefusedBeforeAMachineIsOpened() throws Exception {
        try (var daxplane = Daxplane.start(work)) {
            for (var command : new String[] {"nosuch", "list --nosuch", "assign --nosuch", "plan assign dax0.0 --nosuch", "plan nosuch", "at 1 nosuch", "at 1 list --nosuch",
                "timeout 1 nosuch", "ndctl nosuch", "ndctl list --nosuch", "ndctl create-namespace -m", "daxctl list -Z", "daxctl migrate-device-model nosuch", "cxl",
                "cxl list nosuch", "plan ndctl nosuch", "plan ndctl list --nosuch"}) {
                assertThat(daxplane.run("-c", command).err() + daxplane.run("-c", command).out()).as(command).isNotBlank();
                assertThat(daxplane.state()).as("after " + command).doesNotExist();
            }
            assertThat(daxplane.run("-c", "dmsetup --nosuch").exitCode()).as("a program of the machine").isNotEqualTo(2);
            assertThat(daxplane.state()).exists();
        }
    }

    /** Names as a listing prints them, and what is there but cannot be handed over. */
    @Test
    void aNameThatIsShownIsUnderstood() throws Exception {
        try (var daxplane = Daxplane.start(work)) {
            for (var command : new String[] {"plan assign /dev/dax0.0 system-ram", "plan assign /dev/pmem0.1 raw --discard-contents", "plan release /dev/dax0.0",
                "recover /dev/dax0.0", "accept /dev/pmem1", "who /dev/pmem0.1"}) {
                assertThat(daxplane.run("-c", command)).as(command).returns(0, Process::exitCode);
            }
            for (var command : new String[] {"release region0", "release nmem0", "assign memory33 devdax", "assign node2 system-ram", "release device_dax"}) {
                var answer = daxplane.run("-c", command);
                assertThat(answer.exitCode()).as(command).isEqualTo(3);
                assertThat(answer.out() + answer.err()).as(command).doesNotContain("there is no device");
            }
            var cxl = daxplane.withState(work.resolve("cxl")).run("--machine", "cxl", "-c", "assign mem0 system-ram");
            assertThat(cxl.out() + cxl.err()).contains("mem0 is a CXL memory device", "help cxl");
        }
    }

    @Test
    void helpAndOptionsOfTheProgramAreNoExceptions() throws Exception {
        try (var daxplane = Daxplane.start(work)) {
            for (var command : new String[] {"help nosuch", "help journal nosuch", "help ndctl nosuch", "help list nosuch", "help exit nosuch", "nosuch",
                "exit nosuch", "set -z", "set -o nosuch", "list | nosuch", "for x in a b", "if list; then"}) {
                assertThat(daxplane.run("-c", command).exitCode()).as(command).isNotZero();
            }
            for (var options : new String[] {"--host nosuch list", "--machine nosuch list", "-o nosuch list", "--color nosuch list", "-f nosuch", "--nosuch",
                "-c list -f x", "capture /proc/nosuch/x", "capture", "conform nosuch", "conform"}) {
                var answer = daxplane.withState(work.resolve("other")).run(options.split(" "));
                assertThat(answer.exitCode()).as(options).isNotZero();
                assertThat(answer.err() + answer.out()).as(options).doesNotContainPattern("Exception|java\\.");
            }
        }
    }
}
