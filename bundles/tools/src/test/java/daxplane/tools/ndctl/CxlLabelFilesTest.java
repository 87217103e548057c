package daxplane.tools.ndctl;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.labels.Abstraction;
import daxplane.labels.AreaSource;
import daxplane.labels.CxlLabel;
import daxplane.labels.Fletcher64;
import daxplane.labels.LabelStore;
import daxplane.tools.fixture.Run;
import daxplane.tools.fixture.TreeAttributes;
import daxplane.tools.fixture.TreeHost;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A label area in the form that CXL defines: index blocks of version 2.1, labels of regions and namespaces (docs/kernel/labels.md, 1.2, 2.2, 2.3). */
class CxlLabelFilesTest {

    private static final int AREA = 4096;
    private static final int INDEX = 256;
    private static final int LABEL = 256;
    private static final UUID REGION = UUID.fromString("2c8854b1-8f87-4cbd-9267-348f888560e1");
    private static final UUID NAMESPACE = UUID.fromString("00000001-1111-2222-3333-444444444441");

    private final CxlLabel region = new CxlLabel.OfRegion(REGION, 0, 2, 1, 0, 0x20000000, -1, 0, 3, 1);
    private final CxlLabel namespace = new CxlLabel.OfNamespace(NAMESPACE, "pool", 8, 1, 0, 0x10000000, 0x8000000, 1, 1, REGION,
            Abstraction.DAX.guid(), 4096);
    private final MemoryFiles files = new MemoryFiles().with("./area", new byte[AREA]);

    private Run run(String line) {
        return Run.of(new TreeHost(new TreeAttributes()), files, List.of(line.split(" ")));
    }

    /** Both labels in use in both index blocks. */
    @BeforeEach void writeAnArea() {
        run("ndctl init-labels -V 1.2 ./area");
        byte[] area = files.content("./area");
        for (int index = 0; index < 2; index++) {
            byte[] block = Arrays.copyOfRange(area, index * INDEX, (index + 1) * INDEX);
            ByteBuffer fields = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
            fields.putShort(60, (short) 2).putShort(62, (short) 1).put(72, (byte) (block[72] & ~3)).putLong(64, 0);
            fields.putLong(64, Fletcher64.of(block));
            System.arraycopy(block, 0, area, index * INDEX, INDEX);
        }
        System.arraycopy(region.encode(), 0, area, 2 * INDEX, LABEL);
        System.arraycopy(namespace.encode(), 0, area, 2 * INDEX + LABEL, LABEL);
        files.with("./area", area);
    }

    @Test void showsRegionsAndNamespaces() {
        var run = run("ndctl read-labels -j ./area");

        assertThat(run).extracting(Run::exitCode, Run::stderr).containsExactly(0, "read 1 nmem\n");
        assertThat(run.stdout()).startsWith("""
                [
                  {
                    "dev":".\\/area",
                    "index":[
                      {
                        "signature":"NAMESPACE_INDEX",
                        "major":2,
                        "minor":1,
                        "labelsize":256,
                        "seq":3,
                        "nslot":14
                      },
                """).contains("""
                    "label":[
                      {
                        "uuid":"2c8854b1-8f87-4cbd-9267-348f888560e1",
                        "slot":0,
                        "position":1,
                        "nlabel":2,
                        "flags":0,
                        "dpa":0,
                        "rawsize":536870912,
                        "hpa":18446744073709551615,
                        "ig":3,
                        "align":1,
                        "type_uuid":"529d7c61-da07-47c4-a93f-ecdf2c06f444"
                      },
                      {
                        "uuid":"00000001-1111-2222-3333-444444444441",
                        "name":"pool",
                        "slot":1,
                        "position":0,
                        "nrange":1,
                        "flags":8,
                        "lbasize":4096,
                        "dpa":268435456,
                        "rawsize":134217728,
                        "align":1,
                        "type_uuid":"68bb2c0a-5a77-4937-9f85-3caf41a0f93c",
                        "region_uuid":"2c8854b1-8f87-4cbd-9267-348f888560e1",
                        "abstraction_uuid":"97a86d9c-3cdd-4eda-986f-5068b4f80088"
                      }
                    ]
                """);
    }

    @Test void tellsNumbersForPeople() {
        assertThat(run("ndctl read-labels -u ./area").stdout()).contains("\"dpa\":\"0x10000000\"", "\"rawsize\":\"128.00 MiB (134.22 MB)\"");
    }

    /** An index of version 2.1 counts: its label size decodes (docs/kernel/labels.md 1.2). */
    @Test void verifiesTheIndexBlocks() {
        assertThat(run("ndctl check-labels ./area")).extracting(Run::exitCode, Run::stderr).containsExactly(0, "successfully verified 1 nmem label\n");
        assertThat(run("ndctl init-labels ./area").stderr()).startsWith("./area: error: labels already initialized\n");
        assertThat(run("labels check ./area").stdout()).isEqualTo("checked 1 label area: 0 faults\n");
        assertThat(((LabelStore.Labelled) LabelStore.read(AreaSource.of(files.content("./area")))).index().freeSlots()).isEqualTo(12);
    }

    /** Each label has its slot number in another place; one that tells another slot is passed over, those behind it are not. */
    @Test void passesOverALabelOfAnotherSlot() {
        byte[] area = files.content("./area");
        System.arraycopy(new CxlLabel.OfRegion(REGION, 0, 2, 1, 0, 0x20000000, -1, 7, 3, 1).encode(), 0, area, 2 * INDEX, LABEL);
        files.with("./area", area);

        assertThat(run("ndctl read-labels -j ./area").stdout()).contains("\"name\":\"pool\"").doesNotContain("\"ig\":");
    }

    /** Nobody can tell what a damaged label is: it is shown as the original shows it. */
    @Test void showsADamagedLabelAsOneOfVersion12() {
        byte[] area = files.content("./area");
        area[2 * INDEX + LABEL + 33] ^= 1;
        files.with("./area", area);

        assertThat(run("ndctl read-labels -j ./area").stdout()).contains("\"uuid\":\"68bb2c0a-5a77-4937-9f85-3caf41a0f93c\"").contains("\"isetcookie\":");
        assertThat(run("ndctl check-labels ./area").exitCode()).isZero();
    }

    @Test void refusesAreasWithoutAnIndexThatCounts() {
        byte[] area = files.content("./area");
        area[64] ^= 1;
        area[INDEX + 64] ^= 1;
        files.with("./area", area);

        assertThat(run("ndctl check-labels ./area")).extracting(Run::exitCode, Run::stderr).containsExactly(1, "successfully verified 0 nmem label\n");
    }
}
