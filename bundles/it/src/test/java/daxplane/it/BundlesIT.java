package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

class BundlesIT {

    @Test
    void everyBundleOfTheDistributionBecomesActive(@TempDir Path work) throws Exception {
        try (var daxplane = Daxplane.start(work)) {
            assertThat(daxplane.framework().getBundles())
                    .filteredOn(bundle -> bundle.getState() != Bundle.ACTIVE)
                    .extracting(Bundle::getSymbolicName).isEmpty();
        }
    }

    @Test
    void chronicleIsSeenByNoBundleButTheJournal(@TempDir Path work) throws Exception {
        try (var daxplane = Daxplane.start(work)) {
            var seeing = Arrays.stream(daxplane.framework().getBundles())
                    .filter(bundle -> sees(bundle, "net.openhft.chronicle.queue.ChronicleQueue"))
                    .map(Bundle::getSymbolicName);
            assertThat(seeing).isSubsetOf("daxplane.journal");
        }
    }

    private static boolean sees(Bundle bundle, String type) {
        try {
            bundle.loadClass(type);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
