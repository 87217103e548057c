package daxplane.nvdimm.info;

import java.util.Optional;
import java.util.UUID;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(byte[] bytes, UUID labelUuid) throws Exception {
        // @start region="example"
        Optional<PfnInfo> info = PfnInfo.parse(PfnInfo.Kind.DAX, bytes, labelUuid);
        Optional<BttGeometry> geometry = BttGeometry.of(64 << 20, 4096);       // 16105 sectors of 4096 bytes
        // @end
    }
}
