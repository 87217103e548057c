package daxplane.lease;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(LeaseHolder holder, long now, long later) throws Exception {
        // @start region="example"
        LeaseTable table = new LeaseTable(event -> { });
        LeaseTable.Answer answer = table.acquire("dax0.0", 0, 512, "db", holder, 5_000);
        boolean valid = table.check(1, 1);                              // before each use: one volatile read
        table.drain("dax0.0", 0, 512, Reason.DRIVER_UNBIND, now);       // asks every holder
        var holders = table.waitingFor("dax0.0", later);                // nobody: the mapping may change
        // @end
    }
}
