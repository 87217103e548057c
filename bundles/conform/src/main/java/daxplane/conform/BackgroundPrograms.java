package daxplane.conform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Programs of a recording that hold devices and memory while others run. */
interface BackgroundPrograms {

    /** None is known. */
    BackgroundPrograms NONE = new BackgroundPrograms() {
        @Override
        public Optional<String> start(String tag, List<String> words) {
            return Optional.empty();
        }

        @Override
        public boolean open(String tag, String device) {
            return false;
        }

        @Override
        public boolean kill(String tag) {
            return false;
        }
    };

    /**
     * Starts a program that goes on until it is killed.
     *
     * @return what it prints once it holds what it is to hold, or why it could not; empty when nobody knows what it would do
     */
    Optional<String> start(String tag, List<String> words);

    /** A shell opens a device and keeps it open. @param device {@code /dev/pmem0} */
    boolean open(String tag, String device);

    /** Time passes while nothing happens. */
    default void sleep(Duration time) {
    }

    /** @return false when no such program was started */
    boolean kill(String tag);
}
