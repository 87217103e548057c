package daxplane.control;

import java.util.function.Predicate;

/**
 * Which entries of a history are wanted: of those that pass, the last ones.
 *
 * @param from   no record before this revision
 * @param to     no record behind this revision
 * @param most   so many at most, of all objects together
 * @param passes what an entry must be
 */
public record Excerpt(long from, long to, int most, Predicate<HistoryEntry> passes) {

    public static final Excerpt ALL = new Excerpt(1, Long.MAX_VALUE, Integer.MAX_VALUE, _ -> true);

    public boolean contains(HistoryEntry entry) {
        return from <= entry.revision() && entry.revision() <= to && passes.test(entry);
    }
}
