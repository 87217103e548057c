package daxplane.shell.session;

import daxplane.control.ControlPlanes;
import daxplane.host.HostProvider;
import daxplane.loader.Bundles;
import daxplane.loader.Loader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The kinds of machines and the control plane that the bundles of the moment offer. */
@Component(service = Machines.class)
public final class Machines {

    private final Map<String, HostProvider> providers = new ConcurrentHashMap<>();
    private final AtomicReference<ControlPlanes> planes = new AtomicReference<>();
    private final AtomicReference<Loader> loader = new AtomicReference<>();
    private final AtomicReference<Bundles> bundles = new AtomicReference<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addProvider(HostProvider provider) {
        providers.put(provider.name(), provider);
    }

    void removeProvider(HostProvider provider) {
        providers.remove(provider.name(), provider);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setPlanes(ControlPlanes offered) {
        planes.set(offered);
    }

    void unsetPlanes(ControlPlanes gone) {
        planes.compareAndSet(gone, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setLoader(Loader offered) {
        loader.set(offered);
    }

    void unsetLoader(Loader gone) {
        loader.compareAndSet(gone, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setBundles(Bundles offered) {
        bundles.set(offered);
    }

    void unsetBundles(Bundles gone) {
        bundles.compareAndSet(gone, null);
    }

    Optional<Bundles> bundles() {
        return Optional.ofNullable(bundles.get());
    }

    Optional<Loader> loader() {
        return Optional.ofNullable(loader.get());
    }

    /** What {@code --host} can name now, sorted. */
    public List<String> hosts() {
        return providers.keySet().stream().sorted().toList();
    }

    Optional<HostProvider> provider(String name) {
        return Optional.ofNullable(providers.get(name));
    }

    Optional<ControlPlanes> planes() {
        return Optional.ofNullable(planes.get());
    }

    /** Nothing is opened yet. */
    public Session session(String host, HostProvider.Request request) {
        return new LazySession(this, host, request);
    }
}
