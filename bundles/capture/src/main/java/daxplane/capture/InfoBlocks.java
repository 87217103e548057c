package daxplane.capture;

import daxplane.blueprint.Blueprint.Piece;
import daxplane.labels.Abstraction;
import daxplane.nvdimm.info.BttGeometry;
import daxplane.nvdimm.info.BttInfo;
import daxplane.nvdimm.info.PfnInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * What lies on the media of a namespace so that it comes up as what it is, made from what its attributes tell. Pure.
 *
 * <p>A PFN or DAX info block says nothing that the attributes do not. Of block translation the map is left as it is made, so
 * that the twin's sectors lie in order; the host's map is as private as its data. Source: docs/kernel/namespaces.md 3 and 4.
 */
final class InfoBlocks {

    private static final int MAJOR = 1;
    private static final int MINOR = 4;
    /** Arenas of version 1 leave out the first 4 KiB of the namespace. */
    private static final long VERSION_1_OFFSET = 4096;

    private InfoBlocks() {
    }

    /**
     * @param holder what the label sets the namespace aside for
     * @param notes  takes what cannot be made
     */
    static List<Piece> of(Personality personality, Abstraction holder, List<String> notes) {
        if (personality.name().startsWith("btt")) {
            return arenas(personality, holder, notes);
        }
        if (personality.data().isEmpty() || personality.size().isEmpty()) {
            notes.add(personality.name() + " is set up and not in use, so nobody knows where its data begin; in the twin "
                    + personality.namespace() + " has no info block");
            return List.of();
        }
        return List.of(new Piece(personality.start() + PfnInfo.OFFSET, pages(personality).encode()));
    }

    private static PfnInfo pages(Personality personality) {
        long offset = personality.data().getAsLong() - personality.start();
        long size = personality.size().getAsLong();
        return new PfnInfo(personality.name().startsWith("dax") ? PfnInfo.Kind.DAX : PfnInfo.Kind.PFN, personality.uuid(), personality.parent(),
                MAJOR, MINOR, offset, size / PfnInfo.PAGE_BYTES, personality.mode().equals("ram") ? PfnInfo.IN_RAM : PfnInfo.ON_MEDIA, 0,
                personality.bytes() - offset - size, personality.unit(), PfnInfo.PAGE_BYTES, PfnInfo.STRUCT_PAGE_BYTES);
    }

    private static List<Piece> arenas(Personality personality, Abstraction holder, List<String> notes) {
        boolean second = holder == Abstraction.BTT2;
        long start = personality.start() + (second ? 0 : VERSION_1_OFFSET);
        List<BttGeometry> geometries = BttGeometry.arenas(personality.bytes() - (second ? 0 : VERSION_1_OFFSET), personality.unit());
        long offered = geometries.stream().mapToLong(BttGeometry::sectors).sum() * BttGeometry.diskSectorBytes(personality.unit());
        if (personality.size().isPresent() && personality.size().getAsLong() != offered) {
            notes.add("%s offers %d bytes; in the twin it offers %d".formatted(personality.name(), personality.size().getAsLong(), offered));
        }
        var pieces = new ArrayList<Piece>();
        for (int i = 0; i < geometries.size(); i++) {
            BttGeometry geometry = geometries.get(i);
            byte[] info = BttInfo.of(geometry, personality.uuid(), personality.parent(), second ? 2 : 1, second ? 0 : 1,
                    i + 1 < geometries.size() ? geometry.arenaBytes() : 0).encode();
            pieces.add(new Piece(start, info));
            pieces.add(new Piece(start + geometry.logOffset(), geometry.freshLog()));
            pieces.add(new Piece(start + geometry.copyOffset(), info));
            start += geometry.arenaBytes();
        }
        return pieces;
    }
}
