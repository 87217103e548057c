package daxplane.it.kernel.inside;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Options;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.host.HostProvider;
import daxplane.host.linux.LinuxHost;
import daxplane.host.sysfs.SysfsReader;
import daxplane.it.kernel.Simulation;
import daxplane.journal.disk.FileJournals;
import daxplane.modes.Devdax;
import daxplane.modes.SystemRam;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code Operator STATE [DEFINITION]}: the control plane without console and container, which starts in half the time. Takes
 * {@code assign}, {@code release} and {@code exit} from standard input. DEFINITION: of a simulated machine to act on, with a look
 * at the running kernel at the end: a rehearsal, after which a cache of classes knows both.
 */
public final class Operator {

    private Operator() {
    }

    public static void main(String[] arguments) throws Exception {
        var state = Path.of(arguments[0]);
        try (HostProvider.OpenHost host = arguments.length > 1 ? Simulation.open(Files.createTempDirectory("machine").resolve("m"), Path.of(arguments[1])) : LinuxHost.open();
                var control = new LocalControlPlane(host, new SysfsReader(host.attributes()), new StateDirectory(state, new FileJournals()),
                        () -> List.of(new SystemRam(), new Devdax()), Limits.DEFAULT, System::nanoTime);
                var commands = new BufferedReader(new InputStreamReader(System.in))) {
            for (String command = commands.readLine(); command != null && !command.equals("exit"); command = commands.readLine()) {
                if (command.startsWith("echo ")) {
                    System.out.println(command.substring(5));
                } else {
                    System.out.println(control.execute(command(command), new Actor("operator", "")).getClass().getSimpleName());
                }
            }
        }
        if (arguments.length > 1) {
            try (var linux = LinuxHost.open()) {
                new SysfsReader(linux.attributes()).look();
            }
        }
    }

    private static Command command(String typed) {
        return switch (typed) {
            case "assign dax0.0 system-ram" -> new Command.Assign("dax0.0", "system-ram", Options.NONE);
            case "release dax0.0" -> new Command.Release("dax0.0", Options.NONE);
            default -> throw new IllegalArgumentException(typed);
        };
    }
}
