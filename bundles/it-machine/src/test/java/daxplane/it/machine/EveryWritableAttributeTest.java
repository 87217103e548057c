package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Attributes;
import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Effects;
import daxplane.host.FailedCall;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.HostProvider;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.Difference;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.inventory.LabelArea;
import daxplane.journal.disk.FileJournals;
import daxplane.machine.host.SimulatedHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reproduction (j) of the journal's rework: a change that the machine shows and no record tells of. Every attribute that can be written is
 * found by walking the tree, and written with another legal value on a copy of the machine. Then either a fact of that operation is in
 * the journal, and a replay shows what the machine shows; or docs/JOURNAL.md lists the attribute as not observed, with the reason.
 *
 * <p>Files whose paths differ in numbers alone are of one kind, and are written until {@value #PROVEN} of them were changed.
 */
class EveryWritableAttributeTest {

    /** Files of a kind that are proven. */
    private static final int PROVEN = 2;

    /** Files of a kind that are tried until one takes a value: the first blocks of memory stay online, many objects are busy. */
    private static final int TRIED = 24;

    /** What takes so many values and shows nothing of them shows nothing of any. */
    private static final int SWALLOWED = 12;

    /**
     * Id lists cannot be looked at, their facts follow from the writes (DriverIdEffectsTest); security needs a passphrase among the
     * kernel's keys (PassphraseTest); memmap_on_memory needs a kernel that was started with it.
     */
    private static final List<String> SILENT = List.of("remove_id", "security", "memmap_on_memory");

    private static final Actor ROOT = new Actor("root", "to see whether it is recorded");
    private static final Path DOCUMENT = Machines.HOME.resolve("docs/JOURNAL.md");

    /** What the kernel shows otherwise each time it is read. */
    private static final Pattern RESTLESS = Pattern.compile("/proc/(uptime|stat|loadavg|interrupts)|.*/(random/uuid)");

    @TempDir
    private Path folder;

    /** Names of files that take a value after which the machine shows something else, on one machine or another. */
    private final Set<String> proven = new TreeSet<>();
    /** Names of all that can be written and are not in the document's list. */
    private final Set<String> writable = new TreeSet<>();
    private final SortedMap<String, String> flaws = new TreeMap<>();

    @Test
    void isAFactOrIsListed() throws Exception {
        walk("two-socket", _ -> List.of());
        walk("two-socket", _ -> List.of(write("/sys/bus/dax/drivers/device_dax/unbind", "dax0.0\n"), write("/sys/bus/nd/drivers/nd_pmem/unbind", "namespace0.3\n"),
                write("/sys/bus/nd/drivers/nd_region/unbind", "region1\n"), write("/sys/bus/nd/drivers/nvdimm/unbind", "nmem1\n")));
        walk("cxl", _ -> List.of());
        walk("cxl", EveryWritableAttributeTest::regionBegun);
        walk("cxl", machine -> regionConfigured(machine).subList(0, 7));
        walk("cxl", EveryWritableAttributeTest::regionConfigured);
        walk("nfit-test", _ -> List.of());

        assertThat(flaws).isEmpty();
        writable.removeAll(proven);
        assertThat(writable).as("take no value that shows; nothing is proven of them").containsExactlyInAnyOrderElementsOf(SILENT);
    }

    /** A region without a size, and decoders of memory devices that know what for. */
    private static List<Effect> regionBegun(Host machine) throws HostException {
        var writes = new ArrayList<Effect>();
        for (String name : new TreeSet<>(machine.attributes().list("/sys/bus/cxl/devices"))) {
            String object = "/sys/bus/cxl/devices/" + name + "/";
            if (machine.attributes().kind(object + "dpa_size") == Attributes.Kind.FILE) {
                writes.add(write(object + "mode", "pmem\n"));
            }
            if (machine.attributes().kind(object + "create_pmem_region") == Attributes.Kind.FILE) {
                writes.add(write(object + "create_pmem_region", machine.attributes().read(object + "create_pmem_region")));
            }
        }
        return writes;
    }

    /** All but the commit of a region over one memory device; its target comes last. */
    private static List<Effect> regionConfigured(Host machine) throws HostException {
        String objects = "/sys/bus/cxl/devices/";
        String endpoint = "";
        String root = "";
        for (String name : new TreeSet<>(machine.attributes().list("/sys/bus/cxl/devices"))) {
            boolean ofMemory = machine.attributes().kind(objects + name + "/dpa_size") == Attributes.Kind.FILE;
            endpoint = endpoint.isEmpty() && ofMemory ? name : endpoint;
            root = machine.attributes().kind(objects + name + "/create_pmem_region") == Attributes.Kind.FILE ? name : root;
        }
        String region = machine.attributes().read(objects + root + "/create_pmem_region").strip();
        return List.of(write(objects + endpoint + "/mode", "pmem\n"), write(objects + endpoint + "/dpa_size", "268435456\n"),
                write(objects + root + "/create_pmem_region", region + "\n"),
                write(objects + region + "/interleave_granularity", machine.attributes().read(objects + root + "/interleave_granularity")),
                write(objects + region + "/interleave_ways", "1\n"), write(objects + region + "/uuid", "22222222-2222-4333-8444-555555555555\n"),
                write(objects + region + "/size", "268435456\n"), write(objects + region + "/target0", endpoint + "\n"));
    }

    /** What is done to a machine before the walk. */
    @FunctionalInterface
    private interface Before {
        List<Effect> of(Host machine) throws HostException;
    }

    private static Effect write(String path, String value) {
        return new Effect.WriteAttribute(path, value);
    }

    private void walk(String definition, Before before) throws Exception {
        var notObserved = notObserved();
        Path state = Files.createTempDirectory(folder, definition);
        try (SimulatedHost machine = Machines.open(state, Machines.HOME.resolve("config/machines").resolve(definition))) {
            machine.faults().stopClock();
            for (Effect effect : before.of(machine)) {
                assertThat(Effects.perform(machine, effect, Cancellation.NEVER)).as(effect.typed()).isInstanceOf(EffectResult.Done.class);
            }
            var tree = dump(machine);
            for (List<String> kind : kinds(machine).values()) {
                if (notObserved.stream().noneMatch(listed -> listed.matcher(kind.getFirst()).matches())) {
                    walk(machine, kind, tree);
                }
            }
        }
    }

    private void walk(SimulatedHost machine, List<String> kind, SortedMap<String, String> tree) throws Exception {
        int changed = 0;
        for (String path : kind.stream().limit(TRIED).toList()) {
            var change = legalChange(machine, path, tree);
            if (!change.writable() || changed == PROVEN) {
                return;
            }
            String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("\\d+", "N");
            writable.add(name);
            if (change.value().isPresent()) {
                changed++;
                proven.add(name);
                flaw(machine, path, change.value().get()).ifPresent(flaw -> flaws.put(path + " = " + change.value().get().strip(), flaw));
            }
        }
    }

    /** First column of the table of what is not observed; {@code *} stands for any text. */
    private static List<Pattern> notObserved() throws IOException {
        String text = Files.readString(DOCUMENT);
        String table = text.substring(text.indexOf("**What is not observed.**"), text.indexOf("**Changing a type.**"));
        return table.lines().filter(line -> line.startsWith("| ")).map(line -> line.split("\\|")[1])
                .flatMap(cell -> Pattern.compile("`([^`]+)`").matcher(cell).results()).map(found -> found.group(1))
                .map(name -> Pattern.compile(".*/" + Stream.of(name.split("\\*", -1)).map(Pattern::quote).reduce((a, b) -> a + "[^ ]*" + b).orElseThrow())).toList();
    }

    /** Files in the order of their paths, by the path without its numbers. */
    private static Map<String, List<String>> kinds(Host machine) throws HostException {
        var kinds = new LinkedHashMap<String, List<String>>();
        for (String path : files(machine.attributes(), "/sys")) {
            kinds.computeIfAbsent(path.replaceAll("\\d+", "N"), _ -> new ArrayList<>()).add(path);
        }
        for (String path : files(machine.attributes(), "/proc")) {
            kinds.computeIfAbsent(path.replaceAll("\\d+", "N"), _ -> new ArrayList<>()).add(path);
        }
        return kinds;
    }

    private static List<String> files(Attributes attributes, String directory) throws HostException {
        var files = new ArrayList<String>();
        for (String name : new TreeSet<>(attributes.list(directory))) {
            String path = directory + "/" + name;
            switch (attributes.kind(path)) {
                case FILE -> files.add(path);
                case DIRECTORY -> files.addAll(files(attributes, path));
                case LINK, ABSENT -> { }
            }
        }
        return files;
    }

    /** What can be read, and what links lead to. */
    private static SortedMap<String, String> dump(Host machine) throws HostException {
        var texts = new TreeMap<String, String>();
        for (String root : List.of("/sys", "/proc")) {
            dump(machine.attributes(), root, texts);
        }
        return texts;
    }

    private static void dump(Attributes attributes, String directory, SortedMap<String, String> texts) throws HostException {
        for (String name : attributes.list(directory)) {
            String path = directory + "/" + name;
            if (RESTLESS.matcher(path).matches()) {
                continue;
            }
            switch (attributes.kind(path)) {
                case FILE -> texts.put(path, text(attributes, path));
                case DIRECTORY -> dump(attributes, path, texts);
                case LINK -> texts.put(path, attributes.readLink(path));
                case ABSENT -> { }
            }
        }
    }

    private static String text(Attributes attributes, String path) {
        try {
            return attributes.read(path);
        } catch (HostException unreadable) {
            return unreadable.errno().name();
        }
    }

    /** @param value one that the kernel takes and after which the machine shows something else; empty: none of those tried */
    private record LegalChange(boolean writable, Optional<String> value) {
    }

    private static LegalChange legalChange(SimulatedHost machine, String path, SortedMap<String, String> tree) throws Exception {
        Optional<HostProvider.OpenHost> copy = Optional.empty();
        boolean writable = false;
        int swallowed = 0;
        try {
            for (String value : candidates(machine.attributes(), path)) {
                if (copy.isEmpty()) {
                    copy = machine.rehearsal();
                }
                var result = Effects.perform(copy.orElseThrow(), write(path, value + "\n"), Cancellation.NEVER);
                if (result instanceof EffectResult.Failed(var _, var at, var _)) {
                    if (at == FailedCall.OPEN) {
                        return new LegalChange(false, Optional.empty());
                    }
                    writable = true;
                    continue;
                }
                writable = true;
                if (!dump(copy.get()).equals(tree)) {
                    return new LegalChange(true, Optional.of(value + "\n"));
                }
                if (++swallowed == SWALLOWED) {
                    return new LegalChange(true, Optional.empty());
                }
            }
        } finally {
            if (copy.isPresent()) {
                copy.get().close();
            }
        }
        return new LegalChange(writable, Optional.empty());
    }

    /** Values of every form that attributes take: switches, words of choices, numbers, uuids, ranges, names of objects. */
    private static Set<String> candidates(Attributes attributes, String path) throws HostException {
        var values = new LinkedHashSet<String>();
        String now = text(attributes, path).strip();
        Pattern.compile("[\\[(]?([A-Za-z0-9_-]+)[\\])]?").matcher(now).results().map(MatchResult::group).filter(word -> !word.startsWith("["))
                .limit(8).forEach(values::add);
        values.addAll(List.of("0", "1", "Y", "N", "offline", "online", "online_movable", "online_kernel", "contig-zones", "auto-movable"));
        values.addAll(List.of("pmem", "ram", "fsdax", "none", "btt", "pfn", "dax", "raw", "freeze", "arm", "live", "quiesce", "other", "8 1"));
        values.addAll(List.of("11111111-2222-4333-8444-555555555555", "2", "4", "256", "512", "4096", "65536", "2097152", "16777216", "33554432",
                "67108864", "134217728", "268435456", "536870912", "1073741824"));
        for (String bus : List.of("nd", "dax", "cxl", "platform")) {
            String directory = "/sys/bus/" + bus + "/devices";
            if (attributes.kind(directory) == Attributes.Kind.DIRECTORY) {
                values.addAll(new TreeSet<>(attributes.list(directory)));
            }
        }
        return values;
    }

    /** @return what is wrong with the records of this write */
    private Optional<String> flaw(SimulatedHost machine, String path, String value) throws Exception {
        Path state = Files.createTempDirectory(folder, "state");
        try (var copy = machine.rehearsal().orElseThrow();
                var control = new LocalControlPlane(copy, new SysfsReader(copy.attributes()),
                        new StateDirectory(state, new FileJournals()), List::of, Limits.DEFAULT, System::nanoTime)) {
            control.start();
            var before = control.picture().inventory();
            var outcome = control.execute(new Command.Perform(List.of(write(path, value)), true), ROOT);
            var facts = new ArrayList<Fact>();
            try (var journal = new EventLog(new FileJournals().read(state.resolve("journal")))) {
                journal.read(1, Long.MAX_VALUE, record -> {
                    if (record.event() instanceof Event.FactsObserved(var cause, var seen) && cause instanceof Cause.Operation) {
                        facts.addAll(seen);
                    }
                    return true;
                });
                var replayed = control.pictureAt(journal.head()).inventory();
                if (!replayed.equals(withUnseen(copy, replayed))) {
                    return Optional.of("a replay shows another machine: " + Difference.between(replayed, withUnseen(copy, replayed)));
                }
                if (replayed.equals(before)) {
                    return Optional.of("a replay shows nothing of it; " + outcome.getClass().getSimpleName());
                }
            }
            return facts.stream().anyMatch(fact -> tells(fact, path, value)) ? Optional.empty() : Optional.of("no fact tells of it: " + facts);
        }
    }

    /** What the machine shows, with what no attribute shows: id lists as they were folded, label areas as they are on the media. */
    private static Inventory withUnseen(Host machine, Inventory from) throws HostException {
        var seen = new SysfsReader(machine.attributes()).look();
        var picture = seen.change();
        seen.dimms().keySet().forEach(dimm -> machine.labelAreas().seen(dimm).ifPresent(bytes -> picture.labelArea(dimm, LabelArea.of(bytes))));
        from.driverIds().forEach((driver, ids) -> ids.forEach(id -> picture.addId(driver, id)));
        return picture.build();
    }

    /** Whether it is about what was written, or about an object that the path or the value names. */
    private static boolean tells(Fact fact, String path, String value) {
        return switch (fact) {
            case Fact.SettingSeen(var set, var _) -> sameFile(set, path) || fact.concerns(value.strip());
            case Fact.SettingGone(var set) -> sameFile(set, path) || fact.concerns(value.strip());
            case Fact.PolicySeen _ -> path.startsWith("/sys/devices/system/memory/") || path.startsWith("/sys/module/memory_hotplug/");
            case Fact.NamespaceSeen(var namespace) -> words(path, value).anyMatch(word -> fact.concerns(word) || namespace.personality().filter(word::equals).isPresent());
            case Fact.DaxDeviceSeen(var device) -> words(path, value).anyMatch(word -> fact.concerns(word) || device.regionPath().endsWith("/" + word));
            default -> words(path, value).anyMatch(fact::concerns);
        };
    }

    private static Stream<String> words(String path, String value) {
        return Stream.concat(Stream.of(value.strip()), Stream.of(path.split("/")));
    }

    /** A picture names files as they are reached from their bus; that is the end of their real path. */
    private static boolean sameFile(String set, String path) {
        return path.equals(set) || Stream.of("/devices/", "/block/").anyMatch(all -> set.contains(all) && path.endsWith(set.substring(set.indexOf(all) + all.length() - 1)));
    }
}
