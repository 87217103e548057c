package daxplane.machine;

import daxplane.host.Cancellation;
import daxplane.machine.host.SimulatedHost;
import java.nio.file.Path;

/** A process that counts on a machine until somebody kills it; it prints each value that it was told is written. */
final class KilledProcess {

    private KilledProcess() {
    }

    public static void main(String[] arguments) throws Exception {
        SimulatedHost host = new SimulatedHost(Machine.open(
                Folders.settings(Path.of(arguments[0]), Path.of(arguments[1])), Folders.shelf("1")));
        int value = Integer.parseInt(host.attributes().read(CounterModule.PATH + "counter0/value").strip());
        while (true) {
            value++;
            if (value % 97 == 0) {
                host.labelAreas().write("nmem0", 64 << 10, new byte[60 << 10]);       // lets the log be written anew now and then
            }
            host.attributes().write(CounterModule.PATH + "counter0/value", value + "\n", Cancellation.NEVER);
            System.out.println(value);
        }
    }
}
