package daxplane.tools.ndctl;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.tools.LocalFiles;
import daxplane.tools.fixture.Run;
import daxplane.tools.fixture.TreeAttributes;
import daxplane.tools.fixture.TreeHost;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code write-infoblock} and {@code read-infoblock} on files, beside ndctl 76.1 on the same files. */
class InfoBlockFilesTest {

    private static final String UUID = "11111111-1111-1111-1111-111111111111";

    private final TreeHost host = new TreeHost(new TreeAttributes());
    private final MemoryFiles files = new MemoryFiles();

    private Run run(String line) {
        return Run.of(host, files, List.of(line.split(" ")));
    }

    /** Figures: what the original writes to its standard output, taken apart by the original. */
    @ParameterizedTest
    @CsvSource({
        "-s 128M,4194304,31744,2,0,0,2097152",
        "-s 128M -a 4K,4194304,31744,2,0,0,4096",
        "-s 128M -a 2M -O 4K,4190208,31233,2,2093056,4096,2097152",
        "-s 128M -a 16M -O 1M,15728640,24832,2,15728640,1048576,16777216",
        "-s 128M -M mem,2097152,32256,1,0,0,2097152",
        "-s 128M -M mem -a 4K -O 4K,2093056,31745,1,2093056,4096,4096",
        "-s 4G -a 1G -O 512M,536870912,655360,2,536870912,536870912,1073741824",
        "-s 130000K,2097152,31744,2,0,999424,2097152",
        "-s 5G -m devdax,85983232,1289728,2,0,0,2097152",
        "-s 4198400,2097152,512,2,0,4096,2097152",
        "-s 1G -O 3,18874365,257024,2,2097149,3,2097152",
        "-s 1T,17181966336,264240640,2,0,0,2097152",
        "-s 18446744073709551614,288230376153808896,4433230883191808,2,0,2097150,2097152"})
    void laysPagesOutAsTheOriginal(String options, long dataOffset, long pages, int mode, long startPad, long endTrunc, long align) {
        var written = run("ndctl write-infoblock -o block " + options + " -u " + UUID);
        assertThat(written.stderr()).isEqualTo("wrote 1 infoblock\n");

        assertThat(run("ndctl read-infoblock -j -V -i block").stdout()).isEqualTo("""
                [
                  {
                    "file":"block",
                    "signature":"NVDIMM_%s_INFO",
                    "uuid":"11111111-1111-1111-1111-111111111111",
                    "parent_uuid":"00000000-0000-0000-0000-000000000000",
                    "flags":0,
                    "version":"1.4",
                    "dataoff":%d,
                    "npfns":%d,
                    "mode":%d,
                    "start_pad":%d,
                    "end_trunc":%d,
                    "align":%d,
                    "page_size":4096,
                    "page_struct_size":64
                  }
                ]
                """.formatted(options.contains("devdax") ? "DAX" : "PFN", dataOffset, pages, mode, startPad, endTrunc, align));
    }

    @ParameterizedTest
    @CsvSource({"-s 100M -a 1G", "-s 8K", "-s 0", "-s 2M", "-m devdax"})
    void refusesWhatLeavesNothingForData(String options) {
        var run = run("ndctl write-infoblock -o block " + options);
        assertThat(run.stderr()).isEqualTo("""
                  Error: unable to satisfy requested alignment

                error checking infoblocks: No such device or address
                wrote 0 infoblocks
                """);
        assertThat(run.exitCode()).isEqualTo(250);
    }

    @Test
    void showsNumbersForPeopleInHexadecimal() {
        run("ndctl write-infoblock -o block -s 128M -u " + UUID);
        assertThat(run("ndctl read-infoblock -u -i block").stdout()).contains("\"flags\":\"0\"", "\"dataoff\":\"0x400000\"", "\"mode\":2,",
                "\"page_struct_size\":\"0x40\"").startsWith("[\n  {\n    \"file\":\"block\",");
    }

    @Test
    void copiesTheAreaFromItsBeginning() {
        byte[] image = new byte[3 << 20];
        Arrays.fill(image, (byte) 'A');
        files.with("image", image);

        assertThat(run("ndctl write-infoblock -o image -M mem -u " + UUID).exitCode()).isZero();
        assertThat(files.content("image")).hasSize(3 << 20).startsWith(new byte[4096]).endsWith((byte) 'A');
        assertThat(files.content("image")[8192]).isEqualTo((byte) 'A');

        assertThat(run("ndctl read-infoblock -i image -o copy").stderr()).isEqualTo("read 1 infoblock\n");
        assertThat(files.content("copy")).isEqualTo(Arrays.copyOf(files.content("image"), 8192));
        assertThat(run("ndctl read-infoblock -i image").stdout()).hasSize(8192);
    }

    @Test
    void verifiesTheChecksumWhereAsked() {
        run("ndctl write-infoblock -o block -s 128M");
        byte[] damaged = files.content("block").clone();
        damaged[4200] ^= 1;
        files.with("block", damaged);

        assertThat(run("ndctl read-infoblock -j -i block").stdout()).contains("npfns");
        var verified = run("ndctl read-infoblock -j -V -i block");
        assertThat(verified.stdout()).isEqualTo("[\n]\n");
        assertThat(verified.stderr()).isEqualTo("  Warning: no matching devices found\n\nread 1 infoblock\n");
        assertThat(run("ndctl read-infoblock -V -i block").stdout()).hasSize(8192);
    }

    /** The standard input of this test is three bytes long. */
    @Test
    void readsItsStandardInputWithoutAName() {
        var run = run("ndctl read-infoblock");
        assertThat(run.stderr()).isEqualTo("error reading infoblock data: Input/output error\nread 0 infoblocks\n");
        assertThat(run.exitCode()).isEqualTo(251);
        assertThat(Run.of(host, LocalFiles.none(), List.of("ndctl", "read-infoblock", "-i", "nowhere")).exitCode()).isEqualTo(254);
    }

    @Test
    void showsBothBlocksOfSectors() {
        byte[] area = new byte[8192];
        System.arraycopy("BTT_ARENA_INFO".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, area, 0, 14);
        System.arraycopy(area, 0, area, 4096, 4096);
        files.with("sectors", area);
        assertThat(run("ndctl read-infoblock -j -i sectors").stdout().lines().filter(line -> line.contains("BTT_ARENA_INFO"))).hasSize(2);
    }

    @Test
    void takesOneTargetAlone() {
        assertThat(run("ndctl write-infoblock namespace0.0 x -c -o y").stderr()).startsWith("""
                  Error: unknown extra parameter "x"

                  Error: specify only one of a namespace filter, --output, or --stdout

                  Error: --size required with --stdout

                """);
        assertThat(run("ndctl write-infoblock").stderr()).startsWith("  Error: specify a namespace to write-infoblock, or \"all\"\n");
        assertThat(run("ndctl write-infoblock -c -s 128M").stdout()).hasSize(8192);
    }
}
