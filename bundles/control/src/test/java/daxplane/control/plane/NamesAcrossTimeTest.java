package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.control.HistoryEntry;
import daxplane.control.Life;
import daxplane.control.Questions;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.inventory.AddressRange;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is gone is still known, by every name it had; and a name that is given again tells of each bearer by itself. */
class NamesAcrossTimeTest {

    private static final long PLACE = 0x100000000L;
    private static final Region REGION = new Region("region0", "/bus/region0", AddressRange.ofSize(PLACE, 4L << 30), true, true, false, 1 << 24, 0, 0, 1,
            OptionalInt.empty(), OptionalInt.empty(), List.of());
    private static final String FIRST = "00000001-0000-4000-8000-000000000001";
    private static final String SECOND = "00000002-0000-4000-8000-000000000002";

    private final Plane plane = Plane.twoDevices();

    private static Namespace namespace(String name, String uuid, String altName, long offset) {
        return new Namespace(name, "region0", Optional.of(uuid), altName, 1L << 30, OptionalLong.of(PLACE + offset), Namespace.Mode.FSDAX, true, Optional.empty(),
                Optional.empty(), Optional.of("pmem" + name.substring(name.length() - 3)));
    }

    private static Event booted(String boot, Namespace... namespaces) {
        var picture = Inventory.EMPTY.change().put(REGION);
        List.of(namespaces).forEach(picture::put);
        return new Event.BootObserved(boot, "machine", "6.12", picture.build(), List.of(), Optional.of(List.of()));
    }

    private static Event seen(String operation, Fact... facts) {
        return new Event.FactsObserved(operation.isEmpty() ? Cause.EXTERNAL : Cause.operation(operation), List.of(facts));
    }

    private static Event intended(String operation, String command, String actor) {
        return new Event.OperationIntended(operation, command, actor, "OPS-7", List.of());
    }

    private static Event ended(String operation) {
        return new Event.OperationEnded(operation, Event.Outcome.COMPLETED, "done", Optional.of(List.of()), List.of());
    }

    /** @return what can be asked at the last of these records */
    private Questions recorded(Event... events) throws Exception {
        try (var journal = plane.store.write()) {
            for (Event event : events) {
                journal.append(event);
            }
        }
        return plane.control.at(plane.store.journal().head());
    }

    private Questions destroyed() throws Exception {
        return recorded(booted("one", namespace("namespace0.0", FIRST, "data", 0)), intended("op-2", "ndctl destroy-namespace namespace0.0", "alice"),
                seen("op-2", new Fact.NamespaceGone("namespace0.0")), ended("op-2"));
    }

    @Test
    void tellsOfWhatIsGoneByEachNameItHad() throws Exception {
        var now = destroyed();

        for (String name : List.of("namespace0.0", "data", FIRST, FIRST.toUpperCase(java.util.Locale.ROOT), "pmem0.0", "/dev/pmem0.0")) {
            assertThat(now.history(name)).as(name).extracting(HistoryEntry::what).contains("namespace0.0 gone");
            var answer = now.who(name);
            assertThat(answer.holdings()).as(name).isEmpty();
            assertThat(answer.detail()).as(name).anySatisfy(line -> assertThat(line).contains("revision 1 to 2").contains(FIRST));
            assertThat(answer.decided()).as(name).anySatisfy(past -> assertThat(past.actor()).isEqualTo("alice"));
            assertThat(now.why(name)).as(name).first().satisfies(past -> assertThat(past.command()).isEqualTo("ndctl destroy-namespace namespace0.0"));
        }
        assertThatThrownBy(() -> now.called("data")).hasMessageContaining("up to revision 2");
    }

    @Test
    void answersAtEachMomentWithWhatWasThereThen() throws Exception {
        destroyed();

        var then = plane.control.at(2);

        assertThat(then.who("data").holdings()).singleElement().satisfies(holding -> assertThat(holding.object()).isEqualTo("namespace0.0"));
        assertThat(then.history("data")).extracting(HistoryEntry::what).doesNotContain("namespace0.0 gone");
        assertThat(then.lives("data")).singleElement().satisfies(life -> {
            assertThat(life.there()).isTrue();
            assertThat(life.names()).as("what ended later had not ended").allSatisfy(named -> assertThat(named.to()).isEmpty());
        });
        assertThat(then.picture().revision()).isEqualTo(2);
        assertThatThrownBy(() -> plane.control.at(5)).hasMessageContaining("there is no revision 5");
        assertThatThrownBy(() -> plane.control.at(0)).hasMessageContaining("there is no revision 0");
    }

