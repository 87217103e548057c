package daxplane.capture;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.AddressRange;
import org.junit.jupiter.api.Test;

class IomemLinesTest {

    private static final String IOMEM = """
            00001000-0009fbff : System RAM
            00100000-7ffdefff : System RAM
              01000000-01ffffff : Kernel code
            100000000-17fffffff : Persistent Memory
              100000000-11fffffff : namespace0.0
              108000000-11fffffff : dax0.0
                108000000-11fffffff : System RAM (kmem)
            180000000-19fffffff : Persistent Memory (legacy)
              180000000-19fffffff : namespace1.0
            1a0000000-1bfffffff : Soft Reserved
              1a0000000-1bfffffff : hmem.0
            a80000000-127fffffff : PCI Bus 0000:00
              a80000000-a80003fff : 0000:00:01.0
            """;

    @Test
    void keepsTheLinesOfOtherHardware() {
        IomemLines lines = IomemLines.of(IOMEM);

        assertThat(lines.foreign()).isEqualTo("""
                00001000-0009fbff : System RAM
                00100000-7ffdefff : System RAM
                  01000000-01ffffff : Kernel code
                a80000000-127fffffff : PCI Bus 0000:00
                  a80000000-a80003fff : 0000:00:01.0
                """);
        assertThat(lines.hidden()).isFalse();
    }

    @Test
    void findsMemoryThatNoTableDescribes() {
        IomemLines lines = IomemLines.of(IOMEM);

        assertThat(lines.legacy()).containsExactly(new AddressRange(0x180000000L, 0x1a0000000L));
        assertThat(lines.softReserved()).containsExactly(new AddressRange(0x1a0000000L, 0x1c0000000L));
        assertThat(lines.added()).containsExactly(new AddressRange(0x108000000L, 0x120000000L));
    }

    /** As Linux 6.1 shows it (corpus k61-hmem-basic). */
    @Test
    void findsSoftReservedMemoryBelowItsDevice() {
        IomemLines lines = IomemLines.of("""
                100000000-13fffffff : hmem.0
                  100000000-13fffffff : Soft Reserved
                    100000000-13fffffff : dax0.0
                140000000-17fffffff : System RAM
                """);

        assertThat(lines.softReserved()).containsExactly(new AddressRange(0x100000000L, 0x140000000L));
        assertThat(lines.foreign()).isEqualTo("140000000-17fffffff : System RAM\n");
    }

    /** The firmware gives whole pages (corpus ileave-create has the other kind). */
    @Test
    void tellsTablesThatTheKernelReplacedFromTheFirmwares() {
        IomemLines lines = IomemLines.of("""
                00100000-7ffdcfff : System RAM
                7ffdd000-7ffde028 : ACPI Non-volatile Storage
                7ffde029-7ffdefff : System RAM
                7ffdf000-7ffdffff : ACPI Non-volatile Storage
                """);

        assertThat(lines.replacedTables()).containsExactly(new AddressRange(0x7ffdd000L, 0x7ffde029L));
        assertThat(lines.foreign()).hasLineCount(4);
    }

    @Test
    void seesThatTheAddressesAreHidden() {
        assertThat(IomemLines.of("00000000-00000000 : System RAM\n  00000000-00000000 : Kernel code\n").hidden()).isTrue();
        assertThat(IomemLines.of("").hidden()).isFalse();
    }
}
