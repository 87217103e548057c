package daxplane.host.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.AddressRange;
import daxplane.inventory.Reservation;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProcTextTest {

    @Test
    void keepsProvidersAndWhatIsInThem() {
        assertThat(ProcText.reservations("""
                00100000-7ffdefff : System RAM
                  01000000-01ffffff : Kernel code
                80000000-9fffffff : Persistent Memory (legacy)
                  80000000-9fffffff : namespace0.0
                100000000-13fffffff : Soft Reserved
                  108000000-11fffffff : dax0.0
                    108000000-11fffffff : System RAM (kmem)
                140000000-17fffffff : System RAM
                """)).containsExactly(
                new Reservation(new AddressRange(0x80000000L, 0xa0000000L), 0, "Persistent Memory (legacy)"),
                new Reservation(new AddressRange(0x80000000L, 0xa0000000L), 1, "namespace0.0"),
                new Reservation(new AddressRange(0x100000000L, 0x140000000L), 0, "Soft Reserved"),
                new Reservation(new AddressRange(0x108000000L, 0x120000000L), 1, "dax0.0"),
                new Reservation(new AddressRange(0x108000000L, 0x120000000L), 2, "System RAM (kmem)"));
    }

    /** Soft-reserved memory in a CXL window belongs to the window, and depths count from there also below a bridge. */
    @Test
    void theOutermostProviderCounts() {
        assertThat(ProcText.reservations("""
                a80000000-127fffffff : PCI Bus 0000:00
                  a90000000-b8fffffff : CXL Window 0
                    a90000000-acfffffff : region0
                      a90000000-acfffffff : Soft Reserved
                  c00000000-cffffffff : 0000:00:01.0
                """)).containsExactly(
                new Reservation(new AddressRange(0xa90000000L, 0xb90000000L), 0, "CXL Window 0"),
                new Reservation(new AddressRange(0xa90000000L, 0xad0000000L), 1, "region0"),
                new Reservation(new AddressRange(0xa90000000L, 0xad0000000L), 2, "Soft Reserved"));
    }

    @Test
    void hiddenAddressesTellNothing() {
        assertThat(ProcText.reservations("00000000-00000000 : Persistent Memory\n  00000000-00000000 : dax0.0\n")).isEmpty();
    }

    @Test
    void reachesTheEndOfTheAddressSpace() {
        assertThat(ProcText.reservations("fffffffff8000000-ffffffffffffffff : Persistent Memory\n"))
                .containsExactly(new Reservation(new AddressRange(0xfffffffff8000000L, 0), 0, "Persistent Memory"));
    }

    @Property
    void takesAnyTextWithoutFailing(@ForAll String text) {
        assertThat(ProcText.reservations(text)).isEmpty();
        assertThat(ProcText.reservations("1-zz : Persistent Memory\n9-8 : Soft Reserved\n" + text)).isEmpty();
        assertThat(ProcText.memTotalKib("Mem" + text)).isNotNegative();
        assertThat(ProcText.modules(text)).noneMatch(name -> name.contains("\n"));
    }

    @Test
    void readsTheTotalOfTheMachineAndOfANode() {
        assertThat(ProcText.memTotalKib("MemTotal:        1955404 kB\nMemFree: 1 kB\n")).isEqualTo(1955404);
        assertThat(ProcText.memTotalKib("Node 2 MemTotal:         393216 kB\nNode 2 MemFree: 0 kB\n")).isEqualTo(393216);
        assertThat(ProcText.memTotalKib("")).isZero();
    }

    @Test
    void readsModuleNames() {
        assertThat(ProcText.modules("kmem 16384 0 - Live 0x0\nlibnvdimm 221184 5 dax_pmem,nd_pmem, Live 0x0\n\n")).containsExactly("kmem", "libnvdimm");
    }

    @Test
    void readsNumbersAndLists() {
        assertThat(Numbers.unsigned("0xba90120012b4dc\n")).hasValue(0xba90120012b4dcL);
        assertThat(Numbers.unsigned("18446744073709551615")).hasValue(-1);
        assertThat(Numbers.unsigned("-1")).isEmpty();
        assertThat(Numbers.unsigned("+1")).isEmpty();
        assertThat(Numbers.unsigned("")).isEmpty();
        assertThat(Numbers.bareHex("8000000\n")).hasValue(0x8000000);
        assertThat(Numbers.listed("0-1,3\n", 1)).isTrue();
        assertThat(Numbers.listed("0-1,3\n", 2)).isFalse();
        assertThat(Numbers.listed("0-1,3\n", 3)).isTrue();
        assertThat(Numbers.listed("\n", 0)).isFalse();
    }
}
