package daxplane.host;

import org.osgi.annotation.versioning.ProviderType;

/** Kernel modules. */
@ProviderType
public interface Modules {

    /** Loads a module and what it needs, as {@code modprobe NAME}; loading a loaded one is no error. ENOENT: no such module. */
    void load(String name) throws HostException;

    /** Unloads a module and what nobody else needs then, as {@code modprobe -r NAME}. EBUSY: in use. */
    void unload(String name) throws HostException;
}
