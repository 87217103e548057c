package daxplane.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.Namespace.Mode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    private static final AddressRange DEVICE = new AddressRange(0x100a00000L, 0x120000000L);
    private static final AddressRange RAM = new AddressRange(0x108000000L, 0x120000000L);

    @Test
    void tellsADevdaxNamespaceAsItsDeviceAndEverythingElseAsItself() {
        var ownership = Ownership.of(machine().device("dax0.0", "device_dax", DEVICE).picture());

        assertThat(ownership.holdings()).containsExactly(
                new OwnershipEntry("dax0.0", Optional.of("region0"), Optional.of("namespace0.0"), List.of(DEVICE), DEVICE.size(),
                        new Owner.DeviceDax("dax0.0")),
                new OwnershipEntry("namespace0.1", Optional.of("region0"), Optional.of("namespace0.1"),
                        List.of(AddressRange.ofSize(0x120000000L, 256 << 20)), ByteSize.ofMebibytes(256), new Owner.BlockDevice("pmem0.1")),
                new OwnershipEntry("region0", Optional.of("region0"), Optional.empty(), List.of(), ByteSize.ofMebibytes(1184), new Owner.Nobody()));
    }

    @Test
    void countsTheBlocksThatTheKernelHas() {
        var picture = machine().device("dax0.0", "kmem", DEVICE).block(32, 0, Optional.of(Zone.NORMAL))
                .block(33, 2, Optional.of(Zone.MOVABLE)).block(34, 2, Optional.of(Zone.NORMAL)).block(35, 2, Optional.empty()).picture();

        assertThat(Ownership.of(picture).named("dax0.0")).extracting(OwnershipEntry::owner)
                .containsExactly(new Owner.SystemRam("dax0.0", 3, 2, 1, ByteSize.ofMebibytes(256)));
    }

    @Test
    void nobodyOwnsADeviceWithoutDriverNorADisabledNamespace() {
        var picture = machine().device("dax0.0", "", DEVICE).namespace(namespace("namespace0.2", 1 << 20, Optional.empty())).picture();

        assertThat(Ownership.of(picture).named("dax0.0")).extracting(OwnershipEntry::owner).containsExactly(new Owner.Nobody());
        assertThat(Ownership.of(picture).named("namespace0.2")).extracting(OwnershipEntry::owner).containsExactly(new Owner.Nobody());
    }

    @Test
    void aLeakIsToldOfItsDevice() {
        var picture = machine().device("dax0.0", "", DEVICE).reserved(RAM, 1, "dax0.0").reserved(RAM, 2, "System RAM (kmem)").picture();

        assertThat(Ownership.of(picture).named("dax0.0")).extracting(OwnershipEntry::owner)
                .containsExactly(new Owner.Leaked(new Leak("dax0.0", RAM)));
    }

    @Test
    void aLeakIsToldWhenItsDeviceIsGone() {
        var picture = new Given().reserved(RAM, 1, "dax0.0").reserved(RAM, 2, "System RAM (kmem)").picture();

        assertThat(Ownership.of(picture).holdings()).containsExactly(new OwnershipEntry("dax0.0", Optional.empty(), Optional.empty(),
                List.of(RAM), RAM.size(), new Owner.Leaked(new Leak("dax0.0", RAM))));
    }

    @Test
    void findsTheOwnerByAnyOfItsNamesAndByAddress() {
        var ownership = Ownership.of(machine().device("dax0.0", "device_dax", DEVICE).picture());

        assertThat(ownership.named("namespace0.0")).extracting(OwnershipEntry::object).containsExactly("dax0.0");
        assertThat(ownership.named("pmem0.1")).extracting(OwnershipEntry::object).containsExactly("namespace0.1");
        assertThat(ownership.named("region0")).hasSize(3);
        assertThat(ownership.named("dax9.9")).isEmpty();
        assertThat(ownership.at(0x11fffffffL)).map(OwnershipEntry::object).contains("dax0.0");
        assertThat(ownership.at(0x120000000L)).map(OwnershipEntry::object).contains("namespace0.1");
        assertThat(ownership.at(0)).isEmpty();
    }

    private static Given machine() {
        return new Given()
                .region(new Region("region0", "/ndbus0/region0", AddressRange.ofSize(0x100000000L, 2L << 30), true, true, false, 16 << 20,
                        1184 << 20, 1184 << 20, 1, OptionalInt.of(0), OptionalInt.of(2), List.of()))
                .namespace(namespace("namespace0.0", 512 << 20, Optional.empty()))
                .namespace(namespace("namespace0.1", 256 << 20, Optional.of("pmem0.1")))
                .namespace(namespace("namespace0.9", 0, Optional.empty()));
    }

    private static Namespace namespace(String name, long bytes, Optional<String> blockDevice) {
        long start = name.endsWith("1") ? 0x120000000L : 0x100000000L;
        return new Namespace(name, "region0", Optional.empty(), "", bytes, bytes == 0 ? OptionalLong.empty() : OptionalLong.of(start),
                Mode.RAW, true, Optional.empty(), Optional.empty(), blockDevice);
    }
}
