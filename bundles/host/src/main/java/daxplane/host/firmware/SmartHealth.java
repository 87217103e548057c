package daxplane.host.firmware;

/**
 * Answer to {@link FirmwareCall#SMART}. Temperatures in 1/16 degree Celsius, shares in per cent.
 *
 * <pre>
 *   0 status u32   4 valid u32   8 reserved u32   12 health u8   13 spares u8   14 life used u8   15 alarms u8
 *   16 media temperature u16   18 controller temperature u16   20 shutdown count u32   24 ait status u8
 *   25 pmic temperature u16   27 reserved[8]   35 shutdown state u8   36 vendor size u32   40 vendor data[92]
 * </pre>
 *
 * @param status          0 success
 * @param valid           a bit for each field
 * @param health          bits: 1 non-critical, 2 critical, 4 fatal
 * @param alarms          bits: 1 spares, 2 media temperature, 4 controller temperature
 * @param unsafeShutdown  whether data was lost when power went last
 */
public record SmartHealth(long status, int valid, int health, int spares, int lifeUsed, int alarms, int mediaTemperature,
        int controllerTemperature, long shutdownCount, boolean unsafeShutdown) {

    public static final int HEALTH_VALID = 1;
    public static final int SPARES_VALID = 1 << 1;
    public static final int USED_VALID = 1 << 2;
    public static final int MEDIA_TEMPERATURE_VALID = 1 << 3;
    public static final int CONTROLLER_TEMPERATURE_VALID = 1 << 4;
    public static final int SHUTDOWN_COUNT_VALID = 1 << 5;
    public static final int ALARMS_VALID = 1 << 9;
    public static final int SHUTDOWN_VALID = 1 << 10;
    public static final int ALL_VALID = HEALTH_VALID | SPARES_VALID | USED_VALID | MEDIA_TEMPERATURE_VALID | CONTROLLER_TEMPERATURE_VALID
            | SHUTDOWN_COUNT_VALID | ALARMS_VALID | SHUTDOWN_VALID;

    public static final int NON_CRITICAL = 1;
    public static final int CRITICAL = 2;
    public static final int FATAL = 4;

    public static final int SPARES_ALARM = 1;
    public static final int MEDIA_TEMPERATURE_ALARM = 2;
    public static final int CONTROLLER_TEMPERATURE_ALARM = 4;

    private static final int BYTES = 132;
    /** Above the sign, which stands in the top bit. */
    private static final int MAGNITUDE = 0x7fff;

    public byte[] encode() {
        byte[] start = Packed.empty().u32(status).u32(valid).u32(0).u8(health).u8(spares).u8(lifeUsed).u8(alarms).u16(mediaTemperature)
                .u16(controllerTemperature).u32(shutdownCount).u8(0).u16(0).zeros(8).u8(unsafeShutdown ? 1 : 0).u32(0).bytes();
        return java.util.Arrays.copyOf(start, BYTES);
    }

    /** What is missing at the end is not valid. */
    public static SmartHealth decode(byte[] answer) {
        return new SmartHealth(Packed.u32(answer, 0), (int) Packed.u32(answer, 4), Packed.u8(answer, 12), Packed.u8(answer, 13), Packed.u8(answer, 14),
                Packed.u8(answer, 15), Packed.u16(answer, 16), Packed.u16(answer, 18), Packed.u32(answer, 20), Packed.u8(answer, 35) != 0);
    }

    public boolean has(int field) {
        return (valid & field) != 0;
    }

    public boolean alarm(int kind) {
        return (alarms & kind) != 0;
    }

    /** Degrees of a temperature as it stands in an answer: 1/16 degree, the top bit is the sign. */
    public static double celsius(int temperature) {
        double degrees = (temperature & MAGNITUDE) / 16.0;
        return (temperature & ~MAGNITUDE & 0xffff) != 0 ? -degrees : degrees;
    }

    /** The reverse of {@link #celsius}, rounded towards zero; only 16 bits of it go into a call. */
    public static int temperature(double celsius) {
        int magnitude = (int) Math.min(Integer.MAX_VALUE, Math.abs(celsius) * 16) & MAGNITUDE;
        return celsius < 0 ? magnitude | ~MAGNITUDE & 0xffff : magnitude;
    }
}
