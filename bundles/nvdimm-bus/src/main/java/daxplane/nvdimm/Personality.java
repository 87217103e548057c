package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.Device;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import daxplane.labels.Abstraction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** A way to use a namespace: BTT, PFN or DAX. Configured by attributes, or found on media when the namespace is probed. */
@ProviderType
public abstract class Personality extends RegionChild {

    /** Smallest namespace that can be claimed by name. */
    private static final long SMALLEST_NAMESPACE = 16 << 20;

    private final SeedKind kind;
    private Optional<UUID> uuid = Optional.empty();
    private Optional<String> namespace = Optional.empty();

    Personality(RegionDevice region, SeedKind kind, int number) {
        super(region, kind.prefix(), number);
        this.kind = kind;
    }

    final SeedKind seedKind() {
        return kind;
    }

    public final Optional<UUID> uuid() {
        return uuid;
    }

    final void uuid(Optional<UUID> changed) {
        uuid = changed;
        changed();
    }

    final Optional<String> namespaceName() {
        return namespace;
    }

    /** The namespace that it claims. */
    public final Optional<NamespaceDevice> namespace() {
        return namespace.flatMap(region()::child).map(NamespaceDevice.class::cast);
    }

    /** Whether a namespace of this class may be claimed by it. */
    abstract boolean accepts(Abstraction holderClass);

    /** Forgets its configuration, as releasing the namespace does. */
    abstract void reset();

    /** Claims the namespace. Nobody else may have it. */
    final void attach(NamespaceDevice claimed) {
        namespace = Optional.of(claimed.name());
        claimed.claim(Optional.of(name()));
        changed();
    }

    final void detach() {
        namespace().ifPresent(claimed -> claimed.claim(Optional.empty()));
        namespace = Optional.empty();
        changed();
    }

    @Override
    protected List<Attribute> attributes() {
        List<Attribute> attributes = new ArrayList<>(commonAttributes());
        attributes.add(Attribute.readWrite("uuid", () -> uuid.map(UUID::toString).orElse("") + "\n", value -> {
            requireUnbound();
            uuid(Optional.of(WrittenUuid.parse(value)));
        }));
        attributes.add(Attribute.readWrite("namespace", () -> namespace.orElse("") + "\n", this::storeNamespace));
        return attributes;
    }

    final void requireUnbound() throws KernelException {
        if (bound()) {
            throw new KernelException(Errno.EBUSY, name() + " is bound");
        }
    }

    /** ENXIO while it is not bound. */
    final void requireBound() throws KernelException {
        if (!bound()) {
            throw new KernelException(Errno.ENXIO, name() + " is not bound");
        }
    }

    /** A name claims, an empty line releases. A released one that is no seed vanishes. docs/kernel/namespaces.md 3.2. */
    private void storeNamespace(String value) throws KernelException {
        requireUnbound();
        String name = new WrittenText(value).text().strip();
        if (name.isEmpty()) {
            release();
            return;
        }
        if (!name.startsWith(SeedKind.NAMESPACE.prefix())) {
            throw new KernelException(Errno.EINVAL, "no name of a namespace: " + name);
        }
        if (namespace.isPresent()) {
            throw new KernelException(Errno.EBUSY, this + " has " + namespace.get() + " already");
        }
        Device found = region().child(name).orElseThrow(() -> new KernelException(Errno.ENODEV, "no " + name + " in " + region()));
        claim((NamespaceDevice) found);
    }

    private void claim(NamespaceDevice claimed) throws KernelException {
        if (!accepts(claimed.holderClass())) {
            throw new KernelException(Errno.EBUSY, claimed + " is set aside for " + claimed.holderClass());
        }
        if (claimed.range().bytes() < SMALLEST_NAMESPACE) {
            throw new KernelException(Errno.ENXIO, claimed + " is too small");
        }
        if (claimed.claim().isPresent()) {
            throw new KernelException(Errno.EBUSY, claimed + " is claimed by " + claimed.claim().get());
        }
        attach(claimed);
    }

    private void release() {
        detach();
        if (region().seedName(kind).equals(name())) {
            uuid = Optional.empty();
            reset();
            changed();
        } else {
            ndBus().kernel().devices().unregister(this);
        }
    }

    @Override
    protected Map<String, String> state() {
        Map<String, String> state = new LinkedHashMap<>();
        state.put("kind", kind.prefix());
        state.put("number", Integer.toString(number()));
        uuid.ifPresent(value -> state.put("uuid", value.toString()));
        namespace.ifPresent(name -> state.put("namespace", name));
        return state;
    }

    void restore(Map<String, String> state) {
        uuid = Optional.ofNullable(state.get("uuid")).map(UUID::fromString);
        namespace = Optional.ofNullable(state.get("namespace"));
    }
}
