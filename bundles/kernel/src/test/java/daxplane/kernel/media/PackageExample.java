package daxplane.kernel.media;

import daxplane.kernel.Firmware;
import java.util.List;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Firmware.Nfit nfit, Storage storage, long capacityBytes, int labelAreaBytes) throws Exception {
        // @start region="example"
        var media = new DimmMedia(AddressMap.of(nfit), List.of(new Dimm(storage, capacityBytes, labelAreaBytes)));
        byte[] firstPage = media.read(0x100000000L, 4096);
        // @end
    }
}
