package daxplane.nvdimm;

/** The unused devices of a region: which one comes next. docs/kernel/namespaces.md 5. */
final class Seeds {

    private Seeds() {
    }

    /** A device of the region was probed: when it, or the namespace that it claims, was a seed, the region gets another one. */
    static void advance(RegionChild device) {
        if (device.region().activity().isEmpty()) {
            return;
        }
        switch (device) {
            case Personality personality -> {
                replace(device.region(), personality.seedKind(), device.name());
                personality.namespaceName().ifPresent(name -> replace(device.region(), SeedKind.NAMESPACE, name));
            }
            default -> replace(device.region(), SeedKind.NAMESPACE, device.name());
        }
    }

    private static void replace(RegionDevice region, SeedKind kind, String used) {
        if (region.seedName(kind).equals(used) && !probedTooEarly(region, kind, used)) {
            next(region, kind);
        }
    }

    /** Whether a namespace was probed before the region, which was coming up, called it its seed: then no other one takes its place. */
    private static boolean probedTooEarly(RegionDevice region, SeedKind kind, String used) {
        return kind == SeedKind.NAMESPACE && region.ndBus().kernel().workload().decidedName(region.name() + "/namespace_seed").filter(used::equals).isPresent();
    }

    /**
     * Makes the first seed of a region.
     *
     * @param from the first number that it may have
     */
    static void first(RegionDevice region, SeedKind kind, int from) {
        make(region, kind, region.chosenNumber(kind, region.name() + "/" + kind.prefix() + "_seed", from));
    }

    /** Makes the next seed. A region that is one namespace has no other. */
    static void next(RegionDevice region, SeedKind kind) {
        if (kind == SeedKind.NAMESPACE && region.namespaceType() == NdDevice.NAMESPACE_IO) {
            return;
        }
        make(region, kind, region.freeNumber(kind));
    }

    private static void make(RegionDevice region, SeedKind kind, int number) {
        RegionChild seed = switch (kind) {
            case NAMESPACE -> NamespaceDevice.unused(region, number);
            case BTT -> new BttDevice(region, number);
            case PFN, DAX -> new PfnDevice(region, number, kind);
        };
        region.activity().orElseThrow().seed(kind, seed.name());
        region.changed();
        region.ndBus().later(seed);
    }
}
