package daxplane.loader;

import java.util.Optional;

/** What became of a plug-in bundle. One side is empty when it came or went for good. */
public record Change(String name, Optional<PluginBundle> before, Optional<PluginBundle> after) {
}
