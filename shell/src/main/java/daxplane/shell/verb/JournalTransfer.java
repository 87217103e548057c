package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.events.EventLog;
import daxplane.events.RecordText;
import daxplane.host.Errno;
import daxplane.journal.JournalException;
import daxplane.journal.Journals;
import daxplane.shell.screen.Count;
import daxplane.shell.screen.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The sub-commands of {@code journal} that carry records out and in: {@code export}, {@code import}. */
final class JournalTransfer {

    /** An event has at most 4 MiB of JSON, and its sentence can be some times as long. */
    private static final int LONGEST_LINE = 64 << 20;

    private JournalTransfer() {
    }

    /** {@code journal export [--format FORMAT] [FILE]}. */
    @CommandLine.Command(name = "export", description = "Write all records, a line of JSON each, payloads as they are stored",
            footer = {"", "Examples:",
                "  journal export FILE                        as lines of JSON",
                "  journal export --format cloudevents FILE   as CloudEvents 1.0",
                "  journal export                             to standard output"})
    public static final class Export implements Verb {

        @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "jsonl", description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
        private RecordText.Format format;
        @Parameters(arity = "0..1", paramLabel = "FILE", description = "a new file (default: standard output)")
        private Optional<Path> file;

        @Override
        public int run(Context context) throws ControlException, JournalException, Failure {
            var journal = context.session().control().journal();
            if (journal.head() == 0) {
                throw Failure.failed("the journal has no records yet (ENOENT); the first command that changes something begins it");
            }
            if (file.isEmpty()) {
                write(journal, context.streams().out());
                return ExitCode.DONE;
            }
            try (var out = new PrintStream(Files.newOutputStream(file.get(), StandardOpenOption.CREATE_NEW), false, StandardCharsets.US_ASCII)) {
                write(journal, out);
                out.flush();
                if (out.checkError()) {
                    throw Failure.failed(file.get() + " cannot be written; what is in it is not whole");
                }
            } catch (FileAlreadyExistsException there) {
                throw Failure.failed(file.get() + " exists already (EEXIST); name a new file");
            } catch (IOException failed) {
                throw Failure.failed(file.get() + " cannot be written: " + Errno.said(failed));
            }
            context.print(new Message(Map.of("records", journal.head(), "file", file.get().toString()), Count.of(journal.head(), "record") + " in " + file.get()));
            return ExitCode.DONE;
        }

        private void write(EventLog journal, PrintStream out) throws JournalException {
            var source = new String[1];
            journal.stored(1, Long.MAX_VALUE, record -> {
                source[0] = source[0] == null ? RecordText.source(record) : source[0];
                out.println(RecordText.line(record, format, source[0]));
                return !out.checkError();
            });
        }
    }

    /** {@code journal import FILE --into DIR}. */
    @CommandLine.Command(name = "import", description = "Make a journal of exported records: the same records, the same chain",
            footer = {"", "Examples:", "  journal import FILE --into DIR", "  daxplane --state DIR journal verify"})
    public static final class Import implements Verb {

        @ParentCommand private JournalVerb journal;
        @Parameters(paramLabel = "FILE", description = "what 'journal export' wrote")
        private Path file;
        @Option(names = "--into", required = true, paramLabel = "DIR", description = "a new state directory")
        private Path into;

        @Override
        public int run(Context context) throws JournalException, Failure {
            var number = new long[1];
            try (var lines = new BoundedLines(Files.newBufferedReader(file, StandardCharsets.UTF_8), LONGEST_LINE)) {
                long records = restore(next(lines, number), number);
                context.print(new Message(Map.of("records", records, "state", into.toString()),
                        Count.of(records, "record") + " in " + into + ", chained as they were; 'daxplane --state " + into + " journal verify' proves it"));
                return ExitCode.DONE;
            } catch (IOException failed) {
                throw Failure.failed(file + " cannot be read: " + Errno.said(failed));
            }
        }

        /** Nothing is made before there is a record to begin with. */
        private long restore(Journals.StoredRecords source, long[] number) throws JournalException, Failure {
            var first = source.next();
            if (first.isEmpty()) {
                throw Failure.failed(file + " has no records (EINVAL); 'journal export' writes them");
            }
            try {
                return journal.journals().restore(into.resolve("journal"), beginningWith(first, source));
            } catch (JournalException damaged) {
                if (damaged.errno() != Errno.EBADMSG || number[0] < 2) {
                    throw damaged;
                }
                throw new JournalException(damaged.errno(), damaged.what() + "; the records before it are in " + into, damaged);
            }
        }

        private static Journals.StoredRecords beginningWith(Optional<byte[]> first, Journals.StoredRecords rest) {
            var due = new ArrayDeque<>(List.of(first));
            return () -> due.isEmpty() ? rest.next() : due.remove();
        }

        private Journals.StoredRecords next(BoundedLines lines, long[] number) {
            return () -> {
                try {
                    var line = lines.next();
                    number[0]++;
                    return line.isEmpty() ? Optional.empty() : Optional.of(RecordText.stored(line.get()));
                } catch (BoundedLines.LineTooLong notOurs) {
                    throw new JournalException(Errno.EBADMSG, file + ", line " + (number[0] + 1) + ": this is no line that 'journal export' wrote: it is longer than any");
                } catch (IOException failed) {
                    throw new JournalException(Errno.EIO, file + " cannot be read: " + Errno.said(failed), failed);
                } catch (JournalException damaged) {
                    throw new JournalException(damaged.errno(), file + ", line " + number[0] + ": " + damaged.what(), damaged);
                }
            };
        }
    }
}
