package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import java.util.ArrayList;
import java.util.List;

/** Attributes of a namespace. docs/kernel/attributes.md 1. */
final class NamespaceAttributes {

    private final NamespaceDevice namespace;
    private final NamespaceStores stores;

    NamespaceAttributes(NamespaceDevice namespace) {
        this.namespace = namespace;
        this.stores = new NamespaceStores(namespace);
    }

    List<Attribute> attributes() {
        List<Attribute> attributes = new ArrayList<>(namespace.commonAttributes());
        attributes.add(Attribute.readOnly("nstype", () -> namespace.type() + "\n"));
        attributes.add(Attribute.rootOnly("resource", this::resource));
        attributes.add(Attribute.readOnly("holder", () -> namespace.claim().orElse("") + "\n"));
        attributes.add(Attribute.readOnly("mode", () -> mode() + "\n"));
        attributes.add(Attribute.readWrite("holder_class", () -> namespace.holderClass().holderClass() + "\n", stores::holderClass));
        attributes.add(Attribute.readWrite("force_raw", () -> namespace.forceRaw() ? "1\n" : "0\n",
                value -> namespace.forceRaw(new WrittenText(value).toBoolean())));
        if (namespace.labelled()) {
            attributes.addAll(ofLabels());
        } else {
            attributes.add(Attribute.readOnly("size", this::size));
        }
        return attributes;
    }

    private List<Attribute> ofLabels() {
        return List.of(Attribute.readWrite("size", this::size, stores::size),
                Attribute.readWrite("uuid", () -> namespace.uuid().map(Object::toString).orElse("") + "\n", stores::uuid),
                Attribute.readWrite("alt_name", () -> namespace.altName() + "\n", stores::altName),
                Attribute.readWrite("sector_size", () -> SizeChoice.NAMESPACE_SECTORS.text(namespace.lbaSize()), stores::sectorSize),
                Attribute.readOnly("dpa_extents", this::extents));
    }

    private String size() {
        return Long.toUnsignedString(namespace.range().bytes()) + "\n";
    }

    private String resource() throws KernelException {
        if (namespace.range().isEmpty()) {
            throw new KernelException(Errno.ENXIO, namespace.name() + " has no size");
        }
        return Hex.of(namespace.range().start()) + "\n";
    }

    /**
     * Over all DIMMs. With a DIMM unbound under the enabled region the real kernel dereferences NULL here (corpus
     * nd-dimm-unbind-active); this one answers ENXIO.
     */
    private String extents() throws KernelException {
        if (namespace.uuid().isEmpty()) {
            return "0\n";
        }
        long extents = 0;
        for (DimmDevice dimm : namespace.region().dimms()) {
            DimmLabels labels = dimm.labels().orElseThrow(() -> new KernelException(Errno.ENXIO, dimm.name() + " is disabled"));
            extents += labels.space().of(DimmLabels.owner(namespace.uuid().get())).size();
        }
        return extents + "\n";
    }

    private String mode() {
        if (namespace.claim().isEmpty()) {
            return namespace.mapsPages() ? "memory" : "raw";
        }
        String claim = namespace.claim().get();
        return claim.startsWith(SeedKind.BTT.prefix()) ? "safe" : claim.startsWith(SeedKind.PFN.prefix()) ? "memory" : "dax";
    }
}
