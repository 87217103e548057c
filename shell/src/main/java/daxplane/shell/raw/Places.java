package daxplane.shell.raw;

import java.util.List;

/** Whose a path is: the machine has {@code /sys}, {@code /proc} and {@code /dev}, everything else is the operator's. */
final class Places {

    private static final List<String> MACHINE = List.of("/sys", "/proc", "/dev");

    private Places() {
    }

    /** The root is the machine's, so that it can be looked at. */
    static boolean isMachine(String path) {
        return path.equals("/") || MACHINE.stream().anyMatch(place -> path.equals(place) || path.startsWith(place + "/"));
    }
}
