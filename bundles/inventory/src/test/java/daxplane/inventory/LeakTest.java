package daxplane.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Ranges as recorded in corpus kmem-unbind-online. */
class LeakTest {

    private static final AddressRange DEVICE = new AddressRange(0x100a00000L, 0x120000000L);
    private static final AddressRange RAM = new AddressRange(0x108000000L, 0x120000000L);

    @Test
    void memoryOfADeviceThatKmemLeftIsLeaked() {
        var picture = plugged().device("dax0.0", "", DEVICE).picture();

        assertThat(Leak.in(picture)).containsExactly(new Leak("dax0.0", RAM));
        assertThat(Leak.blocks(picture, picture.daxDevices().get("dax0.0"))).isTrue();
    }

    @Test
    void memoryOfADeviceThatIsGoneOrHasAnotherDriverIsLeaked() {
        assertThat(Leak.in(plugged().picture())).containsExactly(new Leak("dax0.0", RAM));
        assertThat(Leak.in(plugged().device("dax0.0", "device_dax", DEVICE).picture())).containsExactly(new Leak("dax0.0", RAM));
    }

    @Test
    void kernelsBefore58CallItSystemRam() {
        var picture = new Given().reserved(RAM, 1, "dax0.0").reserved(RAM, 2, "System RAM").picture();

        assertThat(Leak.in(picture)).containsExactly(new Leak("dax0.0", RAM));
    }

    /** docs/kernel/memory.md 2.1: unbinding released the reservation, the memory stayed. */
    @Test
    void ramInPersistentMemoryWithoutAReservationIsLeaked() {
        var given = new Given().reserved(new AddressRange(0x100000000L, 0x180000000L), 0, "Persistent Memory").reserved(RAM, 1, "System RAM");

        assertThat(Leak.in(given.device("dax0.0", "", DEVICE).picture())).containsExactly(new Leak("dax0.0", RAM));
        assertThat(Leak.in(given.device("dax0.0", "", new AddressRange(0x140000000L, 0x150000000L)).picture())).as("somebody else's").isEmpty();
    }

    @Test
    void memoryOfADeviceBoundToKmemIsNotLeaked() {
        assertThat(Leak.in(plugged().device("dax0.0", "kmem", DEVICE).picture())).isEmpty();
    }

    @Test
    void aReservationWithoutMemoryIsNotLeaked() {
        var picture = new Given().reserved(DEVICE, 1, "dax0.0").device("dax0.0", "", DEVICE)
                .reserved(new AddressRange(0x180000000L, 0x190000000L), 1, "namespace2.0").picture();

        assertThat(Leak.in(picture)).isEmpty();
    }

    @Test
    void namesTheDeviceThatHoldsTheMemoryAndNotItsNeighbour() {
        var other = new AddressRange(0x140000000L, 0x150000000L);
        var picture = plugged().device("dax0.0", "kmem", DEVICE)
                .reserved(other, 1, "dax2.0").reserved(other, 2, "System RAM (kmem)").device("dax2.0", "", other).picture();

        assertThat(Leak.in(picture)).containsExactly(new Leak("dax2.0", other));
        assertThat(Leak.blocks(picture, picture.daxDevices().get("dax0.0"))).isFalse();
    }

    /** CXL memory lies deeper: window, region, dax region, device, RAM. */
    @Test
    void findsLeaksAtAnyDepth() {
        var picture = new Given().reserved(RAM, 0, "CXL Window 0").reserved(RAM, 1, "region0").reserved(RAM, 2, "dax_region0")
                .reserved(RAM, 3, "dax0.0").reserved(RAM, 4, "System RAM (kmem)").picture();

        assertThat(Leak.in(picture)).containsExactly(new Leak("dax0.0", RAM));
    }

    private static Given plugged() {
        return new Given().reserved(new AddressRange(0x100000000L, 0x180000000L), 0, "Persistent Memory")
                .reserved(new AddressRange(0x100000000L, 0x100a00000L), 1, "namespace0.0")
                .reserved(RAM, 1, "dax0.0").reserved(RAM, 2, "System RAM (kmem)");
    }
}
