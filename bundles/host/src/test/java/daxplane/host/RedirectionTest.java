package daxplane.host;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.recorded.AttributeTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shell of Linux 6.12.117 was told for {@code echo zz > PATH}, as root. */
class RedirectionTest {

    private static final String DAX = "/sys/bus/dax/devices/dax0.0";

    private final AttributeTree tree = new AttributeTree()
            .file("/sys/devices/region0/dax0.0/size", "0\n").file("/sys/devices/region0/dax_region/id", "0\n")
            .link(DAX, "../../../devices/region0/dax0.0")
            .link("/sys/devices/region0/dax0.0/driver", "../../../bus/dax/drivers/device_dax")
            .link("/sys/bus/dax/drivers/device_dax/dax0.0", "../../../../devices/region0/dax0.0")
            .file("/proc/iomem", "");

    @ParameterizedTest
    @CsvSource({
        "/size,                       none",
        "/../dax_region/id,           none",
        "/nosuch,                     EACCES",
        "/../dax_region/create,       EACCES",
        "/../../nosuch,               EACCES",
        "/nosuch/,                    EISDIR",
        "/size/,                      EISDIR",
        "/,                           EISDIR",
        "/size/x,                     ENOTDIR",
        "/size/../size,               ENOTDIR",
        "/nosuch/x,                   ENOENT",
        "/nosuch/../size,             ENOENT",
    })
    void belowADevice(String path, String errno) {
        assertThat(refused(DAX + path)).isEqualTo(errno);
    }

    @Test
    void onlyTheKernelMakesFiles() {
        assertThat(refused("/sys/nosuch")).isEqualTo("EACCES");
        assertThat(refused("/sys/bus/dax/" + "x".repeat(300))).isEqualTo("EACCES");
        assertThat(refused("/proc/nosuch")).isEqualTo("ENOENT");
        assertThat(refused("/sys/bus/dax/drivers/nosuch/bind")).isEqualTo("ENOENT");
    }

    @Test
    void linksEndAtForty() {
        assertThat(refused(DAX + "/driver/dax0.0".repeat(19) + "/nosuch")).isEqualTo("EACCES");
        assertThat(refused(DAX + "/driver/dax0.0".repeat(20) + "/nosuch")).isEqualTo("ELOOP");
        assertThat(refused("/sys/" + "a/".repeat(2100))).isEqualTo("ENAMETOOLONG");
    }

    private String refused(String path) {
        return Redirection.refused(tree, path).map(Errno::name).orElse("none");
    }
}
