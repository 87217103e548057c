package daxplane.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import daxplane.host.Attributes;
import daxplane.host.Attributes.Kind;
import daxplane.host.Effect;
import daxplane.host.Effect.WriteAttribute;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.Zone;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What takes an effect back follows from what is there before it, and from what it turned out to make. */
class ReversalsTest {

    private static final String KMEM = "/sys/bus/dax/drivers/kmem";
    private static final String REGION = "/sys/bus/dax/devices/dax0.0/dax_region/";

    private final Host host = mock(Host.class);
    private final Attributes files = mock(Attributes.class);

    @BeforeEach
    void nothingIsThere() throws HostException {
        when(host.attributes()).thenReturn(files);
        when(files.kind(any())).thenReturn(Kind.ABSENT);
        when(files.read(any())).thenThrow(new HostException(Errno.ENOENT, FailedCall.OPEN, "/"));
    }

    private void says(String path, String text) throws HostException {
        org.mockito.Mockito.doReturn(text).when(files).read(path);
    }

    private static Reversal by(Effect... effects) {
        return new Reversal.ByEffects(List.of(effects));
    }

    private Reversal ofWrite(String path, String value) {
        return Reversals.of(new WriteAttribute(path, value), host);
    }

    @Test
    void aModuleIsUnloadedWhenItWasLoadedByThis() {
        assertThat(Reversals.of(new Effect.LoadModule("dax_pmem"), host)).isEqualTo(by(new Effect.UnloadModule("dax_pmem")));
        assertThat(Reversals.of(new Effect.UnloadModule("dax_pmem"), host)).isEqualTo(Reversal.NOTHING);
        when(files.kind("/sys/module/dax_pmem")).thenReturn(Kind.DIRECTORY);
        for (String spelling : List.of("dax_pmem", "dax-pmem")) {
            assertThat(Reversals.of(new Effect.LoadModule(spelling), host)).as("it was there").isEqualTo(Reversal.NOTHING);
            assertThat(Reversals.of(new Effect.UnloadModule(spelling), host)).isEqualTo(by(new Effect.LoadModule(spelling)));
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "bind, false, unbind", "bind, true, -", "unbind, true, bind", "unbind, false, -", "new_id, true, remove_id", "remove_id, true, new_id", "remove_id, false, new_id"})
    void aBindingIsTakenBackByItsOpposite(String file, boolean bound, String opposite) {
        when(files.kind(KMEM + "/dax0.0")).thenReturn(bound ? Kind.LINK : Kind.ABSENT);
        assertThat(ofWrite(KMEM + "/" + file, "dax0.0\n"))
                .isEqualTo(opposite == null ? Reversal.NOTHING : by(new WriteAttribute(KMEM + "/" + opposite, "dax0.0\n")));
    }

    /** An id that also binds is taken off the list first, so that nothing binds again. */
    @Test
    void anIdThatBindsIsForgottenBeforeTheDeviceIsUnbound() {
        assertThat(ofWrite(KMEM + "/new_id", "dax0.0"))
                .isEqualTo(by(new WriteAttribute(KMEM + "/remove_id", "dax0.0\n"), new WriteAttribute(KMEM + "/unbind", "dax0.0\n")));
    }

