package daxplane.host;

import daxplane.host.firmware.FirmwareCall;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** One change that an administrator can make to a machine. Plans are lists of these; the journal records each with its result. */
public sealed interface Effect {

    /** One line that an administrator could type. */
    String typed();

    /** {@code value} is written as it is: a trailing newline is part of it. */
    record WriteAttribute(String path, String value) implements Effect {
        @Override
        public String typed() {
            String line = value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
            if (line.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                return "printf '" + escaped() + "' > " + path;
            }
            return (value.endsWith("\n") ? "echo " : "echo -n ") + line + " > " + path;
        }

        /** Octal, as printf(1) takes it: the tools end what they write with a NUL. */
        private String escaped() {
            var text = new StringBuilder();
            value.chars().forEach(c -> text.append(c < ' ' || c == 0x7f ? "\\%03o".formatted(c) : (char) c));
            return text.toString();
        }
    }

    record LoadModule(String module) implements Effect {
        @Override
        public String typed() {
            return "modprobe " + module;
        }
    }

    record UnloadModule(String module) implements Effect {
        @Override
        public String typed() {
            return "modprobe -r " + module;
        }
    }

    record WriteLabelArea(String dimm, int offset, byte[] bytes) implements Effect {
        @Override
        public String typed() {
            return "write-labels " + dimm + " at " + offset + ", " + bytes.length + " bytes";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof WriteLabelArea(var d, var o, var b) && dimm.equals(d) && offset == o && Arrays.equals(bytes, b);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * dimm.hashCode() + offset) + Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "WriteLabelArea[" + dimm + ", " + offset + ", " + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 16)) + "...]";
        }
    }

    /** Zeroes {@code length} bytes of a block device that is opened exclusively (how ndctl clears info blocks). */
    record ZeroMedia(String blockDevice, long offset, int length) implements Effect {
        @Override
        public String typed() {
            return "zero /dev/" + blockDevice + " from " + offset + ", " + length + " bytes";
        }
    }

    /** Writes bytes to a block device that is opened exclusively (how ndctl writes info blocks). */
    record WriteMedia(String blockDevice, long offset, byte[] bytes) implements Effect {
        @Override
        public String typed() {
            return "write /dev/" + blockDevice + " from " + offset + ", " + bytes.length + " bytes";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof WriteMedia(var d, var o, var b) && blockDevice.equals(d) && offset == o && Arrays.equals(bytes, b);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * blockDevice.hashCode() + Long.hashCode(offset)) + Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "WriteMedia[" + blockDevice + ", " + offset + ", " + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 16)) + "...]";
        }
    }

    /** A command to the firmware of a DIMM ({@code nmem0}) or a bus ({@code ndctl0}). */
    record CallFirmware(String node, FirmwareCall call) implements Effect {

        /** Functions of DIMMs with passphrases in their input: the kernel alone calls these. */
        private static final int FIRST_SECRET = 19;
        private static final int LAST_SECRET = 28;

        public CallFirmware {
            if (node.startsWith("nmem") && call.packaged() && call.function() >= FIRST_SECRET && call.function() <= LAST_SECRET) {
                throw new IllegalArgumentException("what carries a passphrase is no effect");
            }
        }

        @Override
        public String typed() {
            return "call firmware of " + node + ", " + call;
        }
    }

    /** A program of a simulated machine. @param words the program first @param input all of its standard input */
    record RunProgram(List<String> words, String input) implements Effect {

        public RunProgram {
            words = List.copyOf(words);
            if (words.isEmpty() || input.length() > Programs.MOST_CHARACTERS) {
                throw new IllegalArgumentException("no program, or more than " + Programs.MOST_CHARACTERS + " characters of input");
            }
        }

        @Override
        public String typed() {
            return Quoting.line(words);
        }
    }

    record Reboot() implements Effect {
        @Override
        public String typed() {
            return "reboot";
        }
    }

    record PowerCycle() implements Effect {
        @Override
        public String typed() {
            return "reboot --power-cycle";
        }
    }

    record PowerLoss() implements Effect {
        @Override
        public String typed() {
            return "power-loss";
        }
    }
}
