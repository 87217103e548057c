package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.ByteCount;
import daxplane.tools.session.Entry;
import daxplane.tools.session.FileProblem;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * {@code ndctl create-nfit}: a firmware's table of ranges of persistent memory, as a file. The command is not among those that
 * {@code --list-cmds} names.
 *
 * <pre>
 *   header:     0 "NFIT"  4 length u32  8 revision 1  9 checksum  10 "LOCAL"  16 table id u64  24 revision u32
 *               28 creator u32  32 its revision u32  36 reserved u32
 *   each range: 0 type 0 u16  2 length 56 u16  4 index u16  6 flags u16  8 reserved u32  12 proximity domain u32
 *               16 GUID of persistent memory  32 first address u64  40 bytes u64  48 attributes u64
 * </pre>
 *
 * Source: ACPI 6.5 section 5.2.26, with the values that ndctl 76.1 writes into the header.
 */
final class CreateNfitCommand {

    private static final Option SPA = Option.texts('a', "add-spa", "size,offset", Subject.SIZE, "add a system-physical-address range table entry");
    private static final Command COMMAND = new Command("create-nfit", "writes a table of ranges of persistent memory to a file",
            "ndctl create-nfit [<options>]", Subject.NOTHING, List.of(SPA,
                    Option.textOfLetter('o', "file", Subject.FILE, "output to <file> (default: local_nfit.bin)"),
                    Option.flag('f', "force", "overwrite <file> if it already exists")), false);

    private static final String DEFAULT_FILE = "local_nfit.bin";
    private static final int HEADER_BYTES = 40;
    private static final int RANGE_BYTES = 56;
    private static final int CHECKSUM_AT = 9;
    private static final int CREATOR = 0x80860000;
    private static final byte[] PERSISTENT = HexFormat.of().parseHex("79d3f066f3b47440ac430d3318b78cdb");

    private record Range(long bytes, long start) {

        /** Empty when it is no {@code size,offset}. */
        static Optional<Range> parse(String text) {
            String[] words = text.split(",", -1);
            if (words.length != 2) {
                return Optional.empty();
            }
            var size = ByteCount.parse(words[0]);
            var start = ByteCount.parse(words[1]);
            return size.isPresent() && start.isPresent() ? Optional.of(new Range(size.get().bytes(), start.get().bytes())) : Optional.empty();
        }
    }

    private CreateNfitCommand() {
    }

    static Entry entry() {
        return new Entry(COMMAND, CreateNfitCommand::run).unlisted();
    }

    private static int run(Session session, Values options, List<String> words) {
        var ranges = new ArrayList<Range>();
        for (String text : options.texts("add-spa")) {
            var range = Range.parse(text);
            if (range.isEmpty()) {
                session.error("failed to parse --add-spa=" + text + "\n");
                session.stderr(UsageText.of(COMMAND, SPA));
                return UsageText.EXIT;
            }
            ranges.add(range.get());
        }
        words.forEach(word -> session.error("unknown parameter \"" + word + "\"\n"));
        if (ranges.isEmpty()) {
            session.error("specify at least one --add-spa= option\n");
        }
        if (!words.isEmpty() || ranges.isEmpty()) {
            session.stderr(UsageText.whole(COMMAND));
            return UsageText.EXIT;
        }
        return write(session, options.text("o").orElse(DEFAULT_FILE), options.has("force"), table(ranges));
    }

    private static int write(Session session, String file, boolean force, byte[] table) {
        if (!force && exists(session, file)) {
            session.error("\"" + file + "\" exists, overwrite with --force\n");
            return Outcome.failed(Errno.EEXIST);
        }
        try {
            session.files().write(file, table);
        } catch (IOException unwritable) {
            session.error("Failed to open \"" + file + "\": " + FileProblem.text(unwritable) + "\n");
            return Outcome.failed(Errno.of(unwritable).orElse(Errno.EIO));
        }
        session.stderr("wrote " + table.length + " bytes to " + file + "\n");
        return Outcome.DONE;
    }

    private static boolean exists(Session session, String file) {
        try {
            session.files().read(file);
            return true;
        } catch (NoSuchFileException absent) {
            return false;
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static byte[] table(List<Range> ranges) {
        int length = HEADER_BYTES + ranges.size() * RANGE_BYTES;
        ByteBuffer table = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        table.put("NFIT".getBytes(StandardCharsets.US_ASCII)).putInt(length).put((byte) 1).put((byte) 0)
                .put("LOCAL\0".getBytes(StandardCharsets.US_ASCII)).putLong(1).putInt(1).putInt(CREATOR).putInt(1).putInt(0);
        for (int i = 0; i < ranges.size(); i++) {
            table.putShort((short) 0).putShort((short) RANGE_BYTES).putShort((short) (i + 1)).putShort((short) 0).putInt(0).putInt(0)
                    .put(PERSISTENT).putLong(ranges.get(i).start()).putLong(ranges.get(i).bytes()).putLong(0);
        }
        int sum = 0;
        for (byte b : table.array()) {
            sum += b;
        }
        return table.put(CHECKSUM_AT, (byte) -sum).array();
    }
}
