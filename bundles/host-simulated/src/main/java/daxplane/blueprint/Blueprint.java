package daxplane.blueprint;

import daxplane.kernel.firmware.UnusableFile;
import daxplane.kernel.media.AddressMap;
import daxplane.machine.definition.DefinitionFiles;
import daxplane.machine.definition.MachineDefinition;
import daxplane.machine.definition.MachineDefinition.DimmDefinition;
import daxplane.machine.definition.PieceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** A definition that a machine can boot from, not yet written. */
public final class Blueprint {

    private final SortedMap<String, byte[]> files;
    private final MachineDefinition machine;

    private Blueprint(SortedMap<String, byte[]> files, MachineDefinition machine) {
        this.files = files;
        this.machine = machine;
    }

    /**
     * A medium of the machine.
     *
     * @param image  name of its file
     * @param handle NFIT handle of the DIMM; empty for memory that no NFIT describes, which has no label area
     */
    public record Medium(String image, OptionalLong handle, long capacityBytes) {
    }

    /** Something that lies in persistent memory, from a physical address on. */
    public record Piece(long address, byte[] bytes) {
    }

    /**
     * @param tables the firmware's tables by signature: NFIT, SRAT, SLIT, HMAT
     * @param iomem  lines of /proc/iomem that belong to other hardware
     */
    public static Blueprint of(Parameters parameters, Map<String, byte[]> tables, String iomem) throws UnusableBlueprint {
        SortedMap<String, byte[]> files = new TreeMap<>();
        tables.forEach((signature, table) -> files.put(signature + ".bin", table.clone()));
        files.put(Parameters.IOMEM_FILE, iomem.getBytes(StandardCharsets.ISO_8859_1));
        files.put(DefinitionFiles.PROPERTIES, parameters.text().getBytes(StandardCharsets.UTF_8));
        try {
            return new Blueprint(files, MachineDefinition.read(DefinitionFiles.of(files)));
        } catch (UnusableFile unusable) {
            throw new UnusableBlueprint(unusable.file(), unusable.offset(), unusable.reason());
        }
    }

    /** Those of the NFIT in the kernel's order, then the others. */
    public List<Medium> media() {
        List<Long> handles = machine.firmware().nfit().map(nfit -> nfit.dimms()).orElse(List.of());
        List<Medium> media = new ArrayList<>();
        for (DimmDefinition dimm : machine.dimms()) {
            OptionalLong handle = media.size() < handles.size() ? OptionalLong.of(handles.get(media.size())) : OptionalLong.empty();
            media.add(new Medium(dimm.image(), handle, dimm.capacityBytes()));
        }
        return media;
    }

    /** Whether a medium lies behind the address. */
    public boolean hasMedium(long address) {
        return AddressMap.of(machine.firmware()).place(address).isPresent();
    }

    /**
     * Writes everything into an empty folder. Of images only what is told is written; all else is zero and takes no space.
     *
     * @param labelAreas by image; an image that is not named has none
     * @param pieces     each behind an address that {@link #hasMedium}; they do not overlap
     */
    public void write(Path folder, Map<String, byte[]> labelAreas, List<Piece> pieces) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        List<DimmDefinition> dimms = machine.dimms();
        List<SortedMap<Long, byte[]>> contents = new ArrayList<>();
        dimms.forEach(_ -> contents.add(new TreeMap<>()));
        AddressMap map = AddressMap.of(machine.firmware());
        for (Piece piece : pieces) {
            place(piece, map, contents);
        }
        for (int i = 0; i < dimms.size(); i++) {
            byte[] labels = labelAreas.getOrDefault(dimms.get(i).image(), new byte[0]);
            contents.get(i).put(dimms.get(i).capacityBytes(), labels);
            PieceFile.of(folder, dimms.get(i).image()).write(dimms.get(i).capacityBytes() + labels.length, contents.get(i));
        }
    }

    /** Interleaved memory is cut into lines of a few KiB, each on another DIMM. */
    private static void place(Piece piece, AddressMap map, List<SortedMap<Long, byte[]>> contents) throws IOException {
        for (int done = 0; done < piece.bytes().length;) {
            long address = piece.address() + done;
            AddressMap.Place place = map.place(address).orElseThrow(() -> new IOException("no medium at 0x" + Long.toHexString(address)));
            int count = (int) Math.min(piece.bytes().length - done, place.bytes());
            contents.get(place.dimm()).put(place.deviceAddress(), Arrays.copyOfRange(piece.bytes(), done, done + count));
            done += count;
        }
    }
}
