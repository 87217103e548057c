package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.nd.Device;
import daxplane.tools.nd.Namespace;
import daxplane.tools.nd.NamespaceMode;
import daxplane.tools.nd.NamespaceType;
import daxplane.tools.nd.NdControl;
import daxplane.tools.nd.Personality;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.Optional;
import java.util.UUID;

/** Makes an idle namespace into what a plan says, and enables it. */
final class NamespaceMaker {

    private static final long DAX_ALIGN = 16L << 20;
    private static final int DEFAULT_SECTOR = 512;
    private static final int DEFAULT_BTT_SECTOR = 4096;

    private final Session session;
    private final NdControl control;
    private final Complaints complaints;
    private final NamespaceForm form;

    NamespaceMaker(Session session, Complaints complaints, NamespaceForm form) {
        this.session = session;
        this.control = new NdControl(session);
        this.complaints = complaints;
        this.form = form;
    }

    void make(Namespace namespace, NamespacePlan plan) throws Refused {
        if (namespace.type() != NamespaceType.IO) {
            attempt(namespace, "set_uuid", control.set(namespace, "uuid", plan.uuid().toString()));
            attempt(namespace, "set_alt_name", control.set(namespace, "alt_name", plan.name()));
            attempt(namespace, "set_size", control.setSize(namespace, plan.size()));
        }
        setSectorSize(namespace, plan);
        control.setHolderClass(namespace, kind(plan.mode()));
        int outcome = switch (plan.mode()) {
            case RAW -> control.enable(namespace);
            case SECTOR -> sector(namespace, plan);
            case FSDAX -> needsPersonality(namespace, plan)
                    ? paged(namespace, plan, Personality.Kind.PFN) : control.enable(namespace);
            case DEVDAX -> paged(namespace, plan, Personality.Kind.DAX);
        };
        if (outcome != Outcome.DONE) {
            // Also when an old info block gave it to a personality instead.
            session.error(namespace.name() + ": failed to enable\n");
            throw new Refused(outcome);
        }
    }

    private static Optional<Personality.Kind> kind(NamespaceMode mode) {
        return switch (mode) {
            case RAW -> Optional.empty();
            case SECTOR -> Optional.of(Personality.Kind.BTT);
            case FSDAX -> Optional.of(Personality.Kind.PFN);
            case DEVDAX -> Optional.of(Personality.Kind.DAX);
        };
    }

    private void setSectorSize(Namespace namespace, NamespacePlan plan) throws Refused {
        if (plan.sectorSize().isEmpty()) {
            return;
        }
        long size = plan.sectorSize().getAsLong();
        if (namespace.supportedSectorSizes().contains(size)) {
            attempt(namespace, "set_sector_size", control.set(namespace, "sector_size", Long.toString(size)));
        } else if (plan.mode() != NamespaceMode.SECTOR && size != DEFAULT_SECTOR) {
            session.error(namespace.name() + ": sector_size: " + size + " not supported\n");
            throw new Refused(Errno.EINVAL);
        }
    }

    /** Some platforms' namespaces have page structures in memory without any personality. */
    private static boolean needsPersonality(Namespace namespace, NamespacePlan plan) {
        return namespace.mode() != NamespaceMode.FSDAX || !plan.inMemory();
    }

    private int sector(Namespace namespace, NamespacePlan plan) throws Refused {
        Personality btt = seed(namespace, Personality.Kind.BTT);
        attempt(btt, "set_uuid", control.set(btt, "uuid", session.inventPersonalityUuid(namespace.name()).toString()));
        attempt(btt, "set_sector_size", control.set(btt, "sector_size", Long.toString(plan.sectorSize().orElse(DEFAULT_BTT_SECTOR))));
        attempt(btt, "set_namespace", control.set(btt, "namespace", namespace.name()));
        return control.enable(btt);
    }

    private int paged(Namespace namespace, NamespacePlan plan, Personality.Kind kind) throws Refused {
        Personality personality = seed(namespace, kind);
        checkStart(namespace);
        attempt(personality, "set_uuid", control.set(personality, "uuid", session.inventPersonalityUuid(namespace.name()).toString()));
        attempt(personality, "set_location", control.set(personality, "mode", plan.inMemory() ? "ram" : "pmem"));
        attempt(personality, "set_align", control.set(personality, "align", Long.toString(plan.align())));
        attempt(personality, "set_namespace", control.set(personality, "namespace", namespace.name()));
        int outcome = control.enable(personality);
        if (outcome < 0 && form.autorecover()) {
            control.release(personality);
        }
        return outcome;
    }

    private Personality seed(Namespace namespace, Personality.Kind kind) throws Refused {
        var seed = namespace.region().seed(kind);
        if (seed.isEmpty()) {
            complaints.add(namespace.name() + ": failed to get seed");
            throw new Refused(Errno.ENXIO);
        }
        return seed.get();
    }

    private void checkStart(Namespace namespace) throws Refused {
        var start = namespace.resource();
        if (start.isEmpty()) {
            session.stderr("  Warning: " + namespace.name() + " unable to validate alignment\n\n");
        } else if (start.getAsLong() % DAX_ALIGN != 0 && !form.force()) {
            session.error(namespace.name() + " misaligned to 16M, adjust region alignment and retry\n");
            throw new Refused(Errno.EINVAL);
        }
    }

    private void attempt(Device device, String what, int outcome) throws Refused {
        if (outcome < 0) {
            complaints.add(device.name() + ": " + what + " failed: " + Outcome.text(outcome));
            throw new Refused(outcome);
        }
    }
}
