package daxplane.control;

import daxplane.host.Holders;
import daxplane.inventory.OwnershipEntry;
import java.util.List;
import java.util.Optional;

/**
 * Who owns a piece of memory now, who uses it, and who decided that.
 *
 * @param object   what was asked for
 * @param holdings the pieces that it stands for, each with its owner; none for ordinary memory of the kernel
 * @param detail   what else there is to know, one line each
 * @param holders  who has a device of these open, mapped or mounted
 * @param decided  for each piece the last record that made its owner what it is; none for what is so since the journal began
 */
public record OwnershipAnswer(String object, List<OwnershipEntry> holdings, List<String> detail, List<Holders.Holder> holders, List<HistoryEntry> decided) {

    public OwnershipAnswer {
        holdings = List.copyOf(holdings);
        detail = List.copyOf(detail);
        holders = List.copyOf(holders);
        decided = List.copyOf(decided);
    }

    /** The one piece that was asked for, when it is one. */
    public Optional<OwnershipEntry> only() {
        return holdings.size() == 1 ? Optional.of(holdings.getFirst()) : Optional.empty();
    }
}
