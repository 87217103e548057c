package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.nd.Namespace;
import daxplane.tools.nd.NamespaceMode;
import daxplane.tools.nd.NamespaceType;
import daxplane.tools.nd.Personality;
import daxplane.tools.nd.Region;
import daxplane.tools.session.ByteCount;
import daxplane.tools.UuidSource;
import daxplane.tools.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers, for one region, what the options of {@code create-namespace} leave open, and refuses what does not fit there. */
final class NamespacePlanner {

    private static final long PAGE = 4096;
    private static final long SMALLEST_PERSONALITY = 16L << 20;
    private static final int LONGEST_NAME_BYTES = 63;
    private static final long DEFAULT_SECTOR = 512;
    private static final long FALLBACK_ALIGN = 2L << 20;

    private final Session session;
    private final Complaints complaints;
    private final NamespaceForm form;
    private final Region region;
    private final Optional<Namespace> existing;
    private final NamespaceMode mode;

    /** @param existing the namespace that is made into another; empty for a new one */
    NamespacePlanner(Session session, Complaints complaints, NamespaceForm form, Region region, Optional<Namespace> existing) {
        this.session = session;
        this.complaints = complaints;
        this.form = form;
        this.region = region;
        this.existing = existing;
        this.mode = form.mode().or(() -> existing.map(Namespace::mode)).orElse(NamespaceMode.FSDAX);
    }

    NamespacePlan plan() throws Refused {
        if (!region.enabled()) {
            throw Refused.elsewhere();
        }
        long wanted = wantedSize();
        String name = name();
        long align = align();
        long size = fittingSize(wanted, align);
        var sectorSize = sectorSize();
        if (form.map().isPresent() && mode != NamespaceMode.FSDAX && mode != NamespaceMode.DEVDAX && existing.isPresent()) {
            complaints.add(existing.get().name() + ": --map= only valid for fsdax mode namespace");
            throw new Refused(Errno.EINVAL);
        }
        var uuid = form.uuid().orElseGet(() -> session.inventUuid(UuidSource.Purpose.NAMESPACE));
        return new NamespacePlan(size, mode, form.map().filter("mem"::equals).isPresent(), align, sectorSize, uuid, name);
    }

    /** The size that was asked for, or else all that there is. */
    private long wantedSize() throws Refused {
        boolean labelled = region.namespaceType() == NamespaceType.PMEM;
        long asked = form.size().map(ByteCount::bytes).orElseGet(() -> existing.map(Namespace::size).orElse(0L));
        if (existing.isEmpty()) {
            long there = labelled ? region.maxAvailableExtent().orElseGet(region::availableSize) : region.size();
            if (there == 0 || Long.compareUnsigned(asked, there) > 0) {
                throw Refused.elsewhere();
            }
            asked = asked == 0 ? there : asked;
        }
        if (!labelled && asked != region.size()) {
            session.error("Legacy / label-less namespaces do not support sub-dividing a region\n");
            session.error("Retry without -s/--size=\n");
            throw new Refused(Errno.EINVAL);
        }
        return asked;
    }

    private long align() throws Refused {
        var personality = personality();
        if (form.align().isPresent()) {
            if (personality.isEmpty()) {
                session.error((mode == NamespaceMode.SECTOR ? "sector" : "raw") + " mode does not support setting an alignment\n");
                throw new Refused(Errno.ENXIO);
            }
            if (!personality.get().supportedAlignments().contains(form.align().get())) {
                session.error("unsupported align: " + form.alignText() + "\n");
                throw new Refused(Errno.ENXIO);
            }
            return form.align().get();
        }
        if (mode == NamespaceMode.FSDAX && existing.filter(NamespacePlanner::pagedWithoutPersonality).isPresent()) {
            return PAGE;
        }
        long align = personality.map(p -> p.align().orElse(FALLBACK_ALIGN)).orElse(PAGE);
        long start = region.resource().orElse(-1);
        return Long.remainderUnsigned(start, align) == 0 ? align : PAGE;
    }

