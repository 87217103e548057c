package daxplane.kernel.core;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.kernel.Attribute;
import daxplane.kernel.KernelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where paths lead: what Linux 6.12.117 answered to an open for reading of a devdax namespace's files, and readlink -f to the rest. */
class PathsTest {

    private static final String REGION = "/sys/devices/ndbus0/region0";
    private static final String DAX = "/sys/bus/dax/devices/dax0.0";

    private final FileTree tree = new FileTree();

    PathsTest() {
        tree.addFile(REGION + "/dax0.0/dax0.0", Attribute.readOnly("size", () -> "0\n"));
        tree.addFile(REGION + "/dax0.0/dax_region", Attribute.readOnly("id", () -> "0\n"));
        tree.addLink(DAX, REGION + "/dax0.0/dax0.0");
        tree.makeDirectory("/sys/bus/dax/drivers/device_dax");
        tree.addLink(REGION + "/dax0.0/dax0.0/driver", "/sys/bus/dax/drivers/device_dax");
        tree.addLink("/sys/bus/dax/drivers/device_dax/dax0.0", REGION + "/dax0.0/dax0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "/..,                        /sys/devices/ndbus0/region0/dax0.0",
        "/.,                         /sys/devices/ndbus0/region0/dax0.0/dax0.0",
        "/,                          /sys/devices/ndbus0/region0/dax0.0/dax0.0",
        "/../dax_region/id,          /sys/devices/ndbus0/region0/dax0.0/dax_region/id",
        "/driver/..,                 /sys/bus/dax/drivers",
        "/driver/dax0.0/../..,       /sys/devices/ndbus0/region0",
        "//size,                     /sys/devices/ndbus0/region0/dax0.0/dax0.0/size",
        "/./size,                    /sys/devices/ndbus0/region0/dax0.0/dax0.0/size",
        "/../../../../../../../../.., /",
        "/size/,                     ENOTDIR",
        "/size/.,                    ENOTDIR",
        "/size/..,                   ENOTDIR",
        "/size/x,                    ENOTDIR",
        "/nosuch,                    ENOENT",
        "/nosuch/,                   ENOENT",
        "/nosuch/../size,            ENOENT",
    })
    void followsLinksBeforeItGoesUp(String path, String real) {
        assertThat(lookup(DAX + path, true)).isEqualTo(real);
    }

    @Test
    void aLinkWithASlashBehindItIsWhereItLeads() {
        assertThat(lookup(DAX, false)).isEqualTo(DAX);
        assertThat(lookup(DAX + "/", false)).isEqualTo(REGION + "/dax0.0/dax0.0");
    }

    @Test
    void namesHaveAnyLengthAndPathsFourThousandBytes() {
        assertThat(lookup("/sys/" + "x".repeat(300), true)).isEqualTo("ENOENT");
        assertThat(lookup("/sys/" + "a/".repeat(2100), true)).isEqualTo("ENAMETOOLONG");
        assertThat(lookup(DAX + "/driver/dax0.0".repeat(19), true)).isEqualTo(REGION + "/dax0.0/dax0.0");
        assertThat(lookup(DAX + "/driver/dax0.0".repeat(20), true)).isEqualTo("ELOOP");
    }

    private String lookup(String path, boolean followLast) {
        try {
            return tree.lookup(path, followLast).path();
        } catch (KernelException refused) {
            return refused.errno().name();
        }
    }
}
