package daxplane.events.ledger;

import daxplane.inventory.Inventory;

/**
 * The machine at a moment.
 *
 * @param revision  last journal record that is in it; 0 when there is no journal yet
 * @param bootId    boot that it was observed in; empty text when nothing was observed yet
 * @param host      what the machine is, for people
 */
public record MachineState(long revision, String bootId, String host, Inventory inventory) {
}
