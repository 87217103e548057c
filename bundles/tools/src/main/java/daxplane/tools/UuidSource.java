package daxplane.tools;

import java.util.UUID;

/** Where the uuids come from that a tool invents, for namespaces, personalities and info blocks. */
@FunctionalInterface
public interface UuidSource {

    UUID next();
}
