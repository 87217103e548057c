package daxplane.host.firmware;

/**
 * The command that pretends another health: one field of it at a time.
 *
 * <pre>
 *   0 flags u64   8 media temperature on u8   9 media temperature u16   11 spares on u8   12 spares u8   13 fatal u8   14 unsafe shutdown u8
 * </pre>
 *
 * @param field one of the constants
 * @param on    whether it is pretended from now on, or as it is again
 * @param value of a temperature in 1/16 degree, of spares in per cent
 */
public record SmartInjection(int field, boolean on, int value) {

    public static final int MEDIA_TEMPERATURE = 1;
    public static final int SPARES = 2;
    public static final int FATAL = 4;
    public static final int UNSAFE_SHUTDOWN = 8;

    private static final int FUNCTION = 18;

    public FirmwareCall call() {
        return FirmwareCall.dimm(FUNCTION, Packed.empty().u64(field).u8(at(MEDIA_TEMPERATURE)).u16(field == MEDIA_TEMPERATURE ? value : 0)
                .u8(at(SPARES)).u8(field == SPARES ? value : 0).u8(at(FATAL)).u8(at(UNSAFE_SHUTDOWN)).bytes());
    }

    private int at(int wanted) {
        return on && field == wanted ? 1 : 0;
    }

    /** Fields that a call names. */
    public static int fields(byte[] input) {
        return (int) Packed.u64(input, 0);
    }

    /** What a call says of one field. */
    public static SmartInjection ofInput(byte[] input, int field) {
        return switch (field) {
            case MEDIA_TEMPERATURE -> new SmartInjection(field, Packed.u8(input, 8) != 0, Packed.u16(input, 9));
            case SPARES -> new SmartInjection(field, Packed.u8(input, 11) != 0, Packed.u8(input, 12));
            case FATAL -> new SmartInjection(field, Packed.u8(input, 13) != 0, 0);
            default -> new SmartInjection(field, Packed.u8(input, 14) != 0, 0);
        };
    }
}
