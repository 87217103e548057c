package daxplane.tools.cxl;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Errno;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code cxl create-region}: what it writes, what it says, and what it leaves when the kernel refuses. */
class CreateRegionTest {

    private static final String ROOT = "/sys/devices/platform/ACPI0017:00/root0/";
    private static final String REGION = ROOT + "decoder0.0/region0/";
    private static final String NONE = "\ncxl region: cmd_create_region: created 0 regions\n";

    private final CxlTree bus = CxlTree.of(2);

    /** Corpus cxl61-interleave, step 2. */
    @Test void makesARegionOfDevicesThatTakeTurns() {
        var run = bus.run("cxl create-region -t pmem -w 2 -d decoder0.0 -m mem0 mem1");

        assertThat(run).extracting("exitCode", "stderr").containsExactly(0, "cxl region: cmd_create_region: created 1 region\n");
        assertThat(run.stdout()).startsWith("{\n  \"region\":\"region0\",\n  \"resource\":45365592064,\n  \"size\":1073741824,\n  \"interleave_ways\":2,\n"
                + "  \"interleave_granularity\":256,\n  \"decode_state\":\"commit\",\n  \"mappings\":[\n    {\n      \"position\":1,\n      \"memdev\":\"mem1\",\n");
        assertThat(run.changes()).containsExactly(
                ROOT + "decoder0.0/create_pmem_region <- region0",
                REGION + "interleave_granularity <- 256",
                REGION + "interleave_ways <- 2",
                REGION + "uuid <- 00000000-0000-0000-0000-000000000001",
                REGION + "size <- 1073741824",
                ROOT + "port1/endpoint2/decoder2.0/mode <- pmem",
                ROOT + "port1/endpoint2/decoder2.0/dpa_size <- 536870912",
                REGION + "target0 <- decoder2.0",
                ROOT + "port1/endpoint3/decoder3.0/mode <- pmem",
                ROOT + "port1/endpoint3/decoder3.0/dpa_size <- 536870912",
                REGION + "target1 <- decoder3.0",
                REGION + "commit <- 1",
                "/sys/bus/cxl/drivers/cxl_region/bind <- region0");
    }

    @Test void takesDevicesInTheOrderOfTheWords() {
        assertThat(bus.run("cxl create-region -d decoder0.0 -m mem1 mem0").changes())
                .contains(REGION + "target0 <- decoder3.0", REGION + "target1 <- decoder2.0");
    }

    @Test void takesAllDevicesOfTheWindowWhenNoneIsNamed() {
        assertThat(bus.run("cxl create-region -d decoder0.0").changes()).contains(REGION + "target0 <- decoder2.0", REGION + "target1 <- decoder3.0");
        assertThat(CxlTree.of(2).run("cxl create-region -d decoder0.0 -w 1").changes())
                .contains(REGION + "target0 <- decoder2.0", REGION + "size <- 536870912").noneMatch(change -> change.contains("decoder3.0"));
    }

    @ParameterizedTest
    @CsvSource({
        "-s 512M, size <- 536870912",
        "--size=0x20000000, size <- 536870912",
        "-s 0, size <- 0",
        "-g 1024, interleave_granularity <- 1024",
    })
    void takesOptions(String option, String change) {
        assertThat(bus.run("cxl create-region " + option + " -d decoder0.0 -m mem0 mem1").changes()).contains(REGION + change);
    }

    @Test void takesAsMuchOfEachAsTheSmallestHas() {
        bus.set("mem1", "pmem/size=0x10000000");

        assertThat(bus.run("cxl create-region -d decoder0.0 -m mem0 mem1").changes())
                .contains(REGION + "size <- 536870912", ROOT + "port1/endpoint2/decoder2.0/dpa_size <- 268435456");
    }