    @Test
    void keepsApartTheObjectsThatHadOneName() throws Exception {
        destroyed();
        var now = recorded(intended("op-5", "ndctl create-namespace", "bob"), seen("op-5", new Fact.NamespaceSeen(namespace("namespace0.0", SECOND, "logs", 0))), ended("op-5"));

        var lives = now.lives("namespace0.0");

        assertThat(lives).extracting(Life::identities).containsExactly(List.of("uuid:" + FIRST), List.of("uuid:" + SECOND));
        assertThat(lives).extracting(Life::there).containsExactly(false, true);
        assertThat(lives.getFirst().history()).extracting(HistoryEntry::actor).doesNotContain("bob");
        assertThat(lives.getLast().history()).extracting(HistoryEntry::actor).contains("bob").doesNotContain("alice");
        assertThat(now.lives("data")).singleElement().satisfies(life -> assertThat(life.there()).isFalse());
        assertThat(now.why("namespace0.0")).as("why is of what is there").extracting(HistoryEntry::actor).containsOnly("bob");
        assertThat(now.who("namespace0.0").detail()).anySatisfy(line -> assertThat(line).contains("revision 1 to 2").contains(FIRST));
        assertThatThrownBy(() -> plane.control.at(3).called("logs")).hasMessageContaining("revision 6 is the first");
    }

    @Test
    void goesOnUnderANewUuid() throws Exception {
        var now = recorded(booted("one", namespace("namespace0.0", FIRST, "data", 0)), intended("op-2", "ndctl create-namespace -f -e namespace0.0", "alice"),
                seen("op-2", new Fact.NamespaceGone("namespace0.0")), seen("op-2", new Fact.NamespaceSeen(namespace("namespace0.0", SECOND, "data", 0))), ended("op-2"));

        assertThat(now.lives("namespace0.0")).singleElement().satisfies(life -> {
            assertThat(life.identities()).containsExactly("uuid:" + FIRST, "uuid:" + SECOND);
            assertThat(life.history()).extracting(HistoryEntry::what).startsWith("first seen: namespace0.0 is fsdax, 1 GiB").hasSize(5);
        });
        assertThat(now.called(FIRST)).as("the old uuid leads to it").containsExactly("namespace0.0");
        assertThat(now.history(FIRST)).isEqualTo(now.history(SECOND));
        assertThat(plane.control.at(2).called(SECOND)).as("and the new one to what it was").containsExactly("namespace0.0");
    }

    /** Somebody else changed it between two looks: one record tells both. */
    @Test
    void goesOnWhenAStrangerGaveItANewUuid() throws Exception {
        var now = recorded(booted("one", namespace("namespace0.0", FIRST, "data", 0)), seen("", new Fact.NamespaceSeen(namespace("namespace0.0", SECOND, "data", 0))));

        assertThat(now.lives("data")).singleElement().satisfies(life -> assertThat(life.identities()).hasSize(2));
    }

    @Test
    void isAnotherObjectWhenItWasMadeByAnotherOperationOrElsewhere() throws Exception {
        var now = recorded(booted("one", namespace("namespace0.0", FIRST, "data", 0), namespace("namespace0.1", SECOND, "logs", 1L << 30)),
                booted("two", namespace("namespace0.0", SECOND, "logs", 1L << 30)));

        assertThat(now.lives("namespace0.0")).as("a boot gives names anew").hasSize(2);
        assertThat(now.lives("logs")).singleElement().satisfies(life -> assertThat(life.names()).extracting(Life.Named::name).contains("namespace0.0", "namespace0.1"));
        assertThat(now.called("namespace0.1")).as("the name of the last boot").containsExactly("namespace0.0");
    }

    @Test
    void tellsWhoseAnAddressEverWas() throws Exception {
        destroyed();
        var now = recorded(seen("", new Fact.NamespaceSeen(namespace("namespace0.5", SECOND, "logs", 0))));

        assertThat(now.lives("0x100100000")).extracting(Life::identities).containsExactly(List.of("uuid:" + FIRST), List.of("uuid:" + SECOND));
        assertThat(plane.control.at(4).who("0x100100000").detail()).containsExactly("it is in region0, and no namespace has it");
        assertThat(plane.control.at(2).who("0x100100000").holdings()).singleElement().satisfies(holding -> assertThat(holding.object()).isEqualTo("namespace0.0"));
        assertThat(plane.control.at(2).who("0x100001000").detail()).containsExactly("metadata of namespace0.0: info block");
    }
}
