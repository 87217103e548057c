package daxplane.tools.cxl;

import daxplane.tools.session.Session;

/** What a command of {@code cxl} complains of: headed with its subject and the original's function, {@code cxl memdev: action_zero: ...}. */
record Words(Session session, String subject) {

    void say(String function, String what) {
        session.stderr("cxl " + subject + ": " + function + ": " + what + "\n");
    }

    /** How many were done, after the command's own words: {@code disabled 2 mems}. */
    void count(String function, String result, int done, String noun) {
        say(function, result.formatted(Math.max(done, 0)) + " " + noun + (done > 1 ? "s" : ""));
    }
}
