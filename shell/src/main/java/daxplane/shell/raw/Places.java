package daxplane.shell.raw;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Whose a path is: /sys, /proc and /dev are the machine's, everything else is the operator's (decision 016). */
final class Places {

    private static final List<String> MACHINE = List.of("/sys", "/proc", "/dev");

    private Places() {
    }

    /** The root is the machine's, so that it can be looked at. */
    static boolean isMachine(String path) {
        return path.equals("/") || MACHINE.stream().anyMatch(place -> path.equals(place) || path.startsWith(place + "/"));
    }

    /**
     * The path with which its owner is asked. A way that leads out of the operator's files into a place of the machine, as
     * {@code /../sys/bus} and {@code //sys} do, leads to the machine, and not to what lies in that place of the operator's computer.
     */
    static String of(String path) {
        if (!path.startsWith("/") || isMachine(path)) {
            return path;
        }
        try {
            String straight = Path.of(path).normalize().toString();
            return isMachine(straight) ? straight : path;
        } catch (InvalidPathException noPath) {
            return path;
        }
    }
}
