package daxplane.loader;

import java.util.Optional;

/** What became of a driver bundle. One side is empty when it came or went for good. */
public record Change(String name, Optional<DriverBundle> before, Optional<DriverBundle> after) {
}
