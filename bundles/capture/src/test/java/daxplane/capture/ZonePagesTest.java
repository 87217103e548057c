package daxplane.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ZonePagesTest {

    private static final String ZONEINFO = """
            Node 0, zone      DMA
              pages free     3840
                    present  3998
                    managed  3840
            Node 0, zone   Normal
                    present  0
                    managed  0
            Node 2, zone   Normal
                    managed  32768
            Node 2, zone  Movable
                    managed  65536
            """;

    @Test
    void readsTheZonesThatThereAreAtBoot() {
        assertThat(ZonePages.of(ZONEINFO).managed()).isEqualTo(Map.of("node0.DMA", 3840L, "node2.Normal", 32768L));
    }

    @Test
    void takesAwayWhatWasAdded() {
        assertThat(ZonePages.of(ZONEINFO).without(Map.of("node0.DMA", 40L, "node2.Normal", 32768L, "node2.Movable", 65536L)).managed())
                .isEqualTo(Map.of("node0.DMA", 3800L));
    }
}
