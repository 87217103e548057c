package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.conform.Performer;
import daxplane.conform.Step.Action;
import daxplane.conform.Step.Result;
import daxplane.driver.label.LabelModule;
import daxplane.fixtures.machine.Machines;
import daxplane.host.HostException;
import daxplane.host.HostProvider.Request;
import daxplane.kernel.testing.StateMap;
import daxplane.labels.AreaSource;
import daxplane.labels.IndexBlock;
import daxplane.labels.IndexChecks;
import daxplane.labels.LabelChange;
import daxplane.labels.LabelException;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelRules;
import daxplane.labels.LabelStore;
import daxplane.labels.NamespaceLabel;
import daxplane.machine.host.SimulatedHost;
import daxplane.machine.host.SimulatedHostProvider;
import daxplane.tools.Toolbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The label store is exchanged while DIMMs are bound and namespaces in use: what it knows is on the media. */
class LabelStoreExchangeTest {

    @TempDir
    private Path state;
    private final SimulatedHostProvider provider = Machines.provider();
    private final Toolbox tools = new Toolbox();
    private SimulatedHost host;
    private Performer performer;

    @BeforeEach
    void boot() throws HostException {
        host = (SimulatedHost) provider.open(new Request(state, Machines.HOME, "two-socket"));
        performer = new Performer(host, tools, UUID::randomUUID);
    }

    @AfterEach
    void letGo() {
        host.close();
    }

    /** Another version of the rules, which tells what it was asked for. */
    private static class Noted implements LabelRules {

        final List<String> asked = new ArrayList<>();

        @Override
        public <E extends Exception> LabelStore read(AreaSource<E> area, IndexChecks checks) throws E {
            asked.add("read by " + checks);
            return LabelRules.super.read(area, checks);
        }

        @Override
        public LabelChange initialise(int areaBytes, LabelFormat format, IndexBlock.UnusedBits unused, byte[] before) throws LabelException {
            asked.add("initialise " + format);
            return LabelRules.super.initialise(areaBytes, format, unused, before);
        }

        @Override
        public LabelChange write(LabelStore.Labelled store, NamespaceLabel label, Collection<Integer> replaced) throws LabelException {
            asked.add("write " + label.name());
            return LabelRules.super.write(store, label, replaced);
        }
    }

    private SortedMap<String, String> shown() throws Exception {
        return StateMap.of(host.attributes());
    }

    private void run(String command) {
        var ended = (Result.Ended) performer.perform(new Action.Exec(command)).orElseThrow();
        assertThat(ended.exitCode()).as(command + ": " + ended).isZero();
    }

    private void write(String path, String value) {
        performer.perform(new Action.Write(path, value + "\n"));
    }

    private List<String> namesOnMedia(String dimm) throws HostException {
        byte[] area = host.labelAreas().read(dimm, 0, host.labelAreas().size(dimm).areaBytes());
        return ((LabelStore.Labelled) LabelStore.read(AreaSource.of(area))).labels().stream().map(slot -> slot.label().name()).toList();
    }

    @Test
    void anotherVersionReadsTheLabelsOfBoundDimmsAndWritesTheNextOnes() throws Exception {
        var before = shown();
        long mark = host.changes().mark();
        var next = new Noted();

        provider.offer(new LabelModule(next));

        assertThat(next.asked).as("each bound DIMM with an area").containsExactly("read by KERNEL", "read by KERNEL");
        assertThat(shown()).isEqualTo(before);
        assertThat(host.changes().since(mark).paths()).as("nothing looks different").isEmpty();

        next.asked.clear();
        run("ndctl disable-namespace namespace0.0");
        write("/sys/bus/nd/devices/namespace0.0/alt_name", "renamed");
        assertThat(next.asked).as("with the mark of an update, then without it").containsExactly("write renamed", "write renamed");
        assertThat(namesOnMedia("nmem0")).contains("renamed");

        host.close();
        host = (SimulatedHost) provider.open(new Request(state, Machines.HOME, "two-socket"));
        assertThat(host.attributes().read("/sys/bus/nd/devices/namespace0.0/alt_name")).as("after a restart of the process").isEqualTo("renamed\n");
    }

    @Test
    void aVersionThatCannotReadWhatOthersWroteLeavesTheOldOneInCharge() throws Exception {
        var before = shown();

        provider.offer(new LabelModule(new LabelRules() {
            @Override
            public <E extends Exception> LabelStore read(AreaSource<E> area, IndexChecks checks) {
                throw new IllegalStateException("knows labels of the next version alone");
            }
        }));

        assertThat(host.refusedModules()).containsOnlyKeys("nd_label");
        assertThat(host.refusedModules().get("nd_label")).contains("knows labels of the next version alone");
        assertThat(shown()).isEqualTo(before);
        run("ndctl disable-namespace namespace0.0");
        write("/sys/bus/nd/devices/namespace0.0/alt_name", "renamed");
        assertThat(namesOnMedia("nmem0")).contains("renamed");
    }

    @Test
    void theToolsGoByTheVersionThatCameLast() throws Exception {
        var first = new Noted();
        var second = new Noted();
        tools.offer(first);
        run("ndctl check-labels nmem0");
        assertThat(first.asked).containsExactly("read by NDCTL");

        tools.offer(second);
        tools.withdraw(first);
        run("ndctl disable-region region0");
        run("ndctl init-labels -f nmem0");

        assertThat(first.asked).hasSize(1);
        assertThat(second.asked).contains("initialise V1_1");
    }
}
