package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** {@link Soak}, one life after the other for as long as {@code ./verify soak SECONDS [SEED]} says. */
@EnabledIfSystemProperty(named = "daxplane.soak.seconds", matches = "\\d{1,6}", disabledReason = "it runs for as long as one wants: ./verify soak SECONDS")
class SoakTest {

    private static final int STEPS = 100;
    /** In fewer operations not everything need come up. */
    private static final int MANY = 1200;

    @Test
    void everyOperationEndsWhole() throws Exception {
        long nanos = TimeUnit.SECONDS.toNanos(Long.getLong("daxplane.soak.seconds"));
        long seed = Long.getLong("daxplane.soak.seed", 0);
        Map<Soak.Met, Integer> met = new EnumMap<>(Soak.Met.class);
        int operations = 0;
        for (long begun = System.nanoTime(); operations == 0 || System.nanoTime() - begun < nanos; operations += STEPS) {
            live(seed++).forEach((kind, times) -> met.merge(kind, times, Integer::sum));
        }
        System.out.printf("%d operations, next seed %d: %s%n", operations, seed, met);
        assertThat(operations < MANY || met.keySet().equals(EnumSet.allOf(Soak.Met.class))).as("all comes up: %s", met).isTrue();
    }

    private static Map<Soak.Met, Integer> live(long seed) throws Exception {
        Path folder = Files.createTempDirectory("soak");
        try (var soak = new Soak(folder, seed)) {
            for (int step = 0; step < STEPS; step++) {
                soak.step();
            }
            return soak.met();
        } finally {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }
}
