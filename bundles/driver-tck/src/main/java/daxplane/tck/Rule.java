package daxplane.tck;

/**
 * One thing that every driver owes.
 *
 * @param name  for reports
 * @param owes  the rule in a sentence
 * @param trial finds out
 */
public record Rule(String name, String owes, Trial trial) {

    /** Tries one candidate; a fresh machine comes from {@link Bench#of}. */
    @FunctionalInterface
    public interface Trial {

        /** @throws Broken it does not hold */
        void run(Candidate candidate);
    }
}
