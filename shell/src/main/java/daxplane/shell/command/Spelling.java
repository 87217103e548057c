package daxplane.shell.command;

import java.util.List;

/** What somebody may have meant. */
final class Spelling {

    /** Letters that may differ. */
    private static final int FURTHEST = 2;

    private Spelling() {
    }

    /** {@code "; did you mean 'list'? "}, or {@code "; "}: what joins a complaint and what to do. */
    static String suggestion(String typed, List<String> known) {
        var best = "";
        int distance = FURTHEST + 1;
        for (var name : known) {
            int found = distance(typed, name);
            if (found < distance && found < name.length()) {
                best = name;
                distance = found;
            }
        }
        return best.isEmpty() ? "; " : "; did you mean '" + best + "'? ";
    }

    /** Letters to insert, delete or change. */
    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
