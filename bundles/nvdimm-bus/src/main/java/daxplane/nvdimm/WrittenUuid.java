package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A uuid as the kernel takes it from an attribute: 36 characters with dashes; what follows does not count. Corpus label-rename. */
final class WrittenUuid {

    private static final Pattern TEXT =
            Pattern.compile("([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}).*", Pattern.DOTALL);

    private WrittenUuid() {
    }

    /** EINVAL. */
    static UUID parse(String text) throws KernelException {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new KernelException(Errno.EINVAL, "not a uuid: " + text.strip());
        }
        return UUID.fromString(matcher.group(1));
    }
}
