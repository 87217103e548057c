package daxplane.kernel;

import daxplane.host.Errno;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of a device as {@code new_id} and {@code remove_id} take it: exactly as it would be printed, so {@code dax-1.0} is one
 * and {@code dax00.0} is none. Source: docs/kernel/observed.md no. 4, corpus dax-malformed.
 */
public record DaxId(int region, int device) {

    private static final Pattern FORM = Pattern.compile("dax(-?[0-9]{1,10})\\.(-?[0-9]{1,10})");

    /** @throws KernelException EINVAL anything else */
    public static DaxId of(WrittenText written) throws KernelException {
        Matcher name = FORM.matcher(written.line());
        if (name.matches()) {
            var id = new DaxId((int) Long.parseLong(name.group(1)), (int) Long.parseLong(name.group(2)));
            if (written.is(id.toString())) {
                return id;
            }
        }
        throw new KernelException(Errno.EINVAL, "not a name of a dax device: " + written.line());
    }

    @Override
    public String toString() {
        return "dax" + region + "." + device;
    }
}
