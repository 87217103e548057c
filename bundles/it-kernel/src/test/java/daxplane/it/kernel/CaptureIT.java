package daxplane.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twin of a guest, made and booted inside of it, lists what ndctl and daxctl list there. */
class CaptureIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"6.12", "6.1"})
    void theTwinListsWhatTheRealToolsList(String kernel) throws Exception {
        var site = Lab.fromSystemProperties().site("capture-" + kernel, kernel, directory);
        try (var guest = site.boot()) {
            JUnitInside.passes(site, guest, "--select-class=daxplane.it.kernel.inside.CaptureSteps");
            for (String[] listing : new String[][] {{"ndctl", "ndctl list -BDRN -vvv"}, {"daxctl", "daxctl list -RD"}}) {
                String twin = guest.exec("cat /mnt/tmp/twin.listings/" + listing[0]).succeeded().out();
                assertThat(JSON.std.anyFrom(twin)).as(listing[1]).isEqualTo(JSON.std.anyFrom(guest.exec(listing[1]).succeeded().out()));
            }
        }
    }
}
