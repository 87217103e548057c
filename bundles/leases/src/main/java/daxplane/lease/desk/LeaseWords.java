package daxplane.lease.desk;

import java.util.List;
import java.util.Optional;

/**
 * To ask a lease back, or to give it again, as an administrator types it.
 *
 * @param seconds how long the holder may take; empty: it may have it again
 */
record LeaseWords(String device, int pid, Optional<Integer> seconds) {

    /** Empty: something else is meant. */
    static Optional<LeaseWords> parse(List<String> words) {
        boolean revoke = words.size() == 6 && words.get(1).equals("revoke") && words.get(4).equals("--drain") && words.get(5).matches("[0-9]{1,4}");
        boolean resume = words.size() == 4 && words.get(1).equals("resume");
        return (revoke || resume) && words.getFirst().equals("lease") && words.get(3).matches("[0-9]{1,9}")
                ? Optional.of(new LeaseWords(words.get(2), Integer.parseInt(words.get(3)), revoke ? Optional.of(Integer.parseInt(words.get(5))) : Optional.empty()))
                : Optional.empty();
    }

    /** Said to a simulated process. */
    List<String> ofProcess() {
        var process = Integer.toString(pid);
        return seconds.isPresent() ? List.of("process", process, "yield", device, seconds.get().toString()) : List.of("process", process, "resume", device);
    }
}
