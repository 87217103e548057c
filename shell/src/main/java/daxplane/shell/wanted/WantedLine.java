package daxplane.shell.wanted;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of a machine file: {@code pool = system-ram zone=kernel}.
 *
 * @param number  of the line, from 1
 * @param object  kernel name, uuid, or the name that people gave it
 * @param wanted  a mode, or one of the words below
 * @param options by name; empty text for a switch
 */
record WantedLine(int number, String object, String wanted, SortedMap<String, String> options) {

    static final String ABSENT = "absent";
    static final String ENABLED = "enabled";
    static final String DISABLED = "disabled";

    /** Where it is made when it is not there. */
    static final String REGION = "region";
    static final String SIZE = "size";

    WantedLine {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /** Whether it is to be in a mode. */
    boolean ofMode() {
        return !wanted.equals(ABSENT) && !wanted.equals(ENABLED) && !wanted.equals(DISABLED);
    }
}
