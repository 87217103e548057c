package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.fixtures.machine.LargeMachine;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.HostException;
import daxplane.machine.host.SimulatedHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 6 TiB on 64 DIMMs with 10,000 bad places: all are found, and looking for them takes less than two seconds of this computer. */
class ErrorsAtScaleTest {

    private static final String SCRUB = "/sys/bus/nd/devices/ndbus0/nfit/scrub";
    private static final int PLACES = 10_000;
    private static final long SECTOR = 512;
    /** Far enough apart that no two become one. */
    private static final long STRIDE = 1 << 20;

    @TempDir
    private Path place;

    private static int places(int dimm) {
        return PLACES / LargeMachine.DIMMS + (dimm < PLACES % LargeMachine.DIMMS ? 1 : 0);
    }

    private static String poison(int dimm) {
        return "daxplane DIMM controller 1\npoison " + IntStream.range(0, places(dimm)).mapToObj(n -> (n + 1) * STRIDE + "+" + SECTOR).collect(Collectors.joining(" ")) + "\n";
    }

    private static int found(SimulatedHost machine) throws HostException {
        int found = 0;
        for (int region = 0; region < LargeMachine.DIMMS; region++) {
            found += (int) machine.attributes().read("/sys/bus/nd/devices/region" + region + "/badblocks").lines().count();
        }
        return found;
    }

    @Test
    void aScrubFindsThemAllInLessThanTwoSeconds() throws Exception {
        Path definition = LargeMachine.defineDimms(place);
        Files.writeString(definition.resolve("machine.properties"), "nd.bus0.commands = scrub clear inject\n", StandardOpenOption.APPEND);
        for (int dimm = 0; dimm < LargeMachine.DIMMS; dimm++) {
            Files.writeString(definition.resolve("dimm" + dimm + ".controller"), poison(dimm));
        }
        try (var machine = Machines.open(place.resolve("state"), definition)) {
            assertThat(found(machine)).as("found at boot").isEqualTo(PLACES);
            machine.faults().stopClock();
            long best = Long.MAX_VALUE;
            for (int round = 0; round < 3; round++) {
                long before = System.nanoTime();
                machine.attributes().write(SCRUB, "1\n", Cancellation.NEVER);
                while (machine.attributes().read(SCRUB).contains("+")) {
                    machine.attributes().await(SCRUB, Duration.ofMinutes(1));
                }
                best = Math.min(best, (System.nanoTime() - before) / 1_000_000);
                assertThat(found(machine)).isEqualTo(PLACES);
            }
            System.out.println("scrub of 6 TiB with " + PLACES + " bad places: " + best + " ms");
            assertThat(best).isLessThan(2_000);
        }
    }
}
