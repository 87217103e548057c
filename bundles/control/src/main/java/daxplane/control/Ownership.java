package daxplane.control;

import daxplane.host.Holders;
import java.util.List;
import java.util.Optional;

/**
 * Who owns a piece of memory now.
 *
 * @param object   what was asked for, by its kernel name
 * @param owner    {@code the kernel, as System RAM on node 2}, {@code applications, through /dev/dax0.0}, {@code nobody}
 * @param detail   further facts, one line each
 * @param holders  who has it open, mapped or mounted
 * @param decided  the last record that made it so; empty when it is so since the first boot that the journal knows
 */
public record Ownership(String object, String owner, List<String> detail, List<Holders.Holder> holders, Optional<Past> decided) {

    public Ownership {
        detail = List.copyOf(detail);
        holders = List.copyOf(holders);
    }
}
