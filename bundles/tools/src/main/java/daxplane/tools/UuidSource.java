package daxplane.tools;

import java.util.UUID;
import org.osgi.annotation.versioning.ConsumerType;

/** Where the uuids come from that a tool invents, for namespaces, personalities and info blocks. */
@ConsumerType
@FunctionalInterface
public interface UuidSource {

    UUID next();

    /** What a uuid is for. */
    enum Purpose {
        NAMESPACE, PERSONALITY, CXL_REGION
    }

    /** @param purpose of interest to a source that repeats what was drawn another time */
    default UUID next(Purpose purpose) {
        return next();
    }

    /** A uuid for a personality. @param namespace that it will have; of interest to a source that repeats what was drawn another time */
    default UUID forPersonalityOf(String namespace) {
        return next(Purpose.PERSONALITY);
    }
}
