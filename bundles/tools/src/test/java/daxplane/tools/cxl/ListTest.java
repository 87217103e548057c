package daxplane.tools.cxl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cxl list}: which objects it shows, what of them, and where. */
class ListTest {

    private final CxlTree bus = CxlTree.of(2);

    @Test void showsMemoryDevices() {
        assertThat(CxlTree.of(1).run("cxl list -M")).extracting("exitCode", "stdout", "stderr").containsExactly(0, """
                [
                  {
                    "memdev":"mem0",
                    "pmem_size":536870912,
                    "serial":4096,
                    "host":"0000:0d:00.0"
                  }
                ]
                """, "");
    }

    @Test void showsMemoryDevicesAndRegionsWhenNothingIsAskedFor() {
        assertThat(bus.run("cxl list").stdout()).isEqualTo(bus.run("cxl list -M").stdout());
        bus.withRegion();
        assertThat(bus.run("cxl list").stdout()).isEqualTo(bus.run("cxl list -MR").stdout()).startsWith("""
                [
                  {
                    "memdevs":[
                      {
                        "memdev":"mem0",
                """).contains("    \"regions\":[\n      {\n        \"region\":\"region0\",\n");
    }

    @Test void showsRegionsWithWhatTheyAreMadeOf() {
        bus.withRegion();

        assertThat(bus.run("cxl list -R").stdout()).isEqualTo("""
                [
                  {
                    "region":"region0",
                    "resource":45365592064,
                    "size":1073741824,
                    "interleave_ways":2,
                    "interleave_granularity":256,
                    "decode_state":"commit"
                  }
                ]
                """);
        assertThat(bus.run("cxl list --regions --targets").stdout()).contains("""
                    "decode_state":"commit",
                    "mappings":[
                      {
                        "position":1,
                        "memdev":"mem1",
                        "decoder":"decoder3.0"
                      },
                      {
                        "position":0,
                        "memdev":"mem0",
                        "decoder":"decoder2.0"
                      }
                    ]
                """);
    }

    @Test void tellsNumbersForPeople() {
        bus.withRegion();

        assertThat(bus.run("cxl list -Ru").stdout()).startsWith("{\n  \"region\":\"region0\",\n  \"resource\":\"0xa90000000\",\n"
                + "  \"size\":\"1024.00 MiB (1073.74 MB)\",\n");
        assertThat(bus.run("cxl list -BTu").stdout()).contains("\"alias\":\"pci0000:0c\",\n      \"id\":\"0xc\"\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-B   | bus root0",
        "-P   | port port1",
        "-E   | endpoint endpoint2, endpoint endpoint3",
        "-BP  | bus root0, ports:root0 port1",
        "-BE  | bus root0, endpoints:root0 endpoint2, endpoints:root0 endpoint3",
        "-BM  | bus root0, memdevs:root0 mem0, memdevs:root0 mem1",
        "-BR  | bus root0, regions:root0 region0",
        "-PM  | port port1, memdevs:port1 mem0, memdevs:port1 mem1",
        "-EM  | endpoint endpoint2, memdev mem0, endpoint endpoint3, memdev mem1",
        "-PE  | port port1, endpoints:port1 endpoint2, endpoints:port1 endpoint3",
        "-BD  | bus root0, decoders:root0 decoder0.0, decoders:root0 decoder2.0, decoders:root0 decoder3.0",
        "-D   | root decoders decoder0.0, endpoint decoders decoder2.0, endpoint decoders decoder3.0",
        "-PRM | ports port1, memdevs:port1 mem0, memdevs:port1 mem1, regions region0",
        "-BEM | bus root0, endpoints:root0 endpoint2, memdev mem0, endpoints:root0 endpoint3, memdev mem1",
    })
    void showsEachBelowTheNearestThatIsShown(String options, String shown) throws IOException {
        bus.withRegion();

        assertThat(Outline.of(bus.run("cxl list " + options).stdout())).containsExactly(shown.strip().split(", "));
    }

    @Test void showsRegionsBelowTheirWindow() throws IOException {
        bus.withRegion();

        assertThat(Outline.of(bus.run("cxl list -BDR").stdout()))
                .containsSequence("decoders:root0 decoder0.0", "regions:decoder0.0 region0");
    }

