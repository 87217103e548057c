package daxplane.inventory;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Inventory before, Inventory after) throws Exception {
        // @start region="example"
        for (Fact fact : Difference.between(before, after)) {
            System.out.println(fact);
        }
        assert Fold.apply(before, Difference.between(before, after)).equals(after);
        // @end
    }
}
