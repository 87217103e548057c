package daxplane.kernel;

import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which kernel it is: a name, and the row of rules that stands behind it. Whoever follows different rules in different kernels
 * asks for the rule, never for the name. docs/FIDELITY.md lists the profiles.
 *
 * <p>Three of them are no release of Linux, but states of the patch series that brought persistent memory as RAM: {@code nd-2018}
 * (docs/kernel/drivers.md 2.2), {@code kmem-v4} and {@code 5.1} (docs/kernel/memory.md 2.1 and 2.2).
 *
 * @param name    one of {@link #names}
 * @param release as uname -r prints it
 */
public record KernelProfile(String name, String release) {

    /** Where the character devices of dax regions are. */
    public enum DaxModel {
        /** Class {@code dax}: devices without drivers. What memory is used for is decided on the nd bus, by drivers with id lists. */
        CLASS,
        /** Bus {@code dax}: devices that its drivers are bound to. */
        BUS
    }

    /** What becomes of memory that a driver adds. */
    public enum AddedMemory {
        /** No node becomes node 0. Unbinding releases the reservation; the memory stays. */
        FORCED_NODE,
        /** No node is refused. The reservation and the memory stay until the next boot. */
        KEPT,
        /** No node is refused. Unbinding takes away what is offline. */
        REMOVABLE
    }

    /** What is not a matter of the release alone. @param major of the release that the rules of everything else are those of */
    private record Rules(int major, int minor, DaxModel daxModel, AddedMemory addedMemory) {
    }

    private static final Map<String, Rules> KNOWN = new TreeMap<>(Map.of(
            "nd-2018", new Rules(4, 20, DaxModel.CLASS, AddedMemory.FORCED_NODE),
            "kmem-v4", new Rules(5, 0, DaxModel.BUS, AddedMemory.FORCED_NODE),
            "5.1", new Rules(5, 1, DaxModel.BUS, AddedMemory.KEPT),
            "6.1", new Rules(6, 1, DaxModel.BUS, AddedMemory.REMOVABLE),
            "6.12", new Rules(6, 12, DaxModel.BUS, AddedMemory.REMOVABLE)));

    /** @throws IllegalArgumentException nobody knows the profile; the message lists those that there are */
    public KernelProfile {
        if (!KNOWN.containsKey(name)) {
            throw new IllegalArgumentException(unknown(name));
        }
    }

    /** All profiles that there are. */
    public static SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(KNOWN.keySet()));
    }

    /** What to tell somebody who asked for a profile that there is not. */
    public static String unknown(String name) {
        return "there is no kernel profile " + name + "; there are " + String.join(", ", names());
    }

    /** What uname -r prints in a kernel of a known profile unless its machine's definition says otherwise: {@code 5.0.0}. */
    public static String usualRelease(String name) {
        Rules rules = KNOWN.get(name);
        return rules.major + "." + rules.minor + ".0";
    }

    public DaxModel daxModel() {
        return rules().daxModel;
    }

    public AddedMemory addedMemory() {
        return rules().addedMemory;
    }

    /**
     * Whether the search for System RAM by which blocks come online looks below other resources. Up to 5.0 it looked at the top
     * of the resource tree only. docs/kernel/memory.md 5.
     */
    public boolean findsNestedRam() {
        return atLeast(5, 1);
    }

    /**
     * Whether what a region's namespaces are used for is numbered before its unused personalities. The kernel leaves it to chance;
     * where people bind nd devices by name, a region's first device-dax instance is to be {@code daxN.0} on the nd bus as well.
     */
    public boolean probedNamesFirst() {
        return daxModel() == DaxModel.CLASS;
    }

    /**
     * Whether alignment may leave nothing of a namespace with page structures: it is a device of 0 bytes then. 6.1.0-56 says so,
     * and 6.12 refuses it; between them the change is taken to be in 6.6.
     */
    public boolean allowsEmptyPersonalities() {
        return !atLeast(6, 6);
    }

    /** Since 5.14 writing to {@code bind} reports the probe's errno, and EBUSY for a bound device; before it was always ENODEV. */
    public boolean bindReportsProbeErrno() {
        return atLeast(5, 14);
    }

    /** Whether the kernel is this release of Linux or a later one. */
    public boolean atLeast(int major, int minor) {
        Rules own = rules();
        return own.major != major ? own.major > major : own.minor >= minor;
    }

    private Rules rules() {
        return KNOWN.get(name);
    }
}
