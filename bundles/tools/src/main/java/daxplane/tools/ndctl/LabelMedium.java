package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.labels.AreaSource;
import daxplane.labels.AreaWrite;
import daxplane.labels.IndexBlock;
import daxplane.labels.IndexChecks;
import daxplane.labels.LabelException;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelStore;
import daxplane.tools.options.Values;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something with a label area: a DIMM of the machine, or a file that somebody has dumped one into. Changes answer 0 or a negative
 * errno.
 */
sealed interface LabelMedium permits DimmMedium, FileMedium {

    Session session();

    /** As the command line calls it. */
    String name();

    /** Whether an enabled region uses it, so that it must not be written. */
    boolean inUse();

    /** Of the interleave sets that it is in on this machine; empty when no machine knows it. */
    Optional<Set<Long>> cookies();

    int areaBytes() throws HostException;

    byte[] read(int start, int end) throws HostException;

    int write(int start, byte[] bytes);

    /** Makes whoever has read the labels read them again. */
    int makeReadAgain();

    /** The labels, by the rules of ndctl, which are not quite the kernel's. */
    default LabelStore store() throws HostException {
        return session().labels().read(AreaSource.of(read(0, areaBytes())), IndexChecks.NDCTL);
    }

    /** Two index blocks with every slot free. What is in the slots stays there, and means nothing. */
    default int initialise(LabelFormat format) {
        try {
            byte[] before = read(0, areaBytes());
            for (AreaWrite change : session().labels().initialise(before.length, format, IndexBlock.UnusedBits.ONE, before).writes()) {
                int outcome = write(change.offset(), change.bytes());
                if (outcome < 0) {
                    return outcome;
                }
            }
            return Outcome.DONE;
        } catch (HostException unreadable) {
            return Outcome.failed(unreadable.errno());
        } catch (LabelException tooSmall) {
            return Outcome.failed(Errno.ENXIO);
        }
    }

    /** A word with a slash names a file: no DIMM has such a name, and the originals take no such word. */
    static boolean isFile(String word) {
        return word.indexOf('/') >= 0;
    }

    /** The DIMMs that the words mean, then the files. */
    static List<LabelMedium> named(Session session, Values options, List<String> words) {
        Stream<LabelMedium> dimms = EachDimm.named(session, options, words).stream().map(dimm -> new DimmMedium(session, dimm));
        return Stream.concat(dimms, words.stream().filter(LabelMedium::isFile).map(path -> new FileMedium(session, path))).toList();
    }
}
