package daxplane.kernel;

import daxplane.host.Errno;

/**
 * What one write(2) brought to an attribute, read as the kernel reads it: up to the first NUL, one trailing newline more or less
 * makes no difference.
 *
 * @param text as written
 */
public record WrittenText(String text) {

    public WrittenText {
        int nul = text.indexOf('\0');
        text = nul < 0 ? text : text.substring(0, nul);
    }

    /** Without one trailing newline. */
    public String line() {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    public boolean is(String word) {
        return line().equals(word);
    }

    /**
     * The first character decides ({@code 1yYtT}, {@code 0nNfF}), for {@code o} the second; what follows is ignored.
     *
     * @throws KernelException EINVAL anything else
     */
    public boolean toBoolean() throws KernelException {
        String start = text.length() >= 2 && Character.toLowerCase(text.charAt(0)) == 'o' ? text.substring(0, 2).toLowerCase(java.util.Locale.ROOT)
                : text.isEmpty() ? "" : text.substring(0, 1).toLowerCase(java.util.Locale.ROOT);
        return switch (start) {
            case "1", "y", "t", "on" -> true;
            case "0", "n", "f", "of" -> false;
            default -> throw new KernelException(Errno.EINVAL, "not a truth value: " + line());
        };
    }

    /**
     * An unsigned number: {@code 0x} hexadecimal, leading {@code 0} octal, else decimal; an optional {@code +}, no blanks.
     *
     * @param bits 32 or 64
     * @throws KernelException EINVAL not a number, ERANGE too large
     */
    public long toUnsigned(int bits) throws KernelException {
        String digits = line().startsWith("+") ? line().substring(1) : line();
        int radix = 10;
        if (digits.regionMatches(true, 0, "0x", 0, 2) && digits.length() > 2) {
            radix = 16;
            digits = digits.substring(2);
        } else if (digits.startsWith("0")) {
            radix = 8;
        }
        if (digits.isEmpty() || !digits.chars().allMatch(new Radix(radix)::has)) {
            throw new KernelException(Errno.EINVAL, "not a number: " + line());
        }
        var value = new java.math.BigInteger(digits, radix);
        if (value.bitLength() > bits) {
            throw new KernelException(Errno.ERANGE, "number too large: " + line());
        }
        return value.longValue();
    }

    private record Radix(int value) {
        boolean has(int character) {
            return character < 128 && Character.digit(character, value) >= 0;
        }
    }
}
