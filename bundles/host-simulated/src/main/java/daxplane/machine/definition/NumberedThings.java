package daxplane.machine.definition;

import daxplane.kernel.Firmware.MemoryAffinity;
import daxplane.kernel.Firmware.Nfit;
import daxplane.kernel.Firmware.SystemRange;
import daxplane.kernel.Firmware;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many there are of what properties call by number: who writes {@code nd.dimm7.health} of a machine with three DIMMs would wait
 * for an effect for ever.
 *
 * <pre>
 *   NumberedThings.of(firmware).missing(Set.of("nd.dimm7.health"))   // machine.properties: nd.dimm7.health is of a DIMM that is not there
 * </pre>
 */
record NumberedThings(int dimms, int buses, int nodes) {

    private static final Pattern NUMBERED = Pattern.compile("(?:nd\\.)?(dimm|bus)(\\d+)\\..*|memory\\.(node)(\\d+)\\..*");

    static NumberedThings of(Firmware firmware) {
        Set<Integer> domains = new TreeSet<>(firmware.processors().values());
        firmware.affinity().stream().filter(MemoryAffinity::enabled).map(MemoryAffinity::proximityDomain).forEach(domains::add);
        return new NumberedThings(firmware.nfit().map(nfit -> nfit.dimms().size()).orElse(0), firmware.nfit().map(NumberedThings::buses).orElse(0),
                Math.max(1, domains.size()));
    }

    private static int buses(Nfit nfit) {
        return 1 + nfit.ranges().stream().mapToInt(SystemRange::bus).max().orElse(0);
    }

    /** A line for each property of something that is not there. */
    List<String> missing(Collection<String> properties) {
        return properties.stream().filter(MachineProperties::isKnown).flatMap(name -> missing(name).stream()).toList();
    }

    private List<String> missing(String name) {
        Matcher matcher = NUMBERED.matcher(name);
        if (!matcher.matches()) {
            return List.of();
        }
        String kind = matcher.group(1) == null ? matcher.group(3) : matcher.group(1);
        int number = Integer.parseInt(matcher.group(1) == null ? matcher.group(4) : matcher.group(2));
        int count = switch (kind) {
            case "dimm" -> dimms;
            case "bus" -> buses;
            default -> nodes;
        };
        String word = kind.equals("dimm") ? "DIMM" : kind;
        return number < count ? List.of() : List.of("machine.properties: " + name + " is of a " + word + " that is not there");
    }
}
