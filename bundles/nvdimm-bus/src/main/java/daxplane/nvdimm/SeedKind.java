package daxplane.nvdimm;

/** What a region always has one unused device of, for the next configuration. */
enum SeedKind {

    NAMESPACE("namespace"), BTT("btt"), PFN("pfn"), DAX("dax");

    private final String prefix;

    SeedKind(String prefix) {
        this.prefix = prefix;
    }

    /** Of device names: {@code btt} in {@code btt0.1}. */
    String prefix() {
        return prefix;
    }

    /** Attribute of the region that names the device. */
    String attribute() {
        return prefix + "_seed";
    }
}
