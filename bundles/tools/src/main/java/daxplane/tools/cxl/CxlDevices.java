package daxplane.tools.cxl;

import daxplane.tools.sysfs.Sysfs;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Devices of the cxl bus by their names, as a tool looks at them. Lists are in the order of the devices' numbers. */
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
        return numbered(Cxl.DEVICES, form);
    }

    /** Devices that lie directly below another. */
    List<String> below(String device, String form) {
        return sysfs.realPath(path(device)).map(directory -> numbered(directory, form)).orElse(List.of());
    }

    List<String> decodersOf(String port) {
        return named("decoder" + port.replaceAll("\\D", "") + "\\.\\d+");
    }

    /** Links and files of a device that are numbered: {@code dport\d+}. */
    List<String> parts(String device, String form) {
        return numbered(path(device), form);
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

    private List<String> numbered(String directory, String form) {
        return sysfs.names(directory).stream().filter(Pattern.compile(form).asMatchPredicate()).sorted(BY_NUMBER).toList();
    }
}
