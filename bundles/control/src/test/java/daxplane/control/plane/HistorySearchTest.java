package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Command;
import daxplane.control.Excerpt;
import daxplane.control.HistoryEntry;
import daxplane.control.Options;
import daxplane.events.EventLog;
import daxplane.events.desired.ObjectId;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.Snapshots;
import daxplane.fixtures.kernel.FakeMachine;
import daxplane.control.fake.MemoryStore;
import daxplane.host.Effect;
import daxplane.journal.disk.FileJournals;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever looks for a history from the end, and passes by what has nothing to tell, finds what somebody finds who reads everything. */
class HistorySearchTest {

    private static final int SPACING = 8;

    @TempDir
    private Path temporary;

    private Snapshots kept() {
        return Snapshots.in(temporary.resolve("snapshots"), SPACING);
    }

    private static Set<ObjectId> objects(EventLog journal) throws Exception {
        var ledger = new MachineLedger();
        Replay.follow(journal, ledger, journal.head());
        var objects = new TreeSet<>(ledger.wanted().keySet());
        objects.add(ObjectId.AUTO_ONLINE);
        List.of("kmem", "device_dax", "nd_pmem").forEach(module -> objects.add(ObjectId.ofModule(module)));
        return objects;
    }

    private static List<HistoryEntry> told(EventLog journal, ObjectId object, long to, Excerpt wanted) throws Exception {
        return HistorySearch.chosen(new HistorySearch(journal, Set.of(object), to).excerpt(wanted).get(object).told(), wanted);
    }

    private static void requireSame(EventLog plain, EventLog kept, int step) throws Exception {
        for (ObjectId object : objects(kept)) {
            for (long to = plain.head(); to > 0; to -= step) {
                assertThat(new HistorySearch(kept, Set.of(object), to).causes().get(object).causes()).as(object + " at " + to)
                        .isEqualTo(new HistorySearch(plain, Set.of(object), to).causes().get(object).causes());
                long half = to / 2;
                for (Excerpt wanted : List.of(new Excerpt(1, Long.MAX_VALUE, 1, _ -> true), new Excerpt(1, Long.MAX_VALUE, 7, _ -> true),
                        new Excerpt(1, half, 3, _ -> true), new Excerpt(half, to, 4, entry -> entry.actor().isEmpty()), new Excerpt(half + 1, to, Integer.MAX_VALUE, _ -> true))) {
                    assertThat(told(kept, object, to, wanted)).as(object + " at " + to + " " + wanted)
                            .isEqualTo(HistorySearch.chosen(new HistorySearch(plain, Set.of(object), to).excerpt(Excerpt.ALL).get(object).told(), wanted));
                }
            }
        }
    }

    @Test
    void inTheFirstVersionsJournal() throws Exception {
        var files = Path.of("../events/src/test/resources/journal-0.1");
        try (var plain = new EventLog(new FileJournals().read(files)); var kept = new EventLog(new FileJournals().read(files), kept())) {
            requireSame(plain, kept, 29);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void inRandomLives(long seed) throws Exception {
        var store = new MemoryStore();
        var machine = FakeMachine.twoDevices();
        var random = new Random(seed);
        try (var site = new Site(machine, store)) {
            for (int turn = 0; turn < 40; turn++) {
                String device = random.nextInt(4) == 0 ? "dax2.0" : "dax0.0";
                switch (random.nextInt(8)) {
                    case 0 -> machine.boot();
                    case 1 -> machine.outside(Site.POLICY, random.nextBoolean() ? "online\n" : "offline\n");
                    case 2 -> site.byHand(new Effect.WriteAttribute("/sys/bus/dax/drivers/device_dax/unbind", device));
                    case 3 -> site.when(new Command.Assign(device, "raw", Options.NONE));
                    case 4, 5 -> site.when(new Command.Release(device, Options.NONE));
                    default -> site.assign(device, "system-ram");
                }
            }
        }
        requireSame(store.journal(), store.journal(kept()), 17);
    }
}
