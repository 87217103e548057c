package daxplane.machine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Where a machine lives and what it is.
 *
 * @param folder     its folder in the state directory; need not exist
 * @param definition folder of its definition, read when it boots; empty: the one that the machine in the folder booted from
 * @param bootIds    a new one for each boot
 */
public record MachineSettings(Path folder, Optional<Path> definition, Supplier<UUID> bootIds) {
}
