package daxplane.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The twin of a guest, made and booted inside of it, is the guest: attribute by attribute, and in what ndctl and daxctl list. The
 * guest has every kind of memory that there is: NVDIMMs with and without labels, a range of the e820 table, and a soft-reserved one.
 */
class CaptureIT {

    private static final String OPTIONS = "memmap=128M!1G memmap=256M%1280M-1+0xefffffff lab.mods=nfit,nd_e820,nd_pmem,nd_btt,dax_pmem,dax_hmem,device_dax";
    private static final String BETWEEN = "and now daxctl";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"6.12", "6.1"})
    void theTwinListsWhatTheRealToolsList(String kernel) throws Exception {
        var site = Lab.fromSystemProperties().site("capture-" + kernel, kernel, directory);
        try (var guest = site.boot(OPTIONS)) {
            String ndctl = guest.exec("ndctl list -BDRN -vvv").succeeded().out();
            String daxctl = guest.exec("daxctl list -RD").succeeded().out();
            assertThat(ndctl).contains("e820", "ACPI.NFIT");
            // Since 6.3 a part of a node that the performance table tells about gets no device; its address shows all the same.
            assertThat(daxctl.contains("hmem")).isEqualTo(kernel.equals("6.1"));
            JUnitInside.passes(site, guest, "--select-class=daxplane.it.kernel.inside.CaptureSteps");

            if (kernel.equals("6.12")) {
                theDistributionMakesTheSameTwin(new Installed(guest), ndctl, daxctl);
            }
        }
    }

    /** The same as an operator does it. Starting it in an emulator takes its time, so once is enough. */
    private static void theDistributionMakesTheSameTwin(Installed daxplane, String ndctl, String daxctl) throws Exception {
        daxplane.run("capture ./twin").succeeded();
        String[] twin = daxplane.runTwin("--machine ./twin --state ./twin.state -c 'ndctl list -BDRN -vvv; echo " + BETWEEN + "; daxctl list -RD'")
                .succeeded().out().split(BETWEEN);

        assertThat(JSON.std.anyFrom(twin[0])).isEqualTo(JSON.std.anyFrom(ndctl));
        assertThat(JSON.std.anyFrom(twin[1])).isEqualTo(JSON.std.anyFrom(daxctl));
    }
}
