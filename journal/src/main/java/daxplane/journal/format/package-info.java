/**
 * How records look as bytes ({@link daxplane.journal.format.StoredRecord}), and how they are chained. Pure: no files, no
 * clock. docs/JOURNAL.md is the same for people.
 *
 * <pre>{@code
 *   var record = StoredRecord.of(revision, time, entry, 0, previousHash, sha256);
 *   JournalRecord again = StoredRecord.stored(record.bytes()).record();
 * }</pre>
 */
package daxplane.journal.format;
