package daxplane.modes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Preparation;
import daxplane.control.ToolLine;
import daxplane.host.EffectSink;
import daxplane.host.Host;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.tools.Tool;
import daxplane.tools.ToolEnvironment;
import daxplane.tools.Tools;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Modes make namespaces with the tools that are in charge, and so by the rules for labels that are, not with tools of their own. */
class NdctlLineTest {

    private static final String NAMESPACE = "namespace1.0";
    private static final int ANSWER = 23;

    private static Tools tools() {
        Tool ndctl = mock();
        when(ndctl.run(any(ToolEnvironment.class), any())).thenReturn(ANSWER);
        Tools tools = mock();
        when(tools.named("ndctl")).thenReturn(Optional.of(ndctl));
        return tools;
    }

    static Stream<Mode> modes() {
        return Stream.of(new Fsdax(tools()), new Sector(tools()), new Devdax(tools()), new SystemRam(tools()));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void runsTheToolThatItWasGiven(Mode mode) {
        Inventory picture = mock();
        var namespaces = new TreeMap<String, Namespace>();
        namespaces.put(NAMESPACE, new Namespace(NAMESPACE, "region1", Optional.empty(), "", 1L << 30, OptionalLong.of(1L << 32), Namespace.Mode.RAW, true,
                Optional.empty(), Optional.empty(), Optional.of("pmem1")));
        when(picture.namespaces()).thenReturn(namespaces);
        when(picture.regions()).thenReturn(new TreeMap<>());
        when(picture.daxDevices()).thenReturn(new TreeMap<>());

        var prepared = mode.prepare(picture, NAMESPACE, Options.NONE);

        assertThat(prepared).isInstanceOf(Preparation.ByTools.class);
        var lines = ((Preparation.ByTools) prepared).lines();
        assertThat(lines).extracting(ToolLine::typed).hasSize(1).allMatch(line -> line.startsWith("ndctl create-namespace -m ") && line.contains("-f -e " + NAMESPACE));
        assertThat(lines.getFirst().run(mock(Host.class), mock(EffectSink.class), _ -> { })).isEqualTo(ANSWER);
    }
}
