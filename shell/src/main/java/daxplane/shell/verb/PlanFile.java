package daxplane.shell.verb;

import daxplane.control.Plan;
import daxplane.control.PlanPin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * A plan in a file, to be read, approved and applied. Text, so that a reviewer can read it and {@code diff} can compare it:
 *
 * <pre>
 *   daxplane-plan 1
 *   machine simulated machine two-socket, Linux 6.12.117+deb12-amd64
 *   word assign                    each word of the command
 *   step modprobe kmem ; then ...  each step
 *   object dax0.0 = devdax         the machine then
 *   check 5f...e1                  SHA-256 of everything before this line
 * </pre>
 *
 * @param words the command
 */
record PlanFile(List<String> words, PlanPin pin) {

    private static final String HEAD = "daxplane-plan ";
    private static final int VERSION = 1;
    private static final String CHECK = "check ";

    /** A step for each of {@link Plan#MOST_STEPS} memory blocks, with room for the rest. */
    private static final int LONGEST_BYTES = 64 << 20;

    PlanFile {
        words = List.copyOf(words);
    }

    static PlanFile of(List<String> words, PlanPin pin) {
        return new PlanFile(words, pin);
    }

    void write(String file) throws Failure {
        var text = new StringBuilder(HEAD).append(VERSION).append('\n').append("machine ").append(line(pin.machine())).append('\n');
        for (String word : words) {
            text.append("word ").append(line(word)).append('\n');
        }
        pin.steps().forEach(step -> text.append("step ").append(step.replace('\n', ' ')).append('\n'));
        pin.objects().forEach((name, state) -> text.append("object ").append(name).append(" = ").append(state.replace('\n', ' ')).append('\n'));
        String body = text.toString();
        try {
            Files.writeString(Path.of(file), body + CHECK + digest(body) + "\n");
        } catch (IOException | InvalidPathException unable) {
            throw Failure.failed(file + " cannot be written: " + OperatorText.why(unable));
        }
    }

    private static String line(String word) throws Failure {
        if (word.indexOf('\n') >= 0) {
            throw Failure.usage("plan: a command with a line break in it cannot be saved");
        }
        return word;
    }

    /** @throws Failure exit code 1: it cannot be read; 3: it is no plan, of another version, or was changed since it was saved */
    static PlanFile read(String file) throws Failure {
        String text = OperatorText.read(file, LONGEST_BYTES);
        if (!text.startsWith(HEAD)) {
            throw refused(file, "it is no plan that daxplane saved");
        }
        if (!text.startsWith(HEAD + VERSION + "\n")) {
            throw refused(file, "another version of daxplane saved it (" + text.substring(0, Math.min(text.length(), 40)).lines().findFirst().orElse("") + ")");
        }
        int check = text.lastIndexOf("\n" + CHECK) + 1;
        if (check == 0 || !text.substring(check).equals(CHECK + digest(text.substring(0, check)) + "\n")) {
            throw refused(file, "it was changed since it was saved");
        }
        var words = new ArrayList<String>();
        var steps = new ArrayList<String>();
        var objects = new TreeMap<String, String>();
        var machine = new StringBuilder();
        for (String line : text.substring(0, check).split("\n")) {
            int blank = line.indexOf(' ');
            String value = line.substring(blank + 1);
            switch (line.substring(0, Math.max(0, blank))) {
                case "machine" -> machine.append(value);
                case "word" -> words.add(value);
                case "step" -> steps.add(value);
                case "object" -> {
                    int equals = value.indexOf(" = ");
                    objects.put(value.substring(0, Math.max(0, equals)), value.substring(equals < 0 ? 0 : equals + 3));
                }
                default -> { }
            }
        }
        if (words.isEmpty() || steps.size() > Plan.MOST_STEPS) {
            throw refused(file, words.isEmpty() ? "it names no command" : "it has more steps than a plan can have");
        }
        return new PlanFile(words, new PlanPin(machine.toString(), steps, objects));
    }

    private static Failure refused(String file, String why) {
        return new Failure(ExitCode.REFUSED, file + " is not applied: " + why + "; 'plan --save FILE COMMAND' makes one");
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
