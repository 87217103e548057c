/**
 * How records look as bytes ({@link daxplane.journal.format.StoredRecord}), and how they are chained. Pure: no files, no
 * clock. docs/JOURNAL.md is the same for people.
 *
 * {@snippet file="daxplane/journal/format/PackageExample.java" region="example"}
 */
package daxplane.journal.format;
