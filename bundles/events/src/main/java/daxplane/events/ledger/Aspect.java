package daxplane.events.ledger;

import daxplane.inventory.Fact;

/** What of an object a record tells. */
public enum Aspect {
    /** Whose it is. */
    DRIVER,
    /** Its memory blocks. */
    BLOCKS,
    /** What else it is. */
    SELF,
    /** Nothing of its state. */
    TOLD;

    /** Of a fact that may have changed the state of an object. */
    public static Aspect of(Fact fact) {
        return switch (fact) {
            case Fact.DriverBound _, Fact.DriverUnbound _ -> DRIVER;
            case Fact.BlocksAdded _, Fact.BlocksRemoved _, Fact.BlocksOnlined _, Fact.BlocksOfflined _ -> BLOCKS;
            default -> SELF;
        };
    }
}
