package daxplane.it.kernel;

import java.util.ArrayList;
import java.util.List;

/** Texts of many lines, of which only the part is shown that is not the same. */
final class Lines {

    private static final int AROUND = 3;

    private Lines() {
    }

    /** The lines from the first to the last difference, those of the real kernel first, with a few around them. */
    static List<String> different(String real, String simulated) {
        String[] left = real.split("\n");
        String[] right = simulated.split("\n");
        int most = Math.min(left.length, right.length);
        int before = 0;
        while (before < most && left[before].equals(right[before])) {
            before++;
        }
        int after = 0;
        while (after < most - before && left[left.length - 1 - after].equals(right[right.length - 1 - after])) {
            after++;
        }
        var lines = new ArrayList<String>();
        add(lines, "real      | ", left, before, after);
        add(lines, "simulated | ", right, before, after);
        return lines;
    }

    private static void add(List<String> lines, String margin, String[] text, int before, int after) {
        int end = Math.min(text.length, text.length - after + AROUND);
        for (int i = Math.max(0, before - AROUND); i < end; i++) {
            lines.add(margin + text[i]);
        }
    }
}