    private static boolean pagedWithoutPersonality(Namespace namespace) {
        return namespace.mode() == NamespaceMode.FSDAX && namespace.personality().isEmpty();
    }

    /** The personality whose alignment is the default: the one there is, or else the one that the kernel offers next. */
    private Optional<Personality> personality() {
        return switch (mode) {
            case FSDAX -> ofKind(Personality.Kind.PFN);
            case DEVDAX -> ofKind(Personality.Kind.DAX);
            case RAW, SECTOR -> Optional.empty();
        };
    }

    private Optional<Personality> ofKind(Personality.Kind kind) {
        return existing.flatMap(Namespace::personality).filter(p -> p.kind() == kind).or(() -> region.seed(kind));
    }

    private long fittingSize(long wanted, long align) throws Refused {
        var regionAlign = region.align();
        if (regionAlign.isPresent() && regionAlign.getAsLong() != 0 && Long.remainderUnsigned(wanted, regionAlign.getAsLong()) != 0) {
            complaints.add(region.name() + ": align setting is " + hex(regionAlign.getAsLong()) + " size " + hex(wanted) + " is misaligned");
            throw new Refused(Errno.EINVAL);
        }
        int ways = Math.max(1, region.ways());
        if (Long.remainderUnsigned(wanted, align * ways) != 0) {
            long unit = form.size().map(ByteCount::unit).orElse(1L);
            long step = Math.max(unit, align) * ways;
            long above = (Long.divideUnsigned(wanted, step) + 1) * step;
            complaints.add("'--size=' must align to interleave-width: " + ways + " and alignment: " + align
                    + "\ndid you intend --size=" + Long.toUnsignedString(above / unit) + suffix(unit) + "?");
            throw new Refused(Errno.EINVAL);
        }
        if (Long.compareUnsigned(wanted, SMALLEST_PERSONALITY) < 0 && mode != NamespaceMode.RAW) {
            if (form.size().isEmpty() && existing.isEmpty()) {
                throw Refused.elsewhere();
            }
            session.error("'--size=' must be >= 16MiB for '" + mode.word() + "' mode\n");
            throw new Refused(Errno.EINVAL);
        }
        return wanted;
    }

    private static String suffix(long unit) {
        return switch (Long.numberOfTrailingZeros(unit)) {
            case 10 -> "K";
            case 20 -> "M";
            case 30 -> "G";
            case 40 -> "T";
            default -> "";
        };
    }

    private OptionalLong sectorSize() throws Refused {
        if (form.sectorSize().isPresent()) {
            long size = form.sectorSize().get();
            boolean sector = mode == NamespaceMode.SECTOR;
            var seed = region.seed(Personality.Kind.BTT);
            if (sector && seed.isEmpty()) {
                complaints.add(region.name() + ": does not support 'sector' mode");
                throw new Refused(Errno.EINVAL);
            }
            List<Long> supported = sector ? seed.get().supportedSectorSizes()
                    : existing.or(region::namespaceSeed).map(Namespace::supportedSectorSizes).orElse(List.of());
            if (!supported.contains(size)) {
                complaints.add(region.name() + ": does not support " + (sector ? "btt" : "namespace") + " sector_size " + size);
                throw new Refused(Errno.EINVAL);
            }
            return OptionalLong.of(size);
        }
        var btt = existing.flatMap(Namespace::personality).filter(p -> p.kind() == Personality.Kind.BTT);
        if (btt.isPresent() && mode == NamespaceMode.SECTOR) {
            return btt.get().sectorSize();
        }
        return existing.map(Namespace::sectorSize).orElse(OptionalLong.of(DEFAULT_SECTOR));
    }

    private String name() throws Refused {
        String name = form.name().or(() -> existing.map(Namespace::alternativeName)).orElse("");
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
            complaints.add("validate_namespace_options: alt name overflow");
            throw new Refused(Errno.EINVAL);
        }
        return name;
    }

    private static String hex(long value) {
        return value == 0 ? "0" : "0x" + Long.toHexString(value);
    }
}
