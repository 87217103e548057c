/**
 * The JSON of every event type. Pure. Fields are only added: a reader ignores what it does not know, and a field that an
 * older writer did not write takes its default (empty text, 0, false, empty list, absent). docs/JOURNAL.md is the same for
 * people.
 *
 * {@snippet file="daxplane/events/format/PackageExample.java" region="example"}
 */
package daxplane.events.format;
