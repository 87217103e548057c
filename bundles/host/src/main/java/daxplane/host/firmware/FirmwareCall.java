package daxplane.host.firmware;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A command with its input.
 *
 * @param command  number of the ioctl: 1 to 4 are commands of a bus, 10 carries a function of a family
 * @param function of the family; 0 for the commands of a bus
 * @param input    without the envelope
 */
public record FirmwareCall(int command, int function, byte[] input) {

    /** Most that one call carries. */
    public static final int LONGEST_INPUT = 1 << 17;

    private static final int CLEAR = 4;
    private static final int PACKAGE = 10;
    private static final byte[] NOTHING = {};

    public static final FirmwareCall SMART = dimm(1, NOTHING);
    public static final FirmwareCall SMART_THRESHOLDS = dimm(2, NOTHING);
    public static final FirmwareCall FIRMWARE_INFO = dimm(12, NOTHING);
    public static final FirmwareCall FIRMWARE_START = dimm(13, NOTHING);
    public static final FirmwareCall INJECTED_ERRORS = bus(9, NOTHING);

    public FirmwareCall {
        input = input.clone();
        if (input.length > LONGEST_INPUT) {
            throw new IllegalArgumentException(input.length + " bytes in one call");
        }
    }

    /** A function of the DIMM family of Intel. */
    public static FirmwareCall dimm(int function, byte[] input) {
        return new FirmwareCall(PACKAGE, function, input);
    }

    /** A function of the bus family. */
    public static FirmwareCall bus(int function, byte[] input) {
        return new FirmwareCall(PACKAGE, function, input);
    }

    /** What a bus can do about errors in a range. */
    public static FirmwareCall capabilities(long address, long bytes) {
        return new FirmwareCall(1, 0, Packed.empty().u64(address).u64(bytes).bytes());
    }

    public static FirmwareCall clearErrors(long address, long bytes) {
        return new FirmwareCall(CLEAR, 0, Packed.empty().u64(address).u64(bytes).bytes());
    }

    /** @param notify whether the kernel is told that something is new */
    public static FirmwareCall injectErrors(long address, long bytes, boolean notify) {
        return bus(7, Packed.empty().u64(address).u64(bytes).u8(notify ? 1 : 0).bytes());
    }

    public static FirmwareCall uninjectErrors(long address, long bytes) {
        return bus(8, Packed.empty().u64(address).u64(bytes).bytes());
    }

    /** Which DIMMs an address lies on. */
    public static FirmwareCall translate(long address) {
        return bus(5, Packed.empty().u64(address).bytes());
    }

    public boolean packaged() {
        return command == PACKAGE;
    }

    @Override
    public byte[] input() {
        return input.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FirmwareCall(var c, var f, var i) && c == command && f == function && Arrays.equals(i, input);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * command + function) + Arrays.hashCode(input);
    }

    @Override
    public String toString() {
        if (!packaged() && command == CLEAR) {
            return "clear errors in 0x%x-0x%x".formatted(Packed.u64(input, 0), Packed.u64(input, 0) + Packed.u64(input, 8) - 1);
        }
        return "command " + command + (packaged() ? " function " + function : "") + " input "
                + HexFormat.of().formatHex(input, 0, Math.min(input.length, 16)) + (input.length > 16 ? "..." : "");
    }
}
