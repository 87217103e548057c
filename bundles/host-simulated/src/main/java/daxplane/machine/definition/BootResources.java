package daxplane.machine.definition;

import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelCommandLine;
import daxplane.kernel.core.KernelSetup.ForeignLine;
import daxplane.kernel.firmware.UnusableFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Physical memory at boot: the lines of the definition's iomem after the kernel's command line and the definition's own ranges were
 * taken in. A definition may show either map, the firmware's or what the kernel had made of it: where nothing changes any more, its
 * lines stay as they are.
 *
 * @param lines        of /proc/iomem, outer ones first
 * @param persistent   persistent memory that no table describes, ascending
 * @param inRam        those of them that the command line makes of RAM: they lose their contents with the power
 * @param softReserved memory for a specific purpose, ascending
 * @param warnings     words that the kernel passes over
 */
record BootResources(List<ForeignLine> lines, List<AddressRange> persistent, List<AddressRange> inRam, List<AddressRange> softReserved,
        List<String> warnings) {

    /** Physical addresses on any machine are below it. */
    private static final long ADDRESS_LIMIT = 1L << 52;

    /** What the kernel puts behind the end of RAM itself. */
    private static final String RAM_BUFFER = "RAM buffer";

    static BootResources of(PropertyFile properties, List<ForeignLine> iomem) throws UnusableFile {
        List<AddressRange> persistent = ranges(properties, MachineProperties.PERSISTENT);
        List<AddressRange> softReserved = ranges(properties, MachineProperties.SOFT_RESERVED);
        refuseOverlaps(properties, persistent, softReserved);
        List<MemoryMap.Entry> shown = iomem.stream()
                .flatMap(line -> MemoryMap.type(line.name()).map(type -> new MemoryMap.Entry(line.range(), type)).stream()).toList();
        MemoryMap map = new MemoryMap(shown);
        persistent.forEach(range -> map.add(range, MemoryMap.LEGACY_PERSISTENT));
        softReserved.forEach(range -> map.add(range, MemoryMap.SOFT_RESERVED));
        MemmapWords words = new MemmapWords(map);
        try {
            words.apply(KernelCommandLine.parse(properties.text(MachineProperties.COMMAND_LINE).orElse("")));
        } catch (MemmapWords.Impossible word) {
            throw properties.unusable(MachineProperties.COMMAND_LINE, word.getMessage());
        }
        KernelImage.of(iomem).ifPresent(image -> image.keepRam(map));
        if (words.defined()) {
            map.reserveLowMemory();
        }
        List<MemoryMap.Entry> settled = map.settled();
        refuseImpossible(properties, shown, settled);
        boolean changed = !inTree(settled).equals(inTree(new MemoryMap(shown).settled()));
        List<ForeignLine> lines = changed ? rebuilt(iomem, inTree(settled)) : iomem;
        List<AddressRange> legacy = named(lines, MemoryMap.LEGACY_PERSISTENT);
        List<AddressRange> said = said(properties);
        List<AddressRange> inRam = legacy.stream().filter(range -> said.stream().anyMatch(range::overlaps)
                || persistent.stream().noneMatch(range::overlaps)).toList();
        return new BootResources(List.copyOf(lines), legacy, inRam,
                settled.stream().filter(entry -> entry.type() == MemoryMap.SOFT_RESERVED).map(MemoryMap.Entry::range).toList(),
                words.senseless().stream().map(word -> DefinitionFiles.PROPERTIES + ": the kernel passes over " + word).toList());
    }

    /** What the command line calls persistent whatever the map says. */
    private static List<AddressRange> said(PropertyFile properties) throws UnusableFile {
        MemoryMap map = new MemoryMap(List.of());
        try {
            new MemmapWords(map).apply(KernelCommandLine.parse(properties.text(MachineProperties.COMMAND_LINE).orElse("")));
        } catch (MemmapWords.Impossible word) {
            throw properties.unusable(MachineProperties.COMMAND_LINE, word.getMessage());
        }
        return map.settled().stream().filter(entry -> entry.type() == MemoryMap.LEGACY_PERSISTENT).map(MemoryMap.Entry::range).toList();
    }

    /** Soft-reserved memory becomes lines when the kernel looks for it (module hmem). */
    private static List<MemoryMap.Entry> inTree(List<MemoryMap.Entry> entries) {
        return entries.stream().filter(entry -> entry.type() != MemoryMap.SOFT_RESERVED).toList();
    }

    private static List<AddressRange> named(List<ForeignLine> lines, long type) {
        return lines.stream().filter(line -> MemoryMap.type(line.name()).filter(of -> of == type).isPresent()).map(ForeignLine::range).sorted().toList();
    }

    /**
     * As the kernel builds the tree: what is its own memory first, then other hardware, and at the end what is only claimed, which
     * gives way by growing over what it meets.
     */
    private static List<ForeignLine> rebuilt(List<ForeignLine> iomem, List<MemoryMap.Entry> entries) {
        ResourceLines tree = new ResourceLines();
        entries.stream().filter(BootResources::early).forEach(entry -> tree.insert(entry.range(), entry.name()));
        List<Long> ends = entries.stream().filter(BootResources::ram).map(entry -> entry.range().end()).toList();
        List<ForeignLine> others = iomem.stream().filter(line -> MemoryMap.type(line.name()).isEmpty())
                .filter(line -> !line.name().equals(RAM_BUFFER) || ends.contains(line.range().start())).toList();
        others.stream().filter(line -> !late(line)).forEach(line -> tree.insert(line.range(), line.name()));
        entries.stream().filter(entry -> !early(entry)).forEach(entry -> tree.insertAround(entry.range(), entry.name()));
        others.stream().filter(BootResources::late).forEach(line -> tree.insertAround(line.range(), line.name()));
        // Behind an end that the map showed lies what it showed there.
        List<Long> shown = iomem.stream().filter(line -> MemoryMap.type(line.name()).filter(type -> type == MemoryMap.RAM).isPresent())
                .map(line -> line.range().end()).toList();
        entries.stream().filter(BootResources::ram).filter(entry -> !shown.contains(entry.range().end()))
                .forEach(entry -> tree.fill(buffer(entry.range()), RAM_BUFFER));
        return tree.lines();
    }

    private static boolean early(MemoryMap.Entry entry) {
        boolean claimed = entry.type() == MemoryMap.RESERVED || entry.type() == MemoryMap.PERSISTENT || entry.type() == MemoryMap.LEGACY_PERSISTENT;
        return !claimed || entry.range().start() < 1 << 20;
    }

    /** The window to configuration space, which the kernel enters when the map is there. */
    private static boolean late(ForeignLine line) {
        return line.name().startsWith("PCI ECAM") || line.name().startsWith("PCI MMCONFIG");
    }

    /** Up to the next multiple of 64 KiB in the first MiB, of 1 MiB in the first 16, of 64 MiB above. */
    private static AddressRange buffer(AddressRange ram) {
        long megabyte = ram.end() >>> 20;
        long align = megabyte == 0 ? 64 << 10 : megabyte < 16 ? 1 << 20 : 64 << 20;
        return new AddressRange(ram.end(), (ram.end() + align - 1) & -align);
    }

    private static void refuseImpossible(PropertyFile properties, List<MemoryMap.Entry> shown, List<MemoryMap.Entry> settled) throws UnusableFile {
        Optional<MemoryMap.Entry> far = settled.stream()
                .filter(entry -> entry.type() == MemoryMap.LEGACY_PERSISTENT || entry.type() == MemoryMap.SOFT_RESERVED)
                .filter(entry -> Long.compareUnsigned(entry.range().last(), ADDRESS_LIMIT) >= 0).findFirst();
        if (far.isPresent()) {
            throw properties.unusable(MachineProperties.COMMAND_LINE, "the memory " + far.get().range() + " ends behind 2^52, which no processor addresses");
        }
        if (shown.stream().anyMatch(BootResources::ram) && settled.stream().noneMatch(BootResources::ram)) {
            throw properties.unusable(MachineProperties.COMMAND_LINE, "it leaves the kernel no System RAM at all");
        }
        if (KernelImage.startsProcessors(shown) && !KernelImage.startsProcessors(settled)) {
            throw properties.unusable(MachineProperties.COMMAND_LINE, "it leaves no System RAM below 1 MiB, where processors start, and the kernel stops at boot: "
                    + KernelImage.NO_TRAMPOLINE);
        }
    }

    private static boolean ram(MemoryMap.Entry entry) {
        return entry.type() == MemoryMap.RAM;
    }

    private static List<AddressRange> ranges(PropertyFile properties, String property) throws UnusableFile {
        List<AddressRange> ranges = new ArrayList<>();
        for (String text : properties.words(property)) {
            ranges.add(properties.range(property, text));
        }
        return ranges;
    }

    private static void refuseOverlaps(PropertyFile properties, List<AddressRange> persistent, List<AddressRange> softReserved) throws UnusableFile {
        List<AddressRange> all = Stream.concat(persistent.stream(), softReserved.stream()).sorted(Comparator.naturalOrder()).toList();
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).overlaps(all.get(i - 1))) {
                String property = softReserved.contains(all.get(i)) ? MachineProperties.SOFT_RESERVED : MachineProperties.PERSISTENT;
                throw properties.unusable(property, "%x-%x overlaps another range".formatted(all.get(i).start(), all.get(i).last()));
            }
        }
    }
}
