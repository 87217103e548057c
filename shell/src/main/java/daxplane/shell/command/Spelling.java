package daxplane.shell.command;

import java.util.List;

/** What somebody may have meant. */
final class Spelling {

    /** Letters that may differ. */
    private static final int FURTHEST = 2;

    /** No command is longer; what is typed can be. */
    private static final int LONGEST = 64;

    private Spelling() {
    }

    /** {@code "; did you mean 'list'? "}, or {@code "; "}: what joins a complaint and what to do. */
    static String suggestion(String typed, List<String> known) {
        var best = "";
        int distance = FURTHEST + 1;
        if (typed.length() > LONGEST) {
            return "; ";
        }
        for (var name : known) {
            int found = distance(typed, name);
            if (found < distance && found < name.length()) {
                best = name;
                distance = found;
            }
        }
        return best.isEmpty() ? "; " : "; did you mean '" + best + "'? ";
    }

    /** Letters to insert, delete or change, and neighbours to exchange: {@code histroy} is one slip of the fingers. */
    private static int distance(String from, String to) {
        var rows = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                rows[i][j] = i == 0 ? j : j == 0 ? i : least(rows, from, to, i, j);
            }
        }
        return rows[from.length()][to.length()];
    }

    private static int least(int[][] rows, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int least = Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        boolean exchanged = i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return exchanged ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
