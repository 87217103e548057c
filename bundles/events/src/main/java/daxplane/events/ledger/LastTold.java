package daxplane.events.ledger;

import java.util.stream.LongStream;

/**
 * The last revisions that may tell something of an object, by what they tell; 0: none. No later one does; whether these do, a history
 * finds that reads them.
 */
public record LastTold(long driver, long blocks, long self, long told) {

    static final LastTold NEVER = new LastTold(0, 0, 0, 0);

    public long of(Aspect aspect) {
        return switch (aspect) {
            case DRIVER -> driver;
            case BLOCKS -> blocks;
            case SELF -> self;
            case TOLD -> told;
        };
    }

    public long ofAny() {
        return LongStream.of(driver, blocks, self, told).max().orElseThrow();
    }

    LastTold with(Aspect aspect, long revision) {
        return switch (aspect) {
            case DRIVER -> new LastTold(revision, blocks, self, told);
            case BLOCKS -> new LastTold(driver, revision, self, told);
            case SELF -> new LastTold(driver, blocks, revision, told);
            case TOLD -> new LastTold(driver, blocks, self, revision);
        };
    }
}
