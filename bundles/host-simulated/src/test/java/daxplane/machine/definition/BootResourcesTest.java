package daxplane.machine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import daxplane.inventory.AddressRange;
import daxplane.kernel.core.KernelSetup.ForeignLine;
import daxplane.kernel.firmware.UnusableFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines with which Linux 6.12.117 was booted on QEMU's q35 with 4 GiB of RAM, and what its /proc/iomem and nd bus showed. */
class BootResourcesTest {

    private static final String Q35 = """
            00000000-00000fff : Reserved
            00001000-0009fbff : System RAM
            0009fc00-0009ffff : Reserved
            000a0000-000bffff : PCI Bus 0000:00
            000f0000-000fffff : Reserved
            00100000-7ffdefff : System RAM
              01000000-01ffffff : Kernel code
            7ffdf000-7fffffff : Reserved
            80000000-afffffff : PCI Bus 0000:00
            b0000000-bfffffff : PCI ECAM 0000 [bus 00-ff]
              b0000000-bfffffff : Reserved
                b0000000-bfffffff : pnp 00:04
            c0000000-febfffff : PCI Bus 0000:00
              febf8000-febfbfff : 0000:00:01.0
            fec00000-fec003ff : IOAPIC 0
            fed1c000-fed1ffff : Reserved
            fffc0000-ffffffff : Reserved
            100000000-17fffffff : System RAM
            """;

    private static final String WHOLE_KERNEL = Q35.replace("7ffdf000-7fffffff", "  03736000-03bfffff : Kernel bss\n7ffdf000-7fffffff");

    private static BootResources boot(String commandLine, String iomem, String... more) throws UnusableFile {
        String text = "kernel.command-line = " + commandLine + "\n" + String.join("\n", more);
        return BootResources.of(PropertyFile.parse("machine.properties", text.getBytes(StandardCharsets.UTF_8)),
                IomemText.parse("iomem.txt", iomem.getBytes(StandardCharsets.UTF_8)));
    }

    private static String lines(BootResources boot, String... names) {
        return boot.lines().stream().filter(line -> List.of(names).contains(line.name()))
                .map(line -> "%x-%x".formatted(line.range().start(), line.range().last())).collect(Collectors.joining(" "));
    }

    private static String ranges(List<AddressRange> ranges) {
        return ranges.stream().map(range -> "%x-%x".formatted(range.start(), range.last())).collect(Collectors.joining(" "));
    }

