package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.it.DriverVersions.Component;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modes, commands and hosts come, go and are exchanged as drivers are. */
class PluginsIT {

    @TempDir
    private Path work;
    private Daxplane daxplane;

    @BeforeEach
    void start() throws Exception {
        daxplane = Daxplane.start(work);
    }

    @AfterEach
    void stop() throws Exception {
        daxplane.close();
    }

    private Path greeting(String version, String words) throws Exception {
        var hello = new Component("example.hello", version, "Hello", "daxplane.shell.extension.ConsoleCommand", "command=hello",
                "daxplane.shell.extension;version=\"[1.1,2)\"", List.of("shell", "host", "inventory"));
        return DriverVersions.component(hello, """
                package example.hello;

                public final class Hello implements daxplane.shell.extension.ConsoleCommand {
                    public String name() { return "hello"; }
                    public String summary() { return "greet"; }
                    public String synopsis() { return "hello"; }
                    public int run(daxplane.shell.extension.ConsoleCall call) { call.out().println("%s"); return 0; }
                }
                """.formatted(words), work);
    }

    @Test
    void aCommandIsInstalledExchangedAndRemoved() throws Exception {
        Path first = greeting("1.0.0", "good morning");
        Path second = greeting("2.0.0", "good evening");

        var run = daxplane.run("-c", String.join("; ", "plugin install " + first, "hello", "plugin update hello " + second, "hello", "help hello", "plugin list -q",
                "driver list -q"));

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).containsSubsequence("done: plugin install example.hello: none -> 1.0.0", "good morning", "1.0.0", "-> 2.0.0", "good evening", "greet");
        assertThat(run.out().lines().filter("example.hello"::equals)).as("a plug-in, and no driver").hasSize(1);
        assertThat(daxplane.run("-c", "hello").out()).as("in the next run of the program").isEqualTo("good evening\n");
        var removed = daxplane.run("-c", "plugin remove hello; hello");
        assertThat(removed.out()).contains("done: plugin remove example.hello: 2.0.0");
        assertThat(removed.err()).contains("unknown command 'hello'");
        assertThat(removed.exitCode()).isEqualTo(2);
    }

    /** Memory that the old version handed over is taken back by the new one. */
    @Test
    void modesAreExchangedWhileTheyOwnDevices() throws Exception {
        Path shipped = DriverVersions.shipped("modes");
        Path second = DriverVersions.withVersion(shipped, "9.0.0", work.resolve("modes-9.jar"));

        var run = daxplane.run("-c", String.join("; ", "assign dax0.0 system-ram", "plugin update modes " + second, "list modes", "who dax0.0", "release dax0.0",
                "plugin remove modes", "assign dax0.0 system-ram", "journal verify", "journal tail -n 60"));

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).as("the journal's word for it").contains("mode daxplane.modes update: ", "mode daxplane.modes remove: 9.0.0");
        assertThat(run.out()).containsSubsequence("done: assign dax0.0 system-ram", "done: plugin update daxplane.modes: " + Distribution.VERSION, "-> 9.0.0",
                "system-ram", "done: release dax0.0", "done: plugin remove daxplane.modes: 9.0.0", "done: assign dax0.0 system-ram", "intact:");
    }

    @Test
    void aModeOfAStrangerIsOffered() throws Exception {
        var parked = new Component("example.parked", "1.0.0", "Parked", "daxplane.control.Mode", "mode=parked",
                "daxplane.control;version=\"[2,3)\",daxplane.inventory;version=\"[2,3)\"", List.of("control-api", "inventory", "host", "events", "journal", "rehearsal"));
        Path jar = DriverVersions.component(parked, """
                package example.parked;

                import daxplane.control.*;
                import daxplane.inventory.Inventory;

                public final class Parked implements Mode {
                    public String name() { return "parked"; }
                    public String describe() { return "nobody uses it"; }
                    public java.util.List<ModeOption> options() { return java.util.List.of(); }
                    public boolean owns(Inventory picture, String device) { return false; }
                    public Proposal enter(Inventory picture, String device, Options options) {
                        return new Proposal.Planned(Plan.nothingToDo("assign " + device + " parked", device + " rests"));
                    }
                    public Proposal leave(Inventory picture, String device, Options options) { return enter(picture, device, options); }
                }
                """, work);

        var run = daxplane.run("-c", "plugin install " + jar + "; plan assign dax0.0 parked; plugin remove parked; plan assign dax0.0 parked");

        assertThat(run.out()).as(run.err()).contains("nothing to do: dax0.0 rests");
        assertThat(run.err()).as(run.out()).contains("parked").contains("EINVAL");
    }

    @Test
    void aHostIsExchangedWhileAnotherOneIsUsed() throws Exception {
        Path linux = DriverVersions.withVersion(DriverVersions.shipped("host-linux"), "9.0.0", work.resolve("linux-9.jar"));
        Path simulated = DriverVersions.withVersion(DriverVersions.shipped("host-simulated"), "9.0.0", work.resolve("simulated-9.jar"));

        var run = daxplane.run("-c", "list -q; plugin update linux " + linux + "; plugin update simulated " + simulated + "; plugin remove simulated; list -q; plugin list");

        assertThat(run.out()).contains("done: plugin update daxplane.host.linux: " + Distribution.VERSION);
        assertThat(run.err().lines().filter(line -> line.contains("EBUSY"))).hasSize(2);
        assertThat(run.out().lines().filter(line -> line.startsWith("daxplane.host.linux "))).singleElement().asString().contains("9.0.0", "operator", "host linux");
    }

    @Test
    void whatIsNoPluginAndWhatIsNoDriverIsRefused() throws Exception {
        Path hello = greeting("1.0.0", "good morning");
        Path inventory = DriverVersions.withVersion(DriverVersions.shipped("inventory"), "9.0.0", work.resolve("inventory-9.jar"));

        var run = daxplane.run("-c", "driver install " + hello + "; plugin install " + inventory + "; driver remove modes; plugin remove nosuch");

        assertThat(run.err()).containsSubsequence("offers no kernel module", "offers nothing that is exchanged while the system runs",
                "there is no driver bundle modes; driver list shows what there is (ENOENT)", "there is no plug-in nosuch; plugin list shows what there is (ENOENT)");
        assertThat(daxplane.run("-c", "hello").exitCode()).isEqualTo(2);
    }

    @Test
    void tellsWhyAComponentIsNotThere() throws Exception {
        for (var bundle : daxplane.framework().getBundles()) {
            if (bundle.getSymbolicName().equals("daxplane.tools")) {
                bundle.stop();
            }
        }

        var run = daxplane.run("-c", "bundle list; bundle list conform; bundle list control");

        assertThat(run.err()).isEmpty();
        assertThat(run.out().replaceAll("\\s+", " ")).contains("daxplane.tools " + Distribution.VERSION + " resolved")
                .contains("daxplane.conform.ConformCommand needs daxplane.tools.Tools")
                .contains("daxplane.conform.ConformCommand daxplane.conform " + Distribution.VERSION + " unsatisfied")
                .contains("daxplane.control.plane.Service daxplane.control " + Distribution.VERSION + " active daxplane.control.ControlPlanes");
    }
}
