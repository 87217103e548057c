package daxplane.tools;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The administrators' tools. A service; {@link Toolbox} is the one implementation. */
@ProviderType
public interface Tools {

    /** ndctl, daxctl, cxl, then what these have no command for. */
    List<Tool> all();

    default Optional<Tool> named(String name) {
        return all().stream().filter(tool -> tool.name().equals(name)).findFirst();
    }
}
