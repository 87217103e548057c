package daxplane.nvdimm;

import daxplane.kernel.NvdimmHardware.BusCommand;
import java.util.Set;

/**
 * What a bus provider knows of a bus itself.
 *
 * @param number   which of the provider's buses, from 0
 * @param text     as the attribute provider shows it
 * @param module   that stays loaded while one of its regions is enabled
 * @param commands that its firmware understands
 */
public record BusDescription(Topology.Provider provider, int number, String text, String module, Set<BusCommand> commands) {

    public BusDescription {
        commands = Set.copyOf(commands);
    }

    /** A bus whose firmware understands nothing. */
    static BusDescription plain(Topology.Provider provider) {
        return new BusDescription(provider, 0, provider.text(), provider.module(), Set.of());
    }

    boolean understands(BusCommand command) {
        return commands.contains(command);
    }

    /** Whether the kernel's own test module stands in for firmware: its DIMMs then answer what only its tests ask. */
    boolean emulated() {
        return provider == Topology.Provider.NFIT && !module.equals(provider.module());
    }
}
