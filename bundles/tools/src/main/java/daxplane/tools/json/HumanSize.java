package daxplane.tools.json;

/**
 * A number of bytes for people, in both kinds of units, rounded to hundredths: {@code "502.00 MiB (526.39 MB)"}. Up to
 * 5000 KiB it stays a number.
 */
final class HumanSize {

    private static final long LARGEST_PLAIN = 5000L * 1024;

    private HumanSize() {
    }

    static String json(long bytes) {
        if (Long.compareUnsigned(bytes, LARGEST_PLAIN) < 0) {
            return Long.toUnsignedString(bytes);
        }
        return "\"" + scaled(bytes, 1024, "MiB", "GiB", "TiB") + " (" + scaled(bytes, 1000, "MB", "GB", "TB") + ")\"";
    }

    /** The next unit is taken from two of it on. */
    private static String scaled(long bytes, long step, String mega, String giga, String tera) {
        long m = step * step;
        long g = m * step;
        long t = g * step;
        if (bytes >= 0 && bytes < 2 * g) {
            return hundredths(bytes, m) + " " + mega;
        }
        return bytes >= 0 && bytes < 2 * t ? hundredths(bytes, g) + " " + giga : hundredths(bytes, t) + " " + tera;
    }

    private static String hundredths(long bytes, long unit) {
        long rounded = (Long.divideUnsigned(bytes * 200, unit) + 1) / 2;
        return "%d.%02d".formatted(rounded / 100, rounded % 100);
    }
}
