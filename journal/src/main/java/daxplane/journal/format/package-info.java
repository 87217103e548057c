/**
 * How records and events look as bytes. Pure: no files, no clock.
 *
 * <p>Owns the record layout ({@link daxplane.journal.format.StoredRecord}) and the JSON of every event type
 * ({@link daxplane.journal.format.EventCodec}). Fields are only added: a reader ignores what it does not know, and a field
 * that an older writer did not write takes its default (empty text, 0, false, empty list, absent). docs/JOURNAL.md is the
 * same for people.
 *
 * <pre>{@code
 *   byte[] payload = EventCodec.encode(event);
 *   var record = StoredRecord.of(revision, time, EventType.of(event), 0, previousHash, payload, sha256);
 *   Event again = EventCodec.decode(record);
 * }</pre>
 */
package daxplane.journal.format;
