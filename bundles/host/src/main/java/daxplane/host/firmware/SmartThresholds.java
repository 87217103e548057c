package daxplane.host.firmware;

/**
 * Answer to {@link FirmwareCall#SMART_THRESHOLDS}, and with {@link #call} the command that sets them.
 *
 * <pre>
 *   0 status u32 (answer only)   4 alarms u16   6 spares u8   7 media temperature u16   9 controller temperature u16   11 reserved u8
 * </pre>
 *
 * @param enabled bits of alarms that are switched on, as in {@link SmartHealth#alarms}
 */
public record SmartThresholds(long status, int enabled, int spares, int mediaTemperature, int controllerTemperature) {

    private static final int SET = 17;

    public byte[] encode() {
        return Packed.empty().u32(status).u16(enabled).u8(spares).u16(mediaTemperature).u16(controllerTemperature).u8(0).bytes();
    }

    public static SmartThresholds decode(byte[] answer) {
        return new SmartThresholds(Packed.u32(answer, 0), Packed.u16(answer, 4), Packed.u8(answer, 6), Packed.u16(answer, 7), Packed.u16(answer, 9));
    }

    public FirmwareCall call() {
        return FirmwareCall.dimm(SET, Packed.empty().u16(enabled).u8(spares).u16(mediaTemperature).u16(controllerTemperature).bytes());
    }

    /** What {@link #call} carries. */
    public static SmartThresholds ofInput(byte[] input) {
        return new SmartThresholds(0, Packed.u16(input, 0), Packed.u8(input, 2), Packed.u16(input, 3), Packed.u16(input, 5));
    }

    public boolean enabled(int alarm) {
        return (enabled & alarm) != 0;
    }

    public SmartThresholds alarm(int kind, boolean on) {
        return new SmartThresholds(status, on ? enabled | kind : enabled & ~kind, spares, mediaTemperature, controllerTemperature);
    }
}