    /** Whoever binds the namespace finds the personality on its media, but not while the unbound one claims it. */
    @Test
    void anUnboundPersonalityComesBackWithItsNamespace() throws Exception {
        says("/sys/bus/nd/devices/pfn0.0/namespace", "namespace0.1\n");
        when(files.kind("/sys/bus/nd/drivers/nd_pmem/pfn0.0")).thenReturn(Kind.LINK);
        assertThat(ofWrite("/sys/bus/nd/drivers/nd_pmem/unbind", "pfn0.0\n")).isEqualTo(by(new WriteAttribute("/sys/bus/nd/devices/pfn0.0/namespace", "\n"),
                new WriteAttribute("/sys/bus/nd/drivers/nd_pmem/bind", "namespace0.1\n")));
        says("/sys/bus/nd/devices/pfn0.0/namespace", "\n");
        assertThat(ofWrite("/sys/bus/nd/drivers/nd_pmem/unbind", "pfn0.0\n")).isEqualTo(by(new WriteAttribute("/sys/bus/nd/drivers/nd_pmem/bind", "pfn0.0\n")));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "/sys/x/align, 2097152, 4096, 2097152",
        "/sys/x/mode, 'none [memory] raw', raw, memory",
        "/sys/x/mode, 'none memory raw', raw, -",
        "/sys/x/mode, 'none [memory] raw', memory, -",
        "/sys/x/uuid, '', 0011, -",
        "/sys/x/alt_name, '', data, ''",
        "/sys/x/alt_name, data, '', data",
        "/sys/x/namespace, '', namespace0.1, ''",
        "/sys/x/namespace, namespace0.1, '', -",
        "/sys/x/size, 1073741824, 16777216, 1073741824"})
    void anAttributeGetsBackWhatItHad(String path, String before, String written, String back) throws Exception {
        says(path, before + "\n");
        assertThat(ofWrite(path, written + "\n")).isEqualTo(back == null ? Reversal.NOTHING : by(new WriteAttribute(path, back + "\n")));
    }

    @ParameterizedTest
    @CsvSource({
        "/sys/x/size, 0, 'its space is free again, and whatever is made next may get it'",
        REGION + "delete, dax0.1, 'a deleted device is made again, if at all, under another name'"})
    void someWritesAreFinal(String path, String value, String because) throws Exception {
        says(path, "1073741824\n");
        assertThat(ofWrite(path, value + "\n")).isEqualTo(new Reversal.Impossible(because));
    }

    @Test
    void whatTellsNothingHasNoWayBack() {
        assertThat(ofWrite("/sys/x/only_written", "1\n")).isEqualTo(new Reversal.Impossible("nothing tells what was written there before"));
        for (Effect effect : List.of(new Effect.Reboot(), new Effect.PowerCycle(), new Effect.PowerLoss(), new Effect.RunProgram(List.of("mkfs.ext4"), ""))) {
            assertThat(Reversals.of(effect, host)).isInstanceOf(Reversal.Impossible.class);
        }
    }

    private static Inventory blocks(MemoryBlock... blocks) {
        var inventory = Inventory.EMPTY.change();
        List.of(blocks).forEach(inventory::put);
        return inventory.build();
    }

    private static MemoryBlock offline(long number) {
        return MemoryBlock.added(number, OptionalInt.of(2));
    }

    /** The zone shows afterwards alone: what was there before says how it was online. */
    @ParameterizedTest
    @CsvSource({"MOVABLE, online_movable", "NORMAL, online_kernel"})
    void aBlockGetsBackTheZoneThatItHad(Zone zone, String state) {
        String path = "/sys/devices/system/memory/memory33/state";
        var write = new WriteAttribute(path, "offline\n");
        var was = offline(33).online(zone);
        assertThat(Reversals.seenAfter(Reversal.NOTHING, write, blocks(was), blocks(offline(33)))).isEqualTo(by(new WriteAttribute(path, state + "\n")));
        assertThat(Reversals.seenAfter(Reversal.NOTHING, write, blocks(offline(33)), blocks(was))).isEqualTo(by(new WriteAttribute(path, "offline\n")));
        assertThat(Reversals.seenAfter(by(write), write, blocks(was), blocks(was))).as("nothing changed").isEqualTo(Reversal.NOTHING);
        assertThat(Reversals.seenAfter(by(write), write, blocks(), blocks(was))).as("it was not there").isEqualTo(Reversal.NOTHING);
    }

    /** The kernel onlined them by its policy; their memory is let go only when they are offline. */
    @Test
    void blocksThatCameOnlineGoOfflineFirst() {
        var bind = new WriteAttribute(KMEM + "/bind", "dax0.0\n");
        var unbind = new WriteAttribute(KMEM + "/unbind", "dax0.0\n");
        var after = blocks(offline(7).online(Zone.MOVABLE), offline(8), offline(9).online(Zone.NORMAL));
        assertThat(Reversals.seenAfter(by(unbind), bind, blocks(offline(7).online(Zone.MOVABLE)), after))
                .isEqualTo(by(new WriteAttribute("/sys/devices/system/memory/memory9/state", "offline\n"), unbind));
        var impossible = new Reversal.Impossible("x");
        assertThat(Reversals.seenAfter(impossible, bind, blocks(), after)).isEqualTo(impossible);
        assertThat(Reversals.seenAfter(by(unbind), new Effect.LoadModule("kmem"), blocks(), after)).isEqualTo(by(unbind));
    }

    private static Inventory devices(String... names) {
        var inventory = Inventory.EMPTY.change();
        for (String name : names) {
            inventory.put(new DaxDevice(name, "hmem.0", Optional.empty(), "path:" + name, List.of(), 0, 2 << 20, Optional.empty(), OptionalInt.empty(), OptionalInt.of(2), false));
        }
        return inventory.build();
    }

    /** Which name the kernel gives shows afterwards alone. */
    @Test
    void aDeviceThatWasMadeIsDeletedByTheNameThatItGot() {
        var create = new WriteAttribute(REGION + "create", "1\n");
        var found = Reversals.of(create, host);
        assertThat(Reversals.seenAfter(found, create, devices("dax0.0"), devices("dax0.0", "dax0.1"))).isEqualTo(by(new WriteAttribute(REGION + "delete", "dax0.1\n")));
        assertThat(Reversals.seenAfter(found, create, devices("dax0.0"), devices("dax0.0"))).isEqualTo(Reversal.NOTHING);
    }
}
