package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Effects;
import daxplane.host.HostException;
import daxplane.labels.AreaSource;
import daxplane.labels.AreaWrite;
import daxplane.labels.LabelSlot;
import daxplane.labels.LabelStore;
import daxplane.labels.NamespaceLabel;
import daxplane.machine.host.SimulatedHost;
import daxplane.tools.Console;
import daxplane.tools.LocalFiles;
import daxplane.tools.ToolEnvironment;
import daxplane.tools.Toolbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code labels check} and {@code labels repair} on the DIMMs of a machine. */
class LabelRepairTest {

    @TempDir
    Path state;

    private SimulatedHost host;
    private final StringBuilder said = new StringBuilder();
    private final List<Effect> effects = new ArrayList<>();

    @BeforeEach
    void boot() throws Exception {
        host = Machines.open(state, Machines.TWO_SOCKET);
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    private int run(String line) {
        said.setLength(0);
        effects.clear();
        Console console = new Console() {
            @Override
            public void stdout(String text) {
                said.append(text);
            }

            @Override
            public void stdout(byte[] bytes) {
                said.append(new String(bytes, StandardCharsets.UTF_8));
            }

            @Override
            public void stderr(String text) {
                said.append(text);
            }
        };
        var surroundings = new ToolEnvironment(host, effect -> {
            effects.add(effect);
            return Effects.perform(host, effect, Cancellation.NEVER);
        }, console, () -> new UUID(4, 4), LocalFiles.none());
        List<String> words = List.of(line.split(" "));
        return new Toolbox().named(words.getFirst()).orElseThrow().run(surroundings, words.subList(1, words.size()));
    }

    private LabelStore.Labelled labels() throws HostException {
        int bytes = host.labelAreas().size("nmem0").areaBytes();
        return (LabelStore.Labelled) LabelStore.read(AreaSource.of(host.labelAreas().read("nmem0", 0, bytes)));
    }

    /** As an update that was cut between its two passes leaves it. */
    private NamespaceLabel interruptAnUpdate() throws Exception {
        assertThat(run("ndctl disable-region region0")).isZero();
        LabelSlot.Valid slot = labels().labels().stream().filter(any -> any.label().name().equals("scratch")).findFirst().orElseThrow();
        for (AreaWrite write : labels().write(slot.label().withFlags(NamespaceLabel.UPDATING), Set.of(slot.number())).writes()) {
            assertThat(Effects.perform(host, new Effect.WriteLabelArea("nmem0", write.offset(), write.bytes()), Cancellation.NEVER))
                    .isInstanceOf(EffectResult.Done.class);
        }
        return slot.label();
    }

    @Test void findsNothingWrongWithAHealthyMachine() {
        assertThat(run("labels check all")).as(() -> said.toString()).isZero();
        assertThat(said).asString().isEqualTo("nmem2: has no label area\nchecked 2 label areas: 0 faults\n");
        assertThat(run("labels repair all")).as(() -> said.toString()).isZero();
        assertThat(said).asString().endsWith("repaired 0 of 0 faults in 2 label areas\n");
        assertThat(effects).isEmpty();
    }

    @Test void finishesAnInterruptedUpdate() throws Exception {
        NamespaceLabel label = interruptAnUpdate();
        List<UUID> before = labels().labels().stream().map(slot -> slot.label().uuid()).sorted().toList();
        assertThat(run("labels check nmem0")).isOne();
        assertThat(said).asString().isEqualTo("nmem0: namespace " + label.uuid()
                + ": its last update is marked as under way; its labels are rewritten without the mark\nchecked 1 label area: 1 fault\n");
        assertThat(effects).isEmpty();

        assertThat(run("labels repair nmem0")).isZero();

        assertThat(said).asString().endsWith("repaired 1 of 1 fault in 1 label area\n");
        assertThat(effects.stream().filter(Effect.WriteLabelArea.class::isInstance)).as("a label, then an index block").hasSize(2);
        assertThat(labels().labels()).allMatch(slot -> slot.label().flags() == 0)
                .extracting(slot -> slot.label().uuid()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(run("ndctl enable-region region0")).isZero();
        assertThat(run("ndctl list -N -r region0")).isZero();
        assertThat(said).as("the kernel has read the labels again").asString().contains(label.uuid().toString());
    }

    @Test void touchesNoAreaThatIsInUse() throws Exception {
        interruptAnUpdate();
        assertThat(run("ndctl enable-region region0")).isZero();

        assertThat(run("labels repair nmem0")).isOne();

        assertThat(said).asString().endsWith("nmem0: regions active, abort label write\nlabels are not repaired: Device or resource busy\n");
        assertThat(effects).isEmpty();
    }
}
