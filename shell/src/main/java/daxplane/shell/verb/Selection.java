package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.inventory.ByteSize;
import daxplane.shell.view.Devices;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Devices by their names, or all that are as described. */
final class Selection {

    @Option(names = "--all", description = "every device that is as described")
    private boolean all;
    @Option(names = "--mode", paramLabel = "OWNED", description = "all that are in this mode now")
    private String mode;
    @Option(names = "--node", paramLabel = "NODE", description = "all of this node")
    private Integer node;
    @Option(names = "--region", paramLabel = "REGION", description = "all of this region")
    private String region;
    @Option(names = "--size", paramLabel = "SIZE", description = "all that are at least as large: 256M")
    private String size;

    boolean describes() {
        return all || mode != null || node != null || region != null || size != null;
    }

    /**
     * @param names those that were named
     * @throws Failure exit code 2: neither named nor described, or both; 3: nothing is as described
     */
    List<String> devices(String verb, List<String> names, Context context) throws Failure, ControlException {
        if (!describes()) {
            if (names.isEmpty()) {
                throw Failure.usage(verb + ": DEVICE is missing; 'help " + verb + "' shows how");
            }
            return names;
        }
        if (!names.isEmpty()) {
            throw Failure.usage(verb + ": devices are named (" + String.join(", ", names) + ") or described, not both; 'help " + verb + "' shows how");
        }
        var found = matching(verb, context);
        if (found.isEmpty()) {
            throw new Failure(ExitCode.REFUSED, verb + ": nothing is done: no device is as described (" + description() + "); 'list' shows what there is");
        }
        return found;
    }

    private List<String> matching(String verb, Context context) throws Failure, ControlException {
        var least = ByteSize.ZERO;
        if (size != null) {
            least = ByteSize.parse(size).orElseThrow(() -> Failure.usage(verb + ": --size cannot be '" + size + "'; 256M is a size"));
        }
        var picture = context.session().control().picture().inventory();
        var modes = context.session().control().modes();
        var found = new ArrayList<String>();
        for (var device : Devices.owned(picture)) {
            boolean ofMode = mode == null || Devices.modeOf(picture, modes, device.object()).filter(mode::equals).isPresent();
            boolean ofNode = node == null || Devices.node(picture, device).equals(OptionalInt.of(node));
            boolean ofRegion = region == null || device.region().filter(region::equals).isPresent();
            if (ofMode && ofNode && ofRegion && device.size().compareTo(least) >= 0) {
                found.add(device.object());
            }
        }
        return found;
    }

    private String description() {
        var words = new ArrayList<String>();
        if (mode != null) {
            words.add("mode " + mode);
        }
        if (node != null) {
            words.add("node " + node);
        }
        if (region != null) {
            words.add("region " + region);
        }
        if (size != null) {
            words.add("at least " + size);
        }
        return words.isEmpty() ? "all" : String.join(", ", words);
    }
}