    /** Corpus acc-memmap-kernel: the kernel is loaded at 16 MiB, and some of what it took behind its zeroed data has no line. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "memmap=64M!16M | 3c30000-4ffffff | 100000-3c2ffff",
        "memmap=16M!48M | 3c30000-3ffffff | 100000-3c2ffff",
        "memmap=64M!128M | 8000000-bffffff | 100000-7ffffff",
    })
    void theKernelKeepsItsOwnMemory(String commandLine, String persistent, String first) throws Exception {
        BootResources boot = boot(commandLine, WHOLE_KERNEL);

        assertThat(lines(boot, "System RAM").split(" ")).contains(first);
        assertThat(ranges(boot.persistent())).isEqualTo(persistent);
    }

    /** Corpus acc-memmap-panic: no address is address 0. */
    @ParameterizedTest
    @ValueSource(strings = {"memmap=256M!", "memmap=1M!0", "memmap=640K!4K", "memmap=1M$0", "memmap=exactmap memmap=1G@1M"})
    void noKernelStartsProcessorsWithoutLowMemory(String commandLine) {
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> boot(commandLine, WHOLE_KERNEL))
                .withMessageContaining("Kernel panic - not syncing: Real mode trampoline was not allocated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memmap=64K!0", "memmap=256K!256K", "memmap=exactmap memmap=640K@0 memmap=1G@1M"})
    void someLowMemoryIsEnough(String commandLine) throws Exception {
        assertThat(lines(boot(commandLine, WHOLE_KERNEL), "System RAM")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "memmap=256M!4G,128M!0x120000000 | 100000000-10fffffff 120000000-127ffffff | 110000000-11fffffff 128000000-17fffffff",
        "memmap=128M!0x120000000 memmap=256M!4G | 100000000-10fffffff 120000000-127ffffff | 110000000-11fffffff 128000000-17fffffff",
        "memmap=512M!4G memmap=512M!4096M | 100000000-11fffffff | 120000000-17fffffff",
        "memmap=512M!4G memmap=512M!0x110000000 | 100000000-10fffffff 110000000-11fffffff 120000000-12fffffff | 130000000-17fffffff",
        "memmap=512M!4G,256M!0x108000000 | 100000000-107ffffff 108000000-117ffffff 118000000-11fffffff | 120000000-17fffffff",
        "memmap=512M!4Gx memmap=junk memmap=5G | 100000000-11fffffff | 120000000-13fffffff",
        "memmap=500K!4G | 100000000-10007cfff | 10007d000-17fffffff",
        "memmap=0x1234567!0x100000800 | 100000800-101234d66 | 100000000-1000007ff 101234d67-17fffffff",
        "memmap=256M$4G | '' | 110000000-17fffffff",
        "memmap=256M#4G | '' | 110000000-17fffffff",
        "memmap=4608M | '' | 100000000-11fffffff",
        "memmap=256M%4G-1 | '' | 110000000-17fffffff",
        "memmap=256M%4G-1+12 | 100000000-10fffffff | 110000000-17fffffff",
        "memmap=256M%4G-1+12x | '' | 100000000-17fffffff",
        "memmap=256M@6G | '' | 100000000-18fffffff",
        "memmap=\"512M!4G\" \"memmap=128M!0xa0000000\" | a0000000-a7ffffff 100000000-11fffffff | 120000000-17fffffff",
        "memmap=512M!4G -- memmap=128M!0xa0000000 | 100000000-11fffffff | 120000000-17fffffff",
        "mem=3G memmap=128M!0xa0000000 | a0000000-a7ffffff | ''",
        "mem=nonsense | '' | 100000000-17fffffff",
        "memmap=512M!0x80000000 memmap=256M$0x88000000 | 80000000-87ffffff 88000000-97ffffff 98000000-9fffffff | 100000000-17fffffff",
        "memmap=04000000000!4g | 100000000-11fffffff | 120000000-17fffffff",
        "memmap=256M!0x13fff8000 | 13fff8000-14fff7fff | 100000000-13fff7fff 14fff8000-17fffffff",
        "memmap=0x20000000!0x0100000000,64m!3G memmap= | c0000000-c3ffffff 100000000-11fffffff | 120000000-17fffffff",
        "memmap=1G!2G | 80000000-afffffff b0000000-bfffffff | 100000000-17fffffff",
        "memmap=4G!3G | c0000000-fed1bfff fed1c000-fed1ffff fed20000-fffbffff fffc0000-ffffffff 100000000-17fffffff 180000000-1bfffffff | ''",
        "memmap=2G!0xb0000000 | b0000000-bfffffff c0000000-fed1bfff fed1c000-fed1ffff fed20000-fffbffff fffc0000-ffffffff 100000000-12fffffff | 130000000-17fffffff",
    })
    void whatTheCommandLineMakesOfMemory(String commandLine, String persistent, String highRam) throws Exception {
        BootResources boot = boot(commandLine, Q35);

        assertThat(ranges(boot.persistent())).isEqualTo(persistent);
        assertThat(lines(boot, "Persistent Memory (legacy)")).isEqualTo(persistent);
        assertThat(lines(boot, "System RAM")).isEqualTo(("1000-9fbff 100000-7ffdefff " + highRam).strip());
    }

    @Test
    void reservedMemoryJoinsItsNeighbourAndTablesDoNot() throws Exception {
        assertThat(lines(boot("memmap=256M$4G", Q35), "Reserved")).endsWith("fed1c000-fed1ffff fffc0000-10fffffff");
        assertThat(lines(boot("memmap=256M#4G", Q35), "ACPI Tables")).isEqualTo("100000000-10fffffff");
    }

    @Test
    void memoryForAPurposeIsCutOutOfRam() throws Exception {
        BootResources boot = boot("memmap=1G%4G-1+0xefffffff,256M!0xa0000000 memmap=256M%0x150000000+0xefffffff", Q35);

        assertThat(ranges(boot.softReserved())).isEqualTo("100000000-13fffffff 150000000-15fffffff");
        assertThat(lines(boot, "System RAM")).isEqualTo("1000-9fbff 100000-7ffdefff 140000000-14fffffff 160000000-17fffffff");
    }

    /** A definition may show what the kernel had made of its command line. Nothing is cut twice then, and its lines stay. */
    @ParameterizedTest
    @ValueSource(strings = {"memmap=512M!4G memmap=512M!0x110000000", "memmap=4G!3G", "memmap=0x1234567!0x100000800", "memmap=256M#4G", "mem=3G",
        "memmap=exactmap memmap=639K@0 memmap=2047M@1M memmap=1G!4G", "memmap=256M%4G-1+12"})
    void aMapThatWasReadAfterBootBootsAgain(String commandLine) throws Exception {
        BootResources first = boot(commandLine, Q35);
        String shown = text(first.lines());

        BootResources again = boot(commandLine, shown);

        assertThat(again.lines()).isEqualTo(IomemText.parse("", shown.getBytes(StandardCharsets.UTF_8))).isEqualTo(first.lines());
        assertThat(again.persistent()).isEqualTo(first.persistent());
    }

    /** Lines of memory for a purpose are the kernel's own; where a map shows none, the command line is believed. */
    @Test
    void softReservedMemoryNeedNotBeRamInTheMap() throws Exception {
        String after = Q35.replace("100000000-17fffffff : System RAM", "140000000-17fffffff : System RAM");

        assertThat(ranges(boot("memmap=1G%4G-1+0xefffffff", after).softReserved())).isEqualTo("100000000-13fffffff");
    }

    @Test
    void exactlyWhatIsSaid() throws Exception {
        BootResources boot = boot("memmap=512M!6G memmap=exactmap memmap=639K@0 memmap=2046M@1M memmap=1G!4G", Q35);

        assertThat(lines(boot, "System RAM")).isEqualTo("1000-9fbff 100000-7fefffff");
        assertThat(lines(boot, "RAM buffer")).as("from its new end to the next 64 MiB").isEqualTo("7ff00000-7fffffff");
        assertThat(ranges(boot.persistent())).isEqualTo("100000000-13fffffff");
    }

    @Test
    void hardwareLiesInsideOfWhatGrewOverIt() throws Exception {
        assertThat(text(boot("memmap=1G!0xf0000000", Q35).lines())).contains("""
                c0000000-fed1bfff : Persistent Memory (legacy)
                  c0000000-febfffff : PCI Bus 0000:00
                    febf8000-febfbfff : 0000:00:01.0
                  fec00000-fec003ff : IOAPIC 0
                """);
    }

    @Test
    void propertiesAndCommandLineSpeakOfTheSameMemory() throws Exception {
        BootResources boot = boot("memmap=4G!3G", Q35, "memory.persistent = 100000000-17fffffff 180000000-1bfffffff 200000000-20fffffff",
                "memory.soft-reserved = 300000000-33fffffff");

        assertThat(ranges(boot.persistent())).endsWith("100000000-17fffffff 180000000-1bfffffff 200000000-20fffffff");
        assertThat(ranges(boot.softReserved())).isEqualTo("300000000-33fffffff");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "memmap=0 | it leaves the kernel no System RAM at all",
        "memmap=exactmap memmap=1G!4G | it leaves the kernel no System RAM at all",
        "memmap=15E!4E | memmap=15E!4E ends behind 2^64, and a kernel that is told so stops at boot",
        "memmap=1G!8P | the memory 0x20000000000000-0x2000003fffffff ends behind 2^52, which no processor addresses",
    })
    void refusesWhatNoMachineBootsWith(String commandLine, String why) {
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> boot(commandLine, Q35))
                .withMessage("machine.properties, line 1: " + why);
    }

    @Test
    void tellsWhatTheKernelPassesOver() throws Exception {
        assertThat(boot("memmap=junk,1G!4G,256M%6G-1+12x mem=x memmap=1M!5Gy", Q35).warnings()).containsExactly(
                "machine.properties: the kernel passes over memmap=junk", "machine.properties: the kernel passes over memmap=256M%6G-1+12x",
                "machine.properties: the kernel passes over mem=x", "machine.properties: the kernel passes over memmap=1M!5Gy from y on");
    }

    private static String text(List<ForeignLine> lines) {
        return lines.stream().map(line -> {
            long depth = lines.subList(0, lines.indexOf(line)).stream().filter(other -> other.range().contains(line.range())).count();
            return "  ".repeat((int) depth) + "%08x-%08x : %s\n".formatted(line.range().start(), line.range().last(), line.name());
        }).collect(Collectors.joining());
    }
}
