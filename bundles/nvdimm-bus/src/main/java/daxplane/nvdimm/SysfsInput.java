package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.math.BigInteger;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel makes of the text that is written to an attribute. */
public final class SysfsInput {

    private static final Pattern NUMBER = Pattern.compile("\\+?(?:0[xX](?<hex>[0-9a-fA-F]+)|(?<octal>0[0-7]*)|(?<decimal>[1-9][0-9]*))\n?");
    private static final Pattern UUID_TEXT =
            Pattern.compile("([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}).*", Pattern.DOTALL);

    private SysfsInput() {
    }

    /** Decimal, 0x hexadecimal or 0 octal, one newline allowed behind it. EINVAL; ERANGE beyond 64 bits. Corpus ns-bad-size. */
    public static long unsigned(String text) throws KernelException {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            throw new KernelException(Errno.EINVAL, "not a number: " + text.strip());
        }
        BigInteger value = matcher.group("hex") != null ? new BigInteger(matcher.group("hex"), 16)
                : matcher.group("octal") != null ? new BigInteger(matcher.group("octal"), 8) : new BigInteger(matcher.group("decimal"));
        if (value.bitLength() > Long.SIZE) {
            throw new KernelException(Errno.ERANGE, "more than 64 bits: " + text.strip());
        }
        return value.longValue();
    }

    /** 1, y, on and 0, n, off, by their first letters. EINVAL. */
    public static boolean bool(String text) throws KernelException {
        return switch (text.isEmpty() ? '?' : text.charAt(0)) {
            case '1', 'y', 'Y', 't', 'T' -> true;
            case '0', 'n', 'N', 'f', 'F' -> false;
            case 'o', 'O' -> switch (text.length() < 2 ? '?' : text.charAt(1)) {
                case 'n', 'N' -> true;
                case 'f', 'F' -> false;
                default -> throw new KernelException(Errno.EINVAL, "neither on nor off: " + text.strip());
            };
            default -> throw new KernelException(Errno.EINVAL, "neither 0 nor 1: " + text.strip());
        };
    }

    /** 36 characters with dashes; what follows does not count. EINVAL. */
    public static UUID uuid(String text) throws KernelException {
        Matcher matcher = UUID_TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new KernelException(Errno.EINVAL, "not a uuid: " + text.strip());
        }
        return UUID.fromString(matcher.group(1));
    }

    /** The text without one newline at its end. */
    public static String line(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /** As the kernel prints hexadecimal numbers: {@code 0x1000000}, and 0 without prefix. */
    static String hex(long number) {
        return number == 0 ? "0" : "0x" + Long.toHexString(number);
    }
}