    @Test void takesTheFirstDecoderThatBelongsToNoRegion() {
        var single = CxlTree.of(1).set("decoder2.0", "region=region7");

        assertThat(single.run("cxl create-region -d decoder0.0 -m mem0")).extracting("exitCode", "stderr")
                .containsExactly(0, "cxl region: cxl_memdev_find_decoder: could not get a free decoder for mem0" + NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-m mem0                            | parse_create_options: no root decoder specified",
        "-d decoder0.0 mem0                 | parse_create_options: must specify option for target object types (-m)",
        "-d decoder0.0 -t x -m mem0         | parse_create_options: unsupported type: x",
        "-d decoder0.0 -s much -m mem0      | parse_create_options: Invalid size: much",
        "-d decoder0.0 -w 0 -m mem0         | parse_create_options: Invalid interleave ways: 0",
        "-d decoder0.0 -g 0 -m mem0         | parse_create_options: Invalid interleave granularity: 0",
        "-d decoder0.0 -w 2 -m mem0         | validate_ways: Interleave ways 2 is greater than number of memdevs specified: 1",
        "-d decoder0.0 -w 1 -m mem0 mem1    | validate_ways: Interleave ways 1 is less than number of memdevs specified: 2",
        "-d decoder0.0 -w 3                 | validate_ways: Interleave ways 3 is greater than number of memdevs found: 2",
        "-d root -m all                     | validate_ways: Interleave ways 1 is less than number of memdevs specified: 2",
        "-d decoder0.0 -m mem0 mem9         | validate_ways: Interleave ways 2 is greater than number of memdevs specified: 1",
        "-d decoder0.0 -s 4097 -m mem0 mem1 | parse_create_options: size (4097) is not an integral multiple of interleave-ways (2)",
        "-d decoder0.7 -m mem0              | collect_memdevs: no active memdevs found: decoder: decoder0.7 filter: mem0",
        "-d decoder2.0 -m mem0              | collect_memdevs: no active memdevs found: decoder: decoder2.0 filter: mem0",
        "-d ../../nd -m mem0                | collect_memdevs: no active memdevs found: decoder: ../../nd filter: mem0",
        "-d decoder1.0 -m mem0              | create_region_validate_config: decoder1.0 not found in CXL topology",
        "-b x -d decoder0.0 -m mem0         | create_region_validate_config: decoder0.0 not found in CXL topology",
    })
    void refusesWhatCanNotBe(String words, String message) {
        var run = bus.run("cxl create-region " + words);

        assertThat(run).extracting("exitCode", "stdout", "stderr").containsExactly(1, "", "cxl region: " + message + NONE);
        assertThat(run.effects()).as("nothing is tried").isEmpty();
    }

    /** Linux 6.1: what the kernel would refuse, or the tool does not do, leaves the exit code alone. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-d decoder0.0 -s 10G -m mem0       | create_region: decoder0.0: region size 0x280000000 exceeds max available space",
        "-d decoder0.0 -t ram -m mem0       | create_region: region type 'ram' not supported yet",
    })
    void doesNotTellWithItsExitCodeWhatTheKernelWouldRefuse(String words, String message) {
        assertThat(bus.run("cxl create-region " + words)).extracting("exitCode", "stderr").containsExactly(0, "cxl region: " + message + NONE);
    }

    @ParameterizedTest
    @CsvSource({"-d 0.0 -m 1, target0 <- decoder3.0", "-d root -m mem1, target0 <- decoder3.0", "'-d 0.0 -m mem1,mem0', target1 <- decoder2.0",
        "-d 0.0 -m 0000:0d:00.0, target0 <- decoder2.0"})
    void takesNumbersAndHostsForNames(String words, String change) {
        assertThat(bus.run("cxl create-region " + words).changes()).contains(REGION + change);
    }

    @Test void countsADisabledDeviceAsNone() {
        bus.without("mem1", "driver");

        assertThat(bus.run("cxl create-region -d decoder0.0 -m mem0 mem1").exitCode()).isEqualTo(1);
        assertThat(bus.run("cxl create-region -d decoder0.0").changes()).contains(REGION + "interleave_ways <- 1");
    }

    @ParameterizedTest
    @CsvSource({"-w two, switch `w' expects a numerical value", "-d, switch `d' requires a value", "-z, unknown switch `z'"})
    void refusesACommandLineThatIsNone(String words, String message) {
        assertThat(bus.run("cxl create-region " + words).exitCode()).isEqualTo(129);
        assertThat(bus.run("cxl create-region " + words).stderr()).startsWith("  Error: " + message + "\n").contains("usage: cxl create-region");
    }

    @Test void deletesTheRegionThatTheKernelDoesNotWantToComplete() {
        bus.refusing("decoder3.0", "dpa_size", Errno.ENOSPC);

        var run = bus.run("cxl create-region -d decoder0.0 -m mem0 mem1");

        assertThat(run).extracting("exitCode", "stdout", "stderr")
                .containsExactly(0, "", "cxl region: create_region: decoder3.0: set_dpa_size failed: No space left on device" + NONE);
        assertThat(run.changes()).endsWith(ROOT + "port1/endpoint3/decoder3.0/dpa_size <- 536870912 = ENOSPC", ROOT + "decoder0.0/delete_region <- region0");
        assertThat(bus.has("region0")).isFalse();
    }

    @Test void deletesNothingWhenThereIsNoRegionYet() {
        bus.refusing(CxlTree.WINDOW, "create_pmem_region", Errno.EBUSY);

        var run = bus.run("cxl create-region -d decoder0.0 -m mem0");

        assertThat(run).extracting("exitCode", "stderr").containsExactly(0, "cxl region: create_region: failed to create region under decoder0.0" + NONE);
        assertThat(run.changes()).hasSize(1);
    }
}
