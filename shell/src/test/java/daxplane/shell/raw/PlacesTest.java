package daxplane.shell.raw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decision 016: no way leads to /sys, /proc and /dev of the operator's computer. */
class PlacesTest {

    @ParameterizedTest
    @CsvSource({"/sys, /sys", "/../sys/bus, /sys/bus", "/tmp/../proc/meminfo, /proc/meminfo", "//dev//pmem0, /dev/pmem0", "/./sys, /sys",
        "/a/b/../../../../proc, /proc"})
    void isTheMachines(String typed, String path) {
        assertThat(Places.of(typed)).isEqualTo(path);
        assertThat(Places.isMachine(Places.of(typed))).isTrue();
    }

    /** The machine resolves its own links: {@code ..} behind one is not the directory before it. */
    @ParameterizedTest
    @CsvSource({"/sys/bus/dax/devices/dax0.0/../dax_region/id", "/sys/../sys/bus"})
    void isLeftToTheMachine(String typed) {
        assertThat(Places.of(typed)).isEqualTo(typed);
    }

    @ParameterizedTest
    @CsvSource({"/tmp/../etc/passwd", "sys/bus", "../sys", "/system", "/tmp/sys/../proc", "/etc/dev"})
    void isTheOperators(String typed) {
        assertThat(Places.of(typed)).isEqualTo(typed);
        assertThat(Places.isMachine(typed)).isFalse();
    }
}
