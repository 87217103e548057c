package daxplane.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final Map<String, String> HOME = Map.of("HOME", "/home/op");

    @Test
    void keepsStateWhereTheUserKeepsIt() {
        assertThat(Places.state(List.of("list"), HOME)).isEqualTo(Path.of("/home/op/.local/state/daxplane"));
        assertThat(Places.state(List.of(), Map.of("HOME", "/home/op", "XDG_STATE_HOME", "/srv"))).isEqualTo(Path.of("/srv/daxplane"));
        assertThat(Places.state(List.of(), Map.of("HOME", "/home/op", "DAXPLANE_STATE", "/srv/plane"))).isEqualTo(Path.of("/srv/plane"));
    }

    @Test
    void takesTheStateOptionInBothSpellings() {
        assertThat(Places.state(List.of("--state", "/a", "list"), HOME)).isEqualTo(Path.of("/a"));
        assertThat(Places.state(List.of("--state=/a", "list"), HOME)).isEqualTo(Path.of("/a"));
    }

    @Test
    void findsTheStateOptionBehindOtherOptionsAndTheirValues() {
        assertThat(Places.state(List.of("-o", "json", "--reason", "why not", "--state", "/a"), HOME)).isEqualTo(Path.of("/a"));
    }

    @Test
    void leavesTheOptionsOfACommandAlone() {
        assertThat(Places.state(List.of("daxctl", "list", "--state", "/a"), HOME)).isEqualTo(Path.of("/home/op/.local/state/daxplane"));
        assertThat(Places.state(List.of("--reason", "--state", "list", "--state", "/a"), HOME)).isEqualTo(Path.of("/home/op/.local/state/daxplane"));
    }

    @Test
    void anEmptyVariableIsNone() {
        assertThat(Places.state(List.of(), Map.of("HOME", "/home/op", "DAXPLANE_STATE", ""))).isEqualTo(Path.of("/home/op/.local/state/daxplane"));
    }
}
