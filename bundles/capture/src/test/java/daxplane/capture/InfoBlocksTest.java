package daxplane.capture;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.blueprint.Blueprint.Piece;
import daxplane.labels.Abstraction;
import daxplane.nvdimm.info.BttInfo;
import daxplane.nvdimm.info.PfnInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InfoBlocksTest {

    private static final UUID OWN = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final UUID PARENT = UUID.fromString("66666666-7777-8888-9999-aaaaaaaaaaaa");
    private static final long START = 4L << 30;
    private static final long MIB = 1 << 20;

    private final List<String> notes = new ArrayList<>();

    private static Personality personality(String name, UUID parent, OptionalLong data, OptionalLong size, long unit, String mode) {
        return new Personality(name, OWN, "namespace0.0", START, 512 * MIB, parent, data, size, unit, mode);
    }

    @Test
    void saysOfPagesWhatTheAttributesSay() {
        List<Piece> pieces = InfoBlocks.of(personality("dax0.0", PARENT, OptionalLong.of(START + 10 * MIB), OptionalLong.of(502 * MIB), 2 * MIB, "pmem"),
                Abstraction.DAX, notes);

        assertThat(pieces).hasSize(1);
        assertThat(pieces.getFirst().address()).isEqualTo(START + 4096);
        PfnInfo info = PfnInfo.parse(PfnInfo.Kind.DAX, pieces.getFirst().bytes(), PARENT).orElseThrow();
        assertThat(info).isEqualTo(new PfnInfo(PfnInfo.Kind.DAX, OWN, PARENT, 1, 4, 10 * MIB, 502 * MIB / 4096, PfnInfo.ON_MEDIA, 0, 0, 2 * MIB, 4096, 64));
        assertThat(notes).isEmpty();
    }

    @Test
    void tellsThatAnIdlePersonalityCanNotBeSeen() {
        assertThat(InfoBlocks.of(personality("pfn0.0", PARENT, OptionalLong.empty(), OptionalLong.empty(), 2 * MIB, "ram"), Abstraction.PFN, notes)).isEmpty();
        assertThat(notes).containsExactly("pfn0.0 is set up and not in use, so nobody knows where its data begin; in the twin namespace0.0 has no info block");
    }

    /** Without labels of version 1.2 arenas begin behind the first 4 KiB. */
    @Test
    void makesTheArenasOfEachVersion() {
        List<Piece> second = InfoBlocks.of(personality("btt0.0", PARENT, OptionalLong.empty(), OptionalLong.empty(), 4096, ""), Abstraction.BTT2, notes);
        List<Piece> first = InfoBlocks.of(personality("btt0.0", Personality.NIL, OptionalLong.empty(), OptionalLong.empty(), 512, ""), Abstraction.NONE, notes);

        assertThat(second).hasSize(3).extracting(Piece::address).startsWith(START).endsWith(START + 512 * MIB - 4096);
        assertThat(BttInfo.parse(second.getFirst().bytes(), PARENT)).hasValueSatisfying(info -> assertThat(info.major()).isEqualTo(2));
        assertThat(first).hasSize(3).extracting(Piece::address).startsWith(START + 4096).endsWith(START + 512 * MIB - 4096);
        assertThat(BttInfo.parse(first.getFirst().bytes(), Personality.NIL)).hasValueSatisfying(info -> assertThat(info.major()).isEqualTo(1));
        assertThat(notes).isEmpty();
    }

    @Test
    void tellsWhenTheSizeWillDiffer() {
        InfoBlocks.of(personality("btt0.0", PARENT, OptionalLong.empty(), OptionalLong.of(4096), 4096, ""), Abstraction.BTT2, notes);

        assertThat(notes).singleElement().asString().startsWith("btt0.0 offers 4096 bytes; in the twin it offers ");
    }
}
