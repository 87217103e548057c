package daxplane.tools.cxl;

import daxplane.tools.sysfs.Sysfs;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Devices of the cxl bus by their names, as a tool looks at them. Lists are in the originals' order: against that of the directory. */
record CxlDevices(Sysfs sysfs) {

    /** What an attribute of 64 bits shows where there is nothing to show. */
    private static final long UNKNOWN = -1;

    /** Of names that differ in their last number only. */
    static final Comparator<String> BY_NUMBER = Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    static String path(String device) {
        return Cxl.DEVICES + device;
    }

    /** @param form of the names, {@code mem\d+} */
    List<String> named(String form) {
        return objects(Cxl.DEVICES, form);
    }

    /** Devices that lie directly below another. */
    List<String> below(String device, String form) {
        return sysfs.realPath(path(device)).map(directory -> objects(directory, form)).orElse(List.of());
    }

    /** By their numbers, other than all else. */
    List<String> decodersOf(String port) {
        return below(port, "decoder" + port.replaceAll("\\D", "") + "\\.\\d+").stream().sorted(BY_NUMBER).toList();
    }

    /** What a decoder is a part of: {@code root0}, {@code port1}, {@code endpoint2}. */
    String portOf(String decoder) {
        String[] words = sysfs.realPath(path(decoder)).orElse("/").split("/");
        return words.length < 2 ? "" : words[words.length - 2];
    }

    /** A port, and what lies between it and the root, both included. */
    Stream<String> upwards(String port) {
        String[] words = sysfs.realPath(path(port)).orElse("/").split("/");
        return Arrays.stream(words).filter(word -> word.matches("(root|port|endpoint)\\d+"));
    }

    /** Memory devices behind a bus or a port. */
    Stream<String> memoriesBelow(String port) {
        return Stream.concat(below(port, "endpoint\\d+").stream().map(this::subject),
                below(port, "port\\d+").stream().flatMap(this::memoriesBelow));
    }

    /** Memory devices that a decoder leads to, by way of its targets or as the one that it is of. */
    Stream<String> reachedBy(String decoder, String port) {
        if (port.startsWith("endpoint")) {
            return Stream.of(subject(port));
        }
        Set<String> targets = Arrays.stream(text(decoder, "target_list").split(",")).map(id -> sysfs.realPath(path(port) + "/dport" + id))
                .flatMap(Optional::stream).collect(Collectors.toSet());
        return memoriesBelow(port).filter(memory -> leadsTo(targets, port, memory));
    }

    /** Memory devices behind one of a port's targets, by its number. */
    Stream<String> behind(String port, String id) {
        Set<String> target = sysfs.realPath(path(port) + "/dport" + id).map(Set::of).orElse(Set.of());
        return memoriesBelow(port).filter(memory -> leadsTo(target, port, memory));
    }

    /** A host bridge leads to what is behind its port, and a root port to the device below it. */
    private boolean leadsTo(Set<String> targets, String port, String memory) {
        boolean through = below(port, "port\\d+").stream().filter(inner -> memoriesBelow(inner).anyMatch(memory::equals))
                .anyMatch(inner -> sysfs.realPath(path(inner) + "/uport").filter(targets::contains).isPresent());
        String directory = sysfs.realPath(path(memory)).orElse("");
        return through || targets.stream().anyMatch(target -> directory.startsWith(target + "/"));
    }

    /** Links and files of a device that are numbered: {@code dport\d+}. */
    List<String> parts(String device, String form) {
        return objects(path(device), form);
    }

    Optional<String> endpointOf(String memory) {
        return named("endpoint\\d+").stream().filter(endpoint -> subject(endpoint).equals(memory)).findFirst();
    }

    /** What a port or an endpoint is there for: a host bridge, a memory device. */
    String subject(String port) {
        return linked(port, "uport");
    }

    /** The PCI function of a memory device: the directory that it lies in. */
    String function(String memory) {
        String[] words = sysfs.realPath(path(memory)).orElse("/").split("/");
        return words.length < 2 ? "" : words[words.length - 2];
    }

    /** Whether a memory device has its DIMM on the nd bus. */
    boolean hasDimm(String memory) {
        return isBound("pmem" + memory.replaceAll("\\D", ""));
    }

    /** Whether what is persistent of a memory device may be in use by way of the nd bus: the original calls it part of a region. */
    boolean inUse(String memory) {
        return number(memory, "pmem/size") != 0 && named("nvdimm-bridge\\d+").stream().anyMatch(this::isBound);
    }

    boolean isBound(String device) {
        return sysfs.exists(path(device) + "/driver");
    }

    String linked(String device, String link) {
        return sysfs.linked(path(device) + "/" + link).orElse("");
    }

    String text(String device, String attribute) {
        return sysfs.text(path(device) + "/" + attribute).orElse("");
    }

    long number(String device, String attribute) {
        return sysfs.number(path(device) + "/" + attribute).orElse(0);
    }

    /** Empty when the attribute cannot be read, or shows that there is nothing. */
    OptionalLong known(String device, String attribute) {
        long number = sysfs.number(path(device) + "/" + attribute).orElse(UNKNOWN);
        return number == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private List<String> objects(String directory, String form) {
        return sysfs.objects(directory, Pattern.compile(form));
    }
}
