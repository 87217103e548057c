/**
 * The only code that knows Chronicle Queue. Everything else puts bytes at the end of a file through
 * {@link daxplane.journal.chronicle.QueueAppender} and reads files by itself.
 *
 * <pre>{@code
 *   try (QueueAppender tail = QueueAppender.open(directory, LocalDate.now(ZoneOffset.UTC))) {
 *       tail.append(bytes);                              // in the page cache; durable after a force on tail.file()
 *   }
 * }</pre>
 */
package daxplane.journal.chronicle;
