/**
 * The only code that knows Chronicle Queue. Everything else puts bytes at the end of a file through
 * {@link daxplane.journal.chronicle.QueueAppender} and reads files by itself.
 *
 * {@snippet file="daxplane/journal/chronicle/PackageExample.java" region="example"}
 */
package daxplane.journal.chronicle;
