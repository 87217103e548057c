package daxplane.blueprint;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Parameters parameters, byte[] nfit, String iomem, Path folder, byte[] labelArea, byte[] infoBlock, PrintStream out) throws Exception {
        // @start region="example"
        Blueprint blueprint = Blueprint.of(parameters, Map.of("NFIT", nfit), iomem);
        blueprint.media().forEach(medium -> out.println(medium.image() + " " + medium.capacityBytes()));
        blueprint.write(folder, Map.of("dimm0.img", labelArea), List.of(new Blueprint.Piece(0x100001000L, infoBlock)));
        // @end
    }
}
