package daxplane.machine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import daxplane.inventory.AddressRange;
import daxplane.kernel.MemoryParameters;
import daxplane.kernel.firmware.UnusableFile;
import daxplane.kernel.media.Dimm;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineDefinitionTest {

    private static final Path TWO_SOCKET = Path.of(System.getProperty("basedir", "."), "../../config/machines/two-socket");

    @TempDir
    private Path folder;
    private Path definition;
    private Path target;

    @BeforeEach
    void copy() throws IOException {
        definition = Files.createDirectory(folder.resolve("definition"));
        target = Files.createDirectory(folder.resolve("target"));
        try (var files = Files.list(TWO_SOCKET)) {
            for (Path file : files.toList()) {
                Files.copy(file, definition.resolve(file.getFileName()));
            }
        }
    }

    private MachineDefinition read() throws UnusableFile {
        return MachineDefinition.read(DefinitionFiles.in(definition));
    }

    private void edit(String from, String to) throws IOException {
        Path file = definition.resolve("machine.properties");
        Files.writeString(file, Files.readString(file).replace(from, to));
    }

    private void assertUnusable(String message) {
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> MediaImages.create(definition, read(), target)).withMessage(message);
    }

    @Test
    void readsTheRecordedMachine() throws Exception {
        MachineDefinition machine = read();

        assertThat(machine.name()).isEqualTo("two-socket");
        assertThat(machine.profile().release()).isEqualTo("6.12.117+deb12-amd64");
        assertThat(machine.modules()).containsExactly("nfit", "nd_e820", "nd_pmem", "nd_btt", "dax_pmem", "device_dax");
        assertThat(machine.iomem()).hasSize(29).extracting("name").contains("Kernel rodata", "virtio-pci-modern");
        assertThat(machine.dimms()).extracting("capacityBytes").containsExactly(2L << 30, 1L << 30, 512L << 20);
        assertThat(machine.firmware().parameters()).containsEntry("memory.total-kib", "1955404");
        assertThat(machine.warnings()).isEmpty();
    }

    /** A virtual disk, and a range that no memory device has a part of: each has one image, in the order of the table. */
    @Test
    void rangesWithoutDimmsMayEndWithinAWord() throws Exception {
        byte[] table = Files.readAllBytes(definition.resolve("NFIT.bin"));
        var bytes = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        var ranges = new ArrayList<Integer>();
        for (int at = 40; at < table.length; at += bytes.getShort(at + 2)) {
            if (bytes.getShort(at) == 0) {
                ranges.add(at);
            }
        }
        for (int at : List.of(ranges.getFirst(), ranges.getLast())) {
            bytes.putShort(at + 4, (short) (700 + at));                             // an index that no memory device has
            bytes.putLong(at + 40, bytes.getLong(at + 40) - 1);
        }
        table[9] = 0;                                                               // the sum of all bytes is 0
        bytes.put(ranges.getFirst() + 16, HexFormat.of().parseHex("5a53ab77fc454b625560f7b281d1f96e"));
        int sum = 0;
        for (byte one : table) {
            sum += one;
        }
        table[9] = (byte) -sum;
        Files.write(definition.resolve("NFIT.bin"), table);

        assertThat(read().dimms().stream().filter(dimm -> dimm.image().startsWith("range"))).extracting("image", "capacityBytes").containsExactly(
                tuple("range0.img", bytes.getLong(ranges.getFirst() + 40) + 1), tuple("range1.img", bytes.getLong(ranges.getLast() + 40) + 1));
    }

    @Test
    void unpacksSparseImages() throws Exception {
        MachineDefinition machine = read();
        MediaImages.create(definition, machine, target);

        List<Dimm> dimms = MediaImages.open(machine, target, false);

        assertThat(dimms).extracting(Dimm::labelAreaBytes).containsExactly(128 << 10, 128 << 10, 0);
        byte[] signature = new byte[16];
        dimms.get(0).storage().read(2L << 30, signature, 0, 16);
        assertThat(new String(signature, 0, 15)).isEqualTo("NAMESPACE_INDEX");
        assertThat(used(target.resolve("dimm0.img"))).as("stays sparse").isLessThan(20L << 20);
        for (Dimm inMemory : MediaImages.inMemory(definition, machine)) {
            assertSame(inMemory, dimms);
        }
    }

    private static void assertSame(Dimm one, List<Dimm> others) throws IOException {
        Dimm other = others.stream().filter(dimm -> dimm.storage().name().equals(one.storage().name())).findFirst().orElseThrow();
        byte[] expected = new byte[1 << 20];
        byte[] found = new byte[1 << 20];
        for (long offset = 0; offset + expected.length <= Math.min(48L << 20, one.capacityBytes()); offset += expected.length) {
            one.storage().read(offset, found, 0, found.length);
            other.storage().read(offset, expected, 0, expected.length);
            assertThat(found).isEqualTo(expected);
        }
    }

    /** What the file takes on the disk, as stat(1) tells. */
    private static long used(Path file) throws IOException {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        return 512 * Long.parseLong(new String(stat.getInputStream().readAllBytes()).strip());
    }

    @Test
    void aMissingImageIsABlankDimm() throws Exception {
        Files.delete(definition.resolve("dimms.tar.xz"));
        edit("# a sparse tar", "dimm2.label-bytes = 4096\n# a sparse tar");
        MachineDefinition machine = read();

        MediaImages.create(definition, machine, target);

        assertThat(MediaImages.open(machine, target, true)).extracting(Dimm::labelAreaBytes).containsExactly(128 << 10, 128 << 10, 4096);
    }

    @Test
    void takesImagesFromTheFolder() throws Exception {
        edit("media = dimms.tar.xz", "");
        try (RandomAccessFile image = new RandomAccessFile(definition.resolve("dimm2.img").toFile(), "rw")) {
            image.setLength((512L << 20) + 1024);
            image.seek(5 << 20);
            image.writeUTF("hello");
        }
        MachineDefinition machine = read();
        MediaImages.create(definition, machine, target);

        Dimm dimm = MediaImages.open(machine, target, true).get(2);

        byte[] bytes = new byte[7];
        dimm.storage().read(5 << 20, bytes, 0, 7);
        assertThat(new String(bytes, 2, 5)).isEqualTo("hello");
        assertThat(dimm.labelAreaBytes()).isEqualTo(1024);
    }

    @Test
    void refusesImagesThatAreNotAsLongAsTheTableSays() throws Exception {
        edit("media = dimms.tar.xz", "");
        try (RandomAccessFile image = new RandomAccessFile(definition.resolve("dimm1.img").toFile(), "rw")) {
            image.setLength(1000);
        }
        assertUnusable("dimm1.img at 0x3e8: it is shorter than the 1073741824 bytes that NFIT.bin says the DIMM has");
        try (RandomAccessFile image = new RandomAccessFile(definition.resolve("dimm1.img").toFile(), "rw")) {
            image.setLength(2L << 30);
        }
        assertUnusable("dimm1.img at 0x40000000: it is 1073741824 bytes longer than NFIT.bin says the DIMM is, and no label area is longer than 4194304");
    }

    @Test
    void refusesArchivesThatAreBroken() throws Exception {
        byte[] archive = Files.readAllBytes(definition.resolve("dimms.tar.xz"));
        Files.write(definition.resolve("dimms.tar.xz"), java.util.Arrays.copyOf(archive, 5000));
        assertUnusable("dimms.tar.xz at 0x1388: it cannot be unpacked: it is truncated");

        Files.writeString(definition.resolve("dimms.tar.xz"), "no archive at all");
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> MediaImages.create(definition, read(), target))
                .withMessageStartingWith("dimms.tar.xz at 0x").withMessageContaining("it cannot be unpacked");

        edit("dimms.tar.xz", "dimms.tar");
        Files.write(definition.resolve("dimms.tar"), archive);
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> MediaImages.create(definition, read(), target))
                .withMessageStartingWith("dimms.tar at 0x0: this is no tar");
        assertThat(Files.list(target)).isEmpty();
    }

    @Test
    void readsPlainAndPackedArchives() throws Exception {
        edit("dimms.tar.xz", "dimms.tar.gz");
        edit("quiet", "memmap=4M!16G");
        byte[] image = new byte[4 << 20];
        image[77] = 42;
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(definition.resolve("dimms.tar.gz"))))) {
            TarArchiveEntry entry = new TarArchiveEntry("images/memmap0.img");
            entry.setSize(image.length);
            tar.putArchiveEntry(entry);
            tar.write(image);
            tar.closeArchiveEntry();
        }
        MachineDefinition machine = read();
        MediaImages.create(definition, machine, target);

        Dimm dimm = MediaImages.open(machine, target, true).get(3);

        byte[] bytes = new byte[1];
        dimm.storage().read(77, bytes, 0, 1);
        assertThat(bytes).containsExactly(42);
        assertThat(dimm.labelAreaBytes()).isZero();
        assertThat(used(target.resolve("memmap0.img"))).isLessThan(64 << 10);
    }

    @Test
    void refusesWhatIsNoDefinition() throws Exception {
        Path nowhere = folder.resolve("nowhere");
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> DefinitionFiles.in(nowhere)).withMessageContaining("there is no such folder");
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> DefinitionFiles.in(target)).withMessageContaining("has no machine.properties");
    }

    private static long lineOf(String text, String key) {
        return text.lines().takeWhile(line -> !line.startsWith(key)).count() + 1;
    }

    /** Whoever edits a text counts lines; a key is not the one that it begins with, and may be continued behind a backslash. */
    @Test
    void namesTheLineOfAText() throws Exception {
        Path file = definition.resolve("machine.properties");
        String good = Files.readString(file).lines().filter(line -> !line.startsWith("memory.auto-online")).collect(Collectors.joining("\n", "", "\n"));
        long lines = good.lines().count();
        Files.writeString(file, good + "# ä comment\n\n  dimm10.label-bytes = 256\n\tdimm1.label-bytes \\\n  = 1000\n");
        assertUnusable("machine.properties, line %d: label areas are a multiple of 256 bytes, at most 4194304".formatted(lines + 4));
        Files.writeString(file, good + "memory.auto-online:perhaps");
        assertUnusable("machine.properties, line %d: memory.auto-online is perhaps, none of offline, online, online_kernel, online_movable".formatted(lines + 1));
        Files.writeString(file, good + "name = \\u12x4\n");
        assertUnusable("machine.properties, line %d: four hexadecimal digits belong behind \\u".formatted(lines + 1));
        Files.writeString(file, good + "iomem = other.txt\n");
        Files.writeString(definition.resolve("other.txt"), "00000000-00000fff : Reserved\r\n\r\n00002000-00001fff : System RAM\n");
        assertUnusable("other.txt, line 3: the range ends before it starts");
    }

    @Test
    void refusesPropertiesAndLinesThatMakeNoSense() throws Exception {
        String good = Files.readString(definition.resolve("machine.properties"));
        edit("memory.block-bytes = 134217728", "memory.block-bytes = 1000000000");
        assertUnusable("machine.properties, line %d: memory.block-bytes is 1000000000, no power of two from 2^20 to 2^40".formatted(lineOf(good, "memory.block-bytes")));
        edit("memory.block-bytes = 1000000000", "memory.block-bytes = many");
        assertUnusable("machine.properties, line %d: memory.block-bytes is many, no number from 0 to 2^52".formatted(lineOf(good, "memory.block-bytes")));
        Files.writeString(definition.resolve("machine.properties"), good.replace("kernel.profile = 6.12", "kernel.profile = 9"));
        assertUnusable("machine.properties, line %d: there is no kernel profile 9; there are 5.1, 6.1, 6.12, kmem-v4, nd-2018".formatted(lineOf(good, "kernel.profile")));
        Files.writeString(definition.resolve("machine.properties"), good.replace("= iomem.txt", "= ../../secret"));
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(this::read).withMessageContaining("not inside the folder");
        Files.writeString(definition.resolve("machine.properties"), good + "\nfuture.thing = 1\n");
        assertThat(read().warnings()).containsExactly("machine.properties: nobody knows the property future.thing");

        Files.writeString(definition.resolve("machine.properties"), good);
        Files.writeString(definition.resolve("iomem.txt"), "00000000-00000fff : Reserved\n00000800-00001fff : Overlap\n");
        assertUnusable("iomem.txt, line 2: the range overlaps Reserved at 0x0-0xfff");
        Files.writeString(definition.resolve("iomem.txt"), "00000000-00000fff : Reserved\nwhat is this\n");
        assertUnusable("iomem.txt, line 2: this is no line of /proc/iomem: what is this");
        Files.write(definition.resolve("machine.properties"), new byte[] {'a', '=', (byte) 0xff, (byte) 0xfe});
        assertUnusable("machine.properties, line 1: this is no text");
    }

    @Test
    void theCommandLineDescribesMemory() throws Exception {
        edit("quiet", "quiet memmap=512M!4G memmap=1G%0x140000000-1+0xefffffff memmap=nonsense");

        var firmware = read().firmware();

        assertThat(firmware.e820Pmem()).containsExactly(AddressRange.ofSize(4L << 30, 512 << 20));
        assertThat(firmware.softReserved()).containsExactly(AddressRange.ofSize(5L << 30, 1 << 30));
        assertThat(read().dimms()).extracting("image").containsExactly("dimm0.img", "dimm1.img", "dimm2.img", "memmap0.img");
    }

    /** A host whose firmware set memory aside tells of it nowhere but in its resource tree. */
    @Test
    void propertiesDescribeMemoryThatNothingElseDoes() throws Exception {
        edit("quiet", "quiet memmap=512M!4G");
        edit("iomem = iomem.txt", "iomem = iomem.txt\nmemory.persistent = 100000000-11fffffff 140000000-14fffffff\nmemory.soft-reserved = 180000000-1bfffffff");

        assertThat(read().warnings()).isEmpty();
        assertThat(read().firmware().e820Pmem()).as("told twice, counted once")
                .containsExactly(AddressRange.ofSize(4L << 30, 512 << 20), AddressRange.ofSize(5L << 30, 256 << 20));
        assertThat(read().firmware().softReserved()).containsExactly(AddressRange.ofSize(6L << 30, 1 << 30));

        edit("140000000-14fffffff", "110000000-14fffffff");
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(this::read).withMessageContaining("110000000-14fffffff overlaps another range");
        edit("110000000-14fffffff", "14fffffff-140000000");
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(this::read).withMessageContaining("14fffffff-140000000 is no range");
    }

    /** An early initramfs may bring several tables (capture writes them all). */
    @Test
    void takesSeveralRangesOfReplacedTables() throws Exception {
        edit("iomem = iomem.txt", "memory.replaced-tables = 3ffdd000-3ffddfff 3ffdf000-3ffdffff");
        assertThat(read().warnings()).isEmpty();

        edit("3ffdf000-3ffdffff", "3ffdffff-3ffdf000");
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(this::read).withMessageContaining("memory.replaced-tables names 3ffdffff-3ffdf000, no range as 7ffdd000-7ffde028 is one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "kernel.profile | 9 | there is no kernel profile 9; there are 5.1, 6.1, 6.12, kmem-v4, nd-2018",
        "memory.block-bytes | 0x100000000000 | memory.block-bytes is 0x100000000000, no power of two from 2^20 to 2^40",
        "memory.auto-online | perhaps | memory.auto-online is perhaps, none of offline, online, online_kernel, online_movable",
        "memory.total-kib | -1 | memory.total-kib is -1, no number from 0 to 2^52",
        "memory.node0.DMA.managed-pages | all | memory.node0.DMA.managed-pages is all, no number from 0 to 2^52",
        "memory.persistent | 4G | 4G is no range, as 100000000-11fffffff is one",
        "memory.soft-reserved | 1-0 | 1-0 is no range, as 100000000-11fffffff is one",
        "memory.replaced-tables | here | memory.replaced-tables names here, no range as 7ffdd000-7ffde028 is one",
        "iomem | nothing.txt | the folder has no file nothing.txt",
        "dimm0.label-bytes | 1000 | label areas are a multiple of 256 bytes, at most 4194304",
        "cxl.bridge0.bus | 1c0 | cxl.bridge0.bus is 1c0, no bus from 00 to ff",
        "cxl.window0.range | all | cxl.window0.range is all, no range like a90000000-b8fffffff",
        "cxl.memory0.pmem-bytes | 1 | cxl.memory0.pmem-bytes needs a bridge: there is no cxl.bridge0.bus",
        "cxl.nvdimm-order | 0 | cxl.nvdimm-order names something twice, or something that is not there",
    })
    void refusesAValueThatCanNotBe(String key, String value, String reason) throws Exception {
        Path file = definition.resolve("machine.properties");
        String others = Files.readString(file).lines().filter(line -> !line.startsWith(key + " ")).map(line -> line + "\n").reduce("", String::concat);
        Files.writeString(file, others + key + " = " + value + "\n");

        assertUnusable("machine.properties, line %d: %s".formatted(others.lines().count() + 1, reason));
    }

    /** What the check lets through, the kernel boots with: they read it in one place. */
    @ParameterizedTest
    @CsvSource({"memory.total-kib, 0x7a1200", "memory.total-kib, 008000000", "memory.block-bytes, 0x8000000", "memory.node0.DMA32.managed-pages, 0X3ba3c",
        "memory.node0.DMA.managed-pages, 0x0", "memory.replaced-tables, 3FFDD000-3ffddfff", "dimm0.label-bytes, 0x20000", "memory.persistent, A00000000-a0fffffff",
        "nd.dimm0.spares, 0x4b", "nd.dimm2.dirty-shutdowns, 0X2A", "nd.bus0.empty-slots, 4096  0x1001 0XFFFFFFFF"})
    void numbersMayBeHexadecimalEverywhere(String key, String value) throws Exception {
        Path file = definition.resolve("machine.properties");
        Files.writeString(file, Files.readString(file).lines().filter(line -> !line.startsWith(key + " ")).map(line -> line + "\n").reduce("", String::concat)
                + key + " = " + value + "\n");

        MemoryParameters parameters = MemoryParameters.of(read().firmware());

        assertThat(parameters.blockBytes()).isEqualTo(128 << 20);
        assertThat(parameters.totalKib().getAsLong()).isIn(1955404L, 8000000L);
        assertThat(parameters.managedPages().get("node0.DMA32")).isEqualTo(244284);
        assertThat(read().dimms().getFirst().blankLabelBytes()).isEqualTo(128 << 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x", "1_000", "+5", "0x8000000000000000", "9223372036854775808", "#ff", "1 2", "٣"})
    void whatIsNoNumberIsRefused(String value) throws Exception {
        Path file = definition.resolve("machine.properties");
        Files.writeString(file, Files.readString(file) + "\nmemory.node1.Normal.managed-pages = " + value + "\n");

        assertThatExceptionOfType(UnusableFile.class).isThrownBy(this::read).withMessageContaining("no number from 0 to 2^52");
    }

    @ParameterizedTest
    @CsvSource({"40000000-4fffffff, false", "140000000-14fffffff, false", "a90000000-b8fffffff, true"})
    void aCxlWindowLiesWhereNoMemoryIs(String range, boolean free) throws Exception {
        edit("quiet", "quiet memmap=512M!5G");
        edit("iomem = iomem.txt", "iomem = iomem.txt\ncxl.bridge0.bus = 0c\ncxl.window0.range = " + range);

        if (free) {
            assertThat(read().firmware().affinity()).extracting("range").contains(AddressRange.ofSize(0xa90000000L, 4L << 30));
        } else {
            assertThatExceptionOfType(UnusableFile.class).isThrownBy(this::read)
                    .withMessageEndingWith("cxl.window0.range is " + range + ", where memory is already");
        }
    }

    /** Names by the tables of the section, with a number and a zone in the places that are left for them. */
    @Test
    void everyPropertyIsDocumented() throws Exception {
        String section = Files.readString(TWO_SOCKET.resolve("../../../docs/OPERATIONS.md")).split("## Describing a machine\n")[1].split("\n## ")[0];
        List<String> documented = section.lines().filter(line -> line.startsWith("| `")).map(line -> line.split("`")[1]).toList();

        assertThat(documented).doesNotHaveDuplicates().containsAll(MachineProperties.KNOWN).hasSize(MachineProperties.KNOWN.size() + 27);
        assertThat(documented).allMatch(name -> MachineProperties.isKnown(name.replaceAll("(?<=[a-z])N(?=\\.)", "0").replace("ZONE", "DMA32")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory.total", "memory.node0.Movable.managed-pages", "module.kmem", "cxl.order", "cxl.memory100.bus", "dimm.label-bytes",
        "dimm00.label-bytes", "nd.dimm01.spares", "memory.node00.DMA.managed-pages", "nd.bus8.provider"})
    void tellsOfAPropertyThatNobodyKnows(String name) throws Exception {
        edit("iomem = iomem.txt", "iomem = iomem.txt\n" + name + " = 1");

        assertThat(read().warnings()).containsExactly("machine.properties: nobody knows the property " + name);
    }

    /** Nobody waits for the effect of a line that is about nothing. */
    @ParameterizedTest
    @CsvSource({"dimm3.label-bytes, 4096, DIMM", "nd.dimm3.spares, 75, DIMM", "nd.bus1.commands, scrub, bus", "memory.node4.Normal.managed-pages, 0, node"})
    void tellsOfAPropertyOfSomethingThatIsNotThere(String name, String value, String kind) throws Exception {
        edit("iomem = iomem.txt", "iomem = iomem.txt\n" + name + " = " + value);

        assertThat(read().warnings()).containsExactly("machine.properties: " + name + " is of a " + kind + " that is not there");
    }
}
