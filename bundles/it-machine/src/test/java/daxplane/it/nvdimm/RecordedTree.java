package daxplane.it.nvdimm;

import daxplane.kernel.testing.TestMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A part of sysfs as it was recorded, against the same part of a machine: every path, kind, mode, text and link. */
final class RecordedTree {

    private RecordedTree() {
    }

    /**
     * Left out: minor numbers of disks and dax devices and the sequence numbers of disks, which follow from the order of
     * asynchronous probing and from disks of other hardware.
     */
    private static String comparable(String path, String entry) {
        if (path.matches(".*/(block/pmem[^/]*|dax\\d+\\.\\d+)/dev") || path.endsWith("/diskseq")) {
            return entry.replaceAll("(\\d+:)?\\d+$", "*");
        }
        return path.endsWith("/uevent") ? entry.replaceAll("(DISKSEQ|MINOR)=\\d+", "$1=*") : entry;
    }

    static List<String> compare(Map<String, List<String>> recorded, TestMachine machine) {
        if (recorded.isEmpty()) {
            return List.of();
        }
        String root = recorded.keySet().stream().min(String::compareTo).orElseThrow();
        SortedMap<String, String> expected = new TreeMap<>();
        recorded.forEach((path, entry) -> expected.put(path, comparable(path, text(entry))));
        SortedMap<String, String> observed = new TreeMap<>();
        machine.dump().forEach((path, entry) -> {
            if (!path.endsWith("/power") && (path.equals(root) || path.startsWith(root + "/"))) { // which the recorder left out
                observed.put(path, comparable(path, entry.startsWith("d ") ? entry.substring(0, 6) : entry.strip()));
            }
        });
        List<String> differences = new ArrayList<>();
        var paths = new TreeSet<>(expected.keySet());
        paths.addAll(observed.keySet());
        for (String path : paths) {
            String wanted = expected.getOrDefault(path, "nothing");
            String found = observed.getOrDefault(path, "nothing");
            if (!wanted.equals(found)) {
                differences.add(path + ": recorded " + wanted + ", is " + found);
            }
        }
        return differences;
    }

    /** {@code ["f", "0644", "text"]}, {@code ["l", "target"]}, {@code ["d", "0755"]}; a file that cannot be read has no text. */
    private static String text(List<String> entry) {
        return String.join(" ", entry.stream().map(field -> field == null ? "!EACCES" : field).toList()).strip();
    }
}