    @Test void passesOverWhatIsDisabledOrEmptyUnlessItIsAskedFor() throws IOException {
        bus.without("mem1", "driver");
        assertThat(Outline.of(bus.run("cxl list -M").stdout())).containsExactly("memdev mem0");
        assertThat(bus.run("cxl list -Mi").stdout()).contains("\"anon memdevs\":[").contains("\"host\":\"0000:0e:00.0\",\n        \"state\":\"disabled\"\n");
        assertThat(bus.run("cxl list -D").stdout()).doesNotContain("decoder1.0");
        assertThat(Outline.of(bus.run("cxl list -Di").stdout())).contains("port decoders decoder1.0");

        bus.withRegion().without("region0", "driver");
        assertThat(bus.run("cxl list -R")).extracting("exitCode", "stdout", "stderr")
                .containsExactly(0, "[\n]\n", "  Warning: no matching devices found\n\n");
        assertThat(bus.run("cxl list -Ri").stdout()).contains("\"decode_state\":\"commit\",\n    \"state\":\"disabled\"\n");
    }

    /** A region that somebody has begun has no address; a device without a node tells none. */
    @Test void leavesOutWhatNobodyKnows() {
        bus.withRegion().set("region0", "resource=0xffffffffffffffff").set("mem0", "numa_node=1");

        assertThat(bus.run("cxl list -R").stdout()).doesNotContain("resource");
        assertThat(bus.run("cxl list -M").stdout()).containsOnlyOnce("numa_node").contains("\"serial\":4096,\n    \"numa_node\":1,\n");
    }

    @Test void tellsWhatAWindowMayBeUsedFor() {
        assertThat(bus.run("cxl list -D").stdout()).contains("""
                    "max_available_extent":4294967296,
                    "pmem_capable":true,
                    "volatile_capable":true,
                    "accelmem_capable":true,
                    "nr_targets":1
                """);
        bus.set(CxlTree.WINDOW, "cap_ram=0", "cap_type2=0").withRegion();
        assertThat(bus.run("cxl list -D").stdout()).contains("\"max_available_extent\":3221225472,").contains("pmem_capable")
                .doesNotContain("volatile_capable").doesNotContain("accelmem_capable");
    }

    @Test void survivesATargetListWithoutTargets() {
        bus.set(CxlTree.WINDOW, "target_list=");

        assertThat(bus.run("cxl list -DT").stdout()).contains("\"nr_targets\":0\n").doesNotContain("\"targets\"");
    }

    @Test void saysThatThereIsNothing() {
        assertThat(CxlTree.of(0).run("cxl list")).extracting("exitCode", "stdout", "stderr")
                .containsExactly(0, "[\n]\n", "  Warning: no matching devices found\n\n");
        assertThat(CxlTree.of(0).run("cxl list -u").stdout()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mem0", "-M mem0", "--nonsense", "-x"})
    void refusesWhatItDoesNotKnow(String words) {
        var run = bus.run("cxl list " + words);

        assertThat(run.exitCode()).isEqualTo(129);
        assertThat(run.stderr()).startsWith("  Error: unknown ").contains("usage: cxl list [<options>]");
        assertThat(run.stdout()).isEmpty();
    }

    @Test void isATool() {
        assertThat(bus.run("cxl version").stdout()).isEqualTo("76.1\n");
        assertThat(bus.run("cxl repair-region")).extracting("exitCode", "stderr").containsExactly(1, "Unknown command: 'repair-region'\n");
        assertThat(bus.run("cxl list -M").effects()).as("nothing is changed").isEmpty();
    }

    /** Names of the objects of a listing, each with the list or the member that it is. */
    private static final class Outline {

        private static final List<String> NAMES = List.of("bus", "port", "endpoint", "decoder", "memdev", "region");

        static List<String> of(String json) throws IOException {
            var lines = new ArrayList<String>();
            visit("", JSON.std.anyFrom(json), lines);
            return lines;
        }

        private static void visit(String list, Object value, List<String> lines) {
            if (value instanceof List<?> elements) {
                elements.forEach(element -> visit(list, element, lines));
            } else if (value instanceof Map<?, ?> object) {
                object.entrySet().stream().filter(member -> NAMES.contains(member.getKey()) && member.getValue() instanceof String).findFirst()
                        .ifPresent(name -> lines.add((list.isEmpty() ? name.getKey() : list) + " " + name.getValue()));
                object.forEach((name, member) -> visit((String) name, member, lines));
            }
        }
    }
}
