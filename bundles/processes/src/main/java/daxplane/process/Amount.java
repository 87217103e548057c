package daxplane.process;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;

/** Numbers of command lines: decimal or 0x, with K, M or G behind. */
final class Amount {

    private Amount() {
    }

    static long of(String text) throws KernelException {
        if (!text.matches("(0x[0-9a-fA-F]{1,15}|\\d{1,18})[KMG]?")) {
            throw new KernelException(Errno.EINVAL, text + " is no amount");
        }
        int shift = switch (text.charAt(text.length() - 1)) {
            case 'K' -> 10;
            case 'M' -> 20;
            case 'G' -> 30;
            default -> 0;
        };
        long number = Long.decode(shift == 0 ? text.replaceFirst("^0+(?=\\d)", "") : text.substring(0, text.length() - 1).replaceFirst("^0+(?=\\d)", ""));
        if (number > Long.MAX_VALUE >> shift) {
            throw new KernelException(Errno.EINVAL, text + " is too large");
        }
        return number << shift;
    }
}
