package daxplane.capture;

import daxplane.blueprint.Blueprint;
import daxplane.blueprint.Blueprint.Medium;
import daxplane.blueprint.Blueprint.Piece;
import daxplane.blueprint.UnusableBlueprint;
import daxplane.host.Host;
import daxplane.host.HostException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was seen of a host.
 *
 * @param tables by signature
 * @param labels label areas by image
 * @param pieces what lies in persistent memory
 * @param notes  in what a machine that is made from this differs from the host, a line each
 */
public record Captured(Blueprint blueprint, List<String> tables, Map<String, byte[]> labels, List<Piece> pieces, List<String> notes) {

    private static final String TABLES = "/sys/firmware/acpi/tables/";
    private static final String DEVICES = "/sys/bus/nd/devices";
    private static final List<String> SIGNATURES = List.of("NFIT", "SRAT", "SLIT", "HMAT");

    /**
     * Looks, and changes nothing.
     *
     * @param name of the machine, for people
     * @throws HostException     something is not for this user; the message says which permission is missing
     * @throws UnusableBlueprint the simulated machine cannot be what this host is
     */
    public static Captured from(Host host, String name) throws HostException, UnusableBlueprint {
        var notes = new ArrayList<String>();
        var shown = new Shown(host.attributes());
        var tables = new TreeMap<String, byte[]>();
        for (String signature : SIGNATURES) {
            shown.bytes(TABLES + signature).ifPresent(table -> tables.put(signature, table));
        }
        var kernel = new KernelLook(host, notes);
        IomemLines resources = kernel.resources();
        Blueprint blueprint = Blueprint.of(kernel.parameters(name, resources), tables, resources.foreign());
        LabelCopies labels = LabelCopies.of(host, blueprint.media(), notes);
        return new Captured(blueprint, List.copyOf(tables.keySet()), labels.areas(), pieces(shown, blueprint, labels, notes), List.copyOf(notes));
    }

    private static List<Piece> pieces(Shown shown, Blueprint blueprint, LabelCopies labels, List<String> notes) throws HostException {
        var pieces = new ArrayList<Piece>();
        for (String device : shown.names(DEVICES)) {
            Optional<Personality> found = Personality.of(shown, device);
            if (found.isEmpty()) {
                continue;
            }
            Personality personality = found.get();
            if (!blueprint.hasMedium(personality.start())) {
                notes.add(device + " lies in memory that no firmware table describes; the twin does not have it");
                continue;
            }
            pieces.addAll(InfoBlocks.of(personality, labels.abstraction(personality.parent()), notes));
        }
        return pieces;
    }

    List<Medium> media() {
        return blueprint.media();
    }

    /** @param folder exists and is empty */
    public void writeTo(Path folder) throws IOException {
        blueprint.write(folder, labels, pieces);
    }
}
