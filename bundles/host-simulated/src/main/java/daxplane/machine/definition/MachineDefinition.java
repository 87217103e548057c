package daxplane.machine.definition;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.CxlHardware;
import daxplane.kernel.Firmware.MemoryAffinity;
import daxplane.kernel.Firmware.Nfit;
import daxplane.kernel.Firmware;
import daxplane.kernel.KernelProfile;
import daxplane.kernel.MemoryParameters;
import daxplane.kernel.NvdimmHardware;
import daxplane.kernel.UnusableProperty;
import daxplane.kernel.core.KernelSetup.ForeignLine;
import daxplane.kernel.firmware.HmatTable;
import daxplane.kernel.firmware.NfitTable;
import daxplane.kernel.firmware.SlitTable;
import daxplane.kernel.firmware.SratTable;
import daxplane.kernel.firmware.UnusableFile;
import daxplane.kernel.media.Dimm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A machine as its definition describes it.
 *
 * @param modules  loaded at boot, in this order
 * @param dimms    those of the NFIT in kernel order, then ranges without devices: the boot loader's and the NFIT's; then CXL devices
 * @param inRam    which of them are RAM, and become zero when the power goes
 * @param media    archive of media images, relative to the folder
 * @param warnings what was found odd, a line each
 */
public record MachineDefinition(String name, KernelProfile profile, Firmware firmware, List<ForeignLine> iomem, List<String> modules,
        List<DimmDefinition> dimms, List<Integer> inRam, Optional<String> media, List<String> warnings) {

    /** Label area of a DIMM without an image: as QEMU and most DIMMs have it. */
    private static final int USUAL_LABEL_BYTES = 128 << 10;

    /** DIMMs of one machine; the largest servers have 96. */
    private static final int MOST_DIMMS = 1024;

    private static final String SYSTEM_RAM = "System RAM";

    /**
     * A DIMM's media.
     *
     * @param image          name of its file: {@code dimm0.img}
     * @param capacityBytes  what the firmware says; an image has it before its label area
     * @param blankLabelBytes size of the label area when there is no image
     */
    public record DimmDefinition(String image, long capacityBytes, int blankLabelBytes) {
    }

    /** The same with the media of memory that no table describes in the files that hold its ranges. @param media knows each of its ranges */
    public MachineDefinition placed(MediaRanges media) {
        List<DimmDefinition> placed = new ArrayList<>(dimms);
        int next = firmware.nfit().map(nfit -> nfit.dimms().size()).orElse(0);
        for (AddressRange range : firmware.e820Pmem()) {
            DimmDefinition numbered = placed.get(next);
            placed.set(next++, new DimmDefinition(media.of(range), numbered.capacityBytes(), numbered.blankLabelBytes()));
        }
        return new MachineDefinition(name, profile, firmware, iomem, modules, List.copyOf(placed), inRam, this.media, warnings);
    }

    /** Where its media lie that an older or this version made in {@code folder}. */
    public MachineDefinition placedIn(DefinitionFiles files, Path folder) throws UnusableFile, IOException {
        if (firmware.e820Pmem().isEmpty()) {
            return this;
        }
        Optional<MediaRanges> written = MediaRanges.read(folder);
        return placed(written.isPresent() ? written.get().with(firmware.e820Pmem()) : MediaRanges.ofOlderVersion(files, this, folder));
    }

    public static MachineDefinition read(DefinitionFiles files) throws UnusableFile {
        PropertyFile properties = PropertyFile.parse(DefinitionFiles.PROPERTIES, files.file(DefinitionFiles.PROPERTIES).orElseThrow());
        List<String> warnings = new ArrayList<>(properties.values().keySet().stream().filter(name -> !MachineProperties.isKnown(name))
                .map(name -> DefinitionFiles.PROPERTIES + ": nobody knows the property " + name).toList());
        checkMemory(properties);
        BootResources boot = BootResources.of(properties, iomem(files, properties));
        warnings.addAll(boot.warnings());
        Firmware firmware = firmware(files, properties, boot);
        refuseWindowsOverMemory(properties, firmware, boot.lines());
        firmware.nfit().ifPresent(nfit -> warnings.addAll(missingControls(nfit)));
        warnings.addAll(NumberedThings.of(firmware).missing(properties.values().keySet()));
        return new MachineDefinition(properties.text(MachineProperties.NAME).orElse("unnamed"), profile(properties), firmware,
                boot.lines(), properties.words(MachineProperties.MODULES),
                dimms(firmware, properties, cxl(properties)), inRam(firmware, boot), properties.text(MachineProperties.MEDIA), List.copyOf(warnings));
    }

    private static KernelProfile profile(PropertyFile properties) throws UnusableFile {
        String name = properties.text(MachineProperties.PROFILE).orElse("6.12");
        if (!MachineProperties.PROFILES.contains(name)) {
            throw properties.unusable(MachineProperties.PROFILE, KernelProfile.unknown(name));
        }
        return new KernelProfile(name, properties.text(MachineProperties.RELEASE).orElse(KernelProfile.usualRelease(name)));
    }

    /** The kernel reads the same values the same way when it boots. */
    private static void checkMemory(PropertyFile properties) throws UnusableFile {
        try {
            MemoryParameters.of(properties.values());
        } catch (UnusableProperty wrong) {
            throw properties.unusable(wrong);
        }
    }

    private static Firmware firmware(DefinitionFiles files, PropertyFile properties, BootResources boot) throws UnusableFile {
        SratTable srat = new SratTable(List.of(), Map.of());
        Optional<byte[]> sratBytes = files.file("SRAT.bin");
        if (sratBytes.isPresent()) {
            srat = SratTable.parse("SRAT.bin", sratBytes.get());
        }
        Optional<byte[]> slit = files.file("SLIT.bin");
        Optional<byte[]> hmat = files.file("HMAT.bin");
        return new Firmware(nfit(files, properties),
                withWindows(srat, cxl(properties)), srat.processors(),
                slit.isPresent() ? SlitTable.parse("SLIT.bin", slit.get()) : List.of(),
                hmat.isPresent() ? HmatTable.parse("HMAT.bin", hmat.get(), memoryDomains(srat)) : List.of(),
                boot.persistent(), boot.softReserved(), properties.values());
    }

    private static List<Integer> inRam(Firmware firmware, BootResources boot) {
        List<Integer> inRam = new ArrayList<>();
        int next = firmware.nfit().map(nfit -> nfit.dimms().size()).orElse(0);
        for (AddressRange range : firmware.e820Pmem()) {
            if (boot.inRam().contains(range)) {
                inRam.add(next);
            }
            next++;
        }
        for (Firmware.SystemRange range : firmware.nfit().map(Nfit::withoutDevices).orElse(List.of())) {
            if (range.isVolatile()) {
                inRam.add(next);
            }
            next++;
        }
        return List.copyOf(inRam);
    }

    private static List<String> missingControls(Nfit nfit) {
        return nfit.mappings().stream().filter(mapping -> mapping.controlIndex() != 0)
                .filter(mapping -> nfit.controls().stream().noneMatch(control -> control.index() == mapping.controlIndex()))
                .map(mapping -> "NFIT.bin: the DIMM 0x%x refers to control region %d, which is not there: the kernel may register nothing of the table"
                        .formatted(mapping.handle(), mapping.controlIndex())).distinct().toList();
    }

    private static Optional<Nfit> nfit(DefinitionFiles files, PropertyFile properties) throws UnusableFile {
        List<Nfit> tables = new ArrayList<>();
        Set<Long> handles = new HashSet<>();
        for (String name : files.nfits()) {
            Nfit table = NfitTable.parse(name, files.file(name).orElseThrow());
            for (long handle : table.dimms()) {
                if (!handles.add(handle)) {
                    throw UnusableFile.whole(Errno.EINVAL, name, "another bus has a DIMM with the handle 0x" + Long.toHexString(handle));
                }
            }
            tables.add(table);
        }
        try {
            NvdimmHardware.of(properties.values());
        } catch (UnusableProperty wrong) {
            throw properties.unusable(wrong);
        }
        return tables.isEmpty() ? Optional.empty() : Optional.of(tables.size() == 1 ? tables.getFirst() : Nfit.merged(tables));
    }

    private static CxlHardware cxl(PropertyFile properties) throws UnusableFile {
        try {
            return CxlHardware.of(properties.values());
        } catch (UnusableProperty wrong) {
            throw properties.unusable(wrong);
        }
    }

    /** A window that the affinity table does not know gets a domain of its own, behind all others (corpus cxl61-pmem, target_node). */
    private static List<MemoryAffinity> withWindows(SratTable srat, CxlHardware cxl) {
        List<MemoryAffinity> affinity = new ArrayList<>(srat.memory());
        int domain = 1 + Math.max(srat.processors().values().stream().mapToInt(Integer::intValue).max().orElse(0),
                srat.memory().stream().mapToInt(MemoryAffinity::proximityDomain).max().orElse(0));
        for (CxlHardware.Window window : cxl.windows()) {
            if (srat.memory().stream().noneMatch(entry -> entry.enabled() && entry.range().contains(window.range().start()))) {
                affinity.add(new MemoryAffinity(window.range(), domain++, true, true, false));
            }
        }
        return List.copyOf(affinity);
    }

    /** Its devices have persistent memory alone: nothing that is memory already can be behind a window. */
    private static void refuseWindowsOverMemory(PropertyFile properties, Firmware firmware, List<ForeignLine> iomem) throws UnusableFile {
        List<AddressRange> taken = new ArrayList<>(iomem.stream().filter(line -> line.name().equals(SYSTEM_RAM)).map(ForeignLine::range).toList());
        taken.addAll(firmware.e820Pmem());
        taken.addAll(firmware.softReserved());
        List<CxlHardware.Window> windows = cxl(properties).windows();
        for (int i = 0; i < windows.size(); i++) {
            if (taken.stream().anyMatch(windows.get(i).range()::overlaps)) {
                String property = "cxl.window" + i + ".range";
                throw properties.unusable(property, property + " is " + properties.text(property).orElse("") + ", where memory is already");
            }
        }
    }

    private static Set<Integer> memoryDomains(SratTable srat) {
        return srat.memory().stream().filter(MemoryAffinity::enabled).map(MemoryAffinity::proximityDomain).collect(Collectors.toSet());
    }

    private static List<ForeignLine> iomem(DefinitionFiles files, PropertyFile properties) throws UnusableFile {
        Optional<String> name = properties.text(MachineProperties.IOMEM);
        if (name.isEmpty()) {
            return List.of();
        }
        byte[] bytes = files.file(name.get()).orElseThrow(() -> properties.unusable(MachineProperties.IOMEM,
                "the folder has no file " + name.get()));
        return IomemText.parse(name.get(), bytes);
    }

    private static List<DimmDefinition> dimms(Firmware firmware, PropertyFile properties, CxlHardware cxl) throws UnusableFile {
        List<DimmDefinition> dimms = new ArrayList<>();
        if (firmware.nfit().isPresent()) {
            Nfit nfit = firmware.nfit().get();
            if (nfit.dimms().size() > MOST_DIMMS) {
                throw new UnusableFile("NFIT.bin", 0, "it names " + nfit.dimms().size() + " DIMMs, more than " + MOST_DIMMS);
            }
            for (long handle : nfit.dimms()) {
                long capacity = nfit.mappings().stream().filter(mapping -> mapping.handle() == handle)
                        .mapToLong(mapping -> mapping.dpaStart() + mapping.bytes()).max().orElse(0);
                if (capacity % 4096 != 0) {
                    throw new UnusableFile("NFIT.bin", 0, "the DIMM with handle 0x" + Long.toHexString(handle) + " has " + capacity
                            + " bytes, which are no whole pages");
                }
                String property = "dimm" + dimms.size() + "." + MachineProperties.LABEL_BYTES;
                long label = properties.number(property, USUAL_LABEL_BYTES, 0);
                if (label > MediaImages.LARGEST_LABEL_AREA || label % 256 != 0) {
                    throw properties.unusable(property, "label areas are a multiple of 256 bytes, at most " + MediaImages.LARGEST_LABEL_AREA);
                }
                dimms.add(new DimmDefinition("dimm" + dimms.size() + ".img", capacity, (int) label));
            }
        }
        int number = 0;
        for (AddressRange range : firmware.e820Pmem()) {
            dimms.add(new DimmDefinition("memmap" + number++ + ".img", Dimm.capacityFor(range.bytes()), 0));
        }
        int bare = 0;
        for (Firmware.SystemRange range : firmware.nfit().map(Nfit::withoutDevices).orElse(List.of())) {
            dimms.add(new DimmDefinition("range" + bare++ + ".img", Dimm.capacityFor(range.range().bytes()), 0));
        }
        for (int i = 0; i < cxl.expanders().size(); i++) {
            dimms.add(new DimmDefinition("cxl" + i + ".img", cxl.expanders().get(i).persistentBytes(), cxl.expanders().get(i).labelBytes()));
        }
        return List.copyOf(dimms);
    }
}
