package daxplane.machine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Where a machine lives and what it is.
 *
 * @param folder     its folder in the state directory; need not exist
 * @param definition folder of its definition, read when it boots; empty: the one that the machine in the folder booted from
 * @param bootIds    a new one for each boot
 * @param patience   how long a driver may be silent before its call is given up
 */
public record MachineSettings(Path folder, Optional<Path> definition, Supplier<UUID> bootIds, Duration patience) {

    /** A simulated driver computes for microseconds; a busy machine may stall it for seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public MachineSettings(Path folder, Optional<Path> definition, Supplier<UUID> bootIds) {
        this(folder, definition, bootIds, PATIENCE);
    }
}
