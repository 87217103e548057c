package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.HistoryEntry;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.sysfs.SysfsReader;
import daxplane.journal.disk.FileJournals;
import daxplane.lease.desk.LeasedHost;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.SystemRam;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens to memory, crossed with how it is used: what its user, the administrator and the journal see of it. The table of it is
 * crossing.txt; a change of it is a decision, and {@code -Dgolden.write=true} writes it.
 */
class CrossingTest {

    private static final Actor ROOT = new Actor("root", "");
    private static final Path TABLE = Path.of("src/test/resources/daxplane/it/machine/crossing.txt");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final String DISK = "pmem0.1";

    @TempDir
    private Path place;
    private SimulatedHost machine;
    private LocalControlPlane control;

    /** How memory is used when something happens to it. */
    private enum Use {
        MAPPED("dax0.0", "process start db; process 1000 open /dev/dax0.0; process 1000 mmap 3 0 2M w"),
        PINNED("dax0.0", MAPPED.lines + "; process 1000 pin vmsplice"),
        LEASED("dax0.0", PINNED.lines + "; process 1000 lease dax0.0"),
        MOUNTED("namespace0.1", "mkfs.ext4 -q -F -b 4096 /dev/" + DISK + "; mkdir -p /mnt; mount -o dax /dev/" + DISK + " /mnt; FILE"),
        STACKED("namespace0.1", "dmsetup create v --table '0 131072 linear /dev/" + DISK + " 0'; mkfs.ext4 -q -F -b 4096 /dev/mapper/v; mkdir -p /mnt; mount -o dax /dev/mapper/v /mnt; FILE");

        private final String object;
        private final String lines;

        Use(String object, String lines) {
            this.object = object;
            this.lines = lines.replace("FILE", "FILE; process start db; process 1000 open /mnt/f; process 1000 mmap 3 0 4K w");
        }
    }

    /** What happens. */
    private enum Event {
        POISON, OUR_VERB, OUR_VERB_DESPITE_HOLDERS, UNBIND_BY_HAND, TABLE_SWAP, MODULE_UNLOAD, POWER_LOSS
    }

    private void open(Path state) throws Exception {
        machine = Machines.open(state, Machines.TWO_SOCKET);
        Host leased = LeasedHost.of(machine, state);
        control = new LocalControlPlane(leased, new SysfsReader(leased), new StateDirectory(state, new FileJournals()),
                () -> List.of(new SystemRam(), new Devdax()), Limits.DEFAULT, System::nanoTime);
        control.start();
        machine.modules().load("dm_mod");
    }

    private void close() {
        control.close();
        machine.close();
    }

    private String type(String line) throws HostException {
        var words = WORD.matcher(line).results().map(found -> found.group(1) != null ? found.group(1) : found.group(2)).toList();
        if (words.equals(List.of("FILE"))) {
            machine.userSpace().write("/mnt/f", "hello".getBytes(StandardCharsets.UTF_8), false);
            return type("sync");
        }
        var ended = machine.userSpace().run(words, new byte[0], true, Cancellation.NEVER);
        return (new String(ended.out(), StandardCharsets.UTF_8) + new String(ended.err(), StandardCharsets.UTF_8)).strip() + (ended.status() == 0 ? "" : " [exit " + ended.status() + "]");
    }

    private String administrator(Event event, Use use) throws Exception {
        return switch (event) {
            case POISON -> by(write("/sys/devices/system/memory/hard_offline_page", type("process 1000 page 0")));
            case OUR_VERB -> by(away(use, Options.NONE));
            case OUR_VERB_DESPITE_HOLDERS -> by(away(use, Options.NONE.with("despite-holders", "").with("no-drain", "")));
            case UNBIND_BY_HAND -> {
                var dax = use.object.startsWith("dax");
                yield by(write(dax ? "/sys/bus/dax/drivers/device_dax/unbind" : "/sys/bus/nd/drivers/nd_pmem/unbind",
                        dax ? use.object : control.picture().inventory().namespaces().get(use.object).personality().orElseThrow()));
            }
            case TABLE_SWAP -> type("dmsetup load v --table '0 131072 linear /dev/" + DISK + " 131072'") + type("dmsetup suspend v") + type("dmsetup resume v");
            case MODULE_UNLOAD -> by(new Command.Perform(List.of(new Effect.UnloadModule(use.object.startsWith("dax") ? "device_dax" : "nd_pmem")), false));
            case POWER_LOSS -> by(new Command.Power(false));
        };
    }

    private static Command away(Use use, Options options) {
        return use.object.startsWith("dax") ? new Command.Assign(use.object, "system-ram", options)
                : new Command.Adjust(use.object, new Command.Adjust.Adjustment.Enabled(false), options);
    }

    private static Command write(String path, String value) {
        return new Command.Perform(List.of(new Effect.WriteAttribute(path, value)), false);
    }

    private String by(Command command) {
        return switch (control.execute(command, ROOT)) {
            case Outcome.Done _ -> "done";
            case Outcome.Refused(var refusal) -> "refused, " + refusal.errno() + ": " + refusal.rule() + "; do: " + refusal.remedy();
            case Outcome.Failed failed -> "failed, " + failed.errno() + ": " + failed.what() + failed.leftBehind();
            case Outcome.Partly partly -> "partly: " + partly.parts();
            case Outcome.InDoubt(_, var why) -> "in doubt: " + why;
            case Outcome.Repeated(_, var recorded, _) -> "repeated: " + recorded;
        };
    }

    private String cell(Use use, Event event) throws Exception {
        open(place.resolve(use + "-" + event));
        try {
            for (String line : use.lines.split("; ")) {
                assertThat(type(line)).as(line).doesNotContain("[exit");
            }
            String address = type("process 1000 page 0");
            long before = control.picture().revision();
            var text = new StringBuilder(use + ", " + event + "\n");
            text.append("  administrator  ").append(administrator(event, use)).append('\n');
            String touched = type("process 1000 touch w");
            text.append("  user           ").append(touched.equals("ok") ? "goes on" : touched).append('\n');
            String after = type("process 1000 page 0");
            if (touched.equals("ok")) {
                text.append("  memory         ").append(after.equals(address) ? "what he had" : after.startsWith("0x") ? "that of the new table" : "none: he has let go").append('\n');
            }
            text.append("  ends           ").append(type("kill 1000").isEmpty() ? "quietly" : "is no more").append('\n');
            control.picture();
            var seen = new TreeMap<Long, String>();
            for (String object : List.of("dax0.0", "namespace0.1")) {
                for (HistoryEntry entry : control.history(object)) {
                    if (entry.revision() > before && !entry.what().isEmpty()) {
                        seen.merge(entry.revision(), entry.what(), (a, b) -> a.equals(b) ? a : a + "; " + b);
                    }
                }
            }
            seen.values().forEach(what -> text.append("  journal        ").append(what.replace(place.toString(), "")).append('\n'));
            return text.toString();
        } finally {
            close();
        }
    }

    @Test
    void eachUserIsToldWhatBecomesOfHisMemory() throws Exception {
        var cells = new ArrayList<String>();
        for (Use use : Use.values()) {
            for (Event event : Event.values()) {
                if (event != Event.TABLE_SWAP || use == Use.STACKED) {
                    cells.add(cell(use, event));
                }
            }
        }
        String table = cells.stream().collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(TABLE, table);
        }
        assertThat(table).isEqualTo(Files.readString(TABLE));
    }
}
