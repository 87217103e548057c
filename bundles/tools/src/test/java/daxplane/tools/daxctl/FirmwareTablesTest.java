package daxplane.tools.daxctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import daxplane.host.Errno;
import daxplane.tools.LocalFiles;
import daxplane.tools.fixture.Run;
import daxplane.tools.fixture.TreeAttributes;
import daxplane.tools.fixture.TreeHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the original (76.1) made of the tables of the machine two-socket, as SHA-256 of its files. */
class FirmwareTablesTest {

    private static final Path MACHINE = Path.of("../../config/machines/two-socket");

    @ParameterizedTest
    @CsvSource({
        "2, 2, 4e1ff41303a8f3e3e75b6fdac52e516607b8feec2b588ca35e1b00dfa8e8907e, 5db56ca06c703ae0a31bdccec5c897b4cd209228ca402a795700cd8b6cb55c6a, "
            + "b80b403dd0778aff66886be6c25cab92eab1d088610a5112f4ddcd85ac90a12e",
        "2, 4, e3494f3bb26ab0c32700a695e24840b5f72f1aadab4b7ecca1e9fb4733a6baab, ef0ea985071aa0d5521a89e1c7e61a7734a0d2d5aefc884d50a0bda5148d63a5, "
            + "03c6d18fe9c4a31ec6e3a7ce33d72c04ce36f10117f380bd7242b2cc8a58a312",
        "1, 2, a45f85d8b5b2f1c22d781fb0accac6e2092ec09f83c9d1f056b5d9f90eb68225, 2e4d2e97a941decbc479c920b4b40296da0616e20973d5fb8d0ffe931447dbb0, "
    })
    void splitsAsTheOriginalDoes(int domain, int pieces, String srat, String slit, String nfit) throws Exception {
        var tables = new FirmwareTables(domain, pieces);
        assertThat(digest(tables.srat(table("SRAT")))).isEqualTo(srat);
        assertThat(digest(tables.slit(table("SLIT")))).isEqualTo(slit);
        var split = tables.nfit(table("NFIT"));
        assertThat(split.isPresent() ? digest(split.get()) : null).isEqualTo(nfit);
    }

    /** A domain is 32 bits in SRAT, and above 2^31 negative in Java: SLIT knows neither that one nor the one behind its last. */
    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, 1000})
    void refusesADomainOfWhichNoDistanceIsTold(int domain) throws Exception {
        byte[] slit = table("SLIT");
        assertThatExceptionOfType(FirmwareTables.Unsplittable.class).isThrownBy(() -> new FirmwareTables(domain, 2).slit(slit))
                .withMessageContaining("does not tell of proximity domain " + domain);
    }

    @Test
    void tellsWhatItCuts() throws Exception {
        var tables = new FirmwareTables(2, 2);
        tables.srat(table("SRAT"));
        assertThat(tables.takeTold()).containsExactly("SRAT: edit: 0x40000000@0x100000000 pxm: 2", "SRAT:  add: 0x40000000@0x140000000 pxm: 4");
        tables.nfit(table("NFIT"));
        assertThat(tables.takeTold()).containsExactly("NFIT: edit: 0x40000000@0x100000000 pxm: 2", "NFIT:  add: 0x40000000@0x140000000 pxm: 4",
                "NFIT: edit: 0x40000000@0 region_id: 0", "NFIT:  add: 0x40000000@0x40000000 region_id: 1");
    }

    @ParameterizedTest
    @CsvSource({"0, ENXIO, no support for splitting multiple entry proximity domains", "3, ENXIO, no support for splitting multiple entry proximity domains",
        "7, ENOENT, proximity domain to split not found", "-1, ENOENT, proximity domain to split not found"})
    void refusesDomainsOfSeveralEntriesAndOfNone(int domain, Errno errno, String said) {
        assertThatExceptionOfType(FirmwareTables.Unsplittable.class).isThrownBy(() -> new FirmwareTables(domain, 2).srat(table("SRAT")))
                .withMessageContaining(said).matches(refused -> refused.errno() == errno);
    }

    /** A domain without persistent memory leaves NFIT as it is; one that cannot be split leaves files with nothing in them. */
    @ParameterizedTest
    @CsvSource({"2, 0, 'created: t/srat.dat.new,created: t/slit.dat.new,created: t/nfit.dat.new', '744,69,400'",
        "1, 0, 'created: t/srat.dat.new,created: t/slit.dat.new', '69,400'",
        "7, 254, '  Error: SRAT: proximity domain to split not found,', '0,0,0'"})
    void writesBesideTheTables(int domain, int exitCode, String said, String lengths) throws Exception {
        var files = new TreeMap<String, byte[]>();
        for (String name : List.of("nfit", "srat", "slit")) {
            files.put("t/" + name + ".dat", table(name.toUpperCase(Locale.ROOT)));
        }
        var run = Run.of(new TreeHost(new TreeAttributes()), new Folder(files), List.of("daxctl", "split-acpi", "-d", "t", "-p", "" + domain));
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.stderr()).isEqualTo(said.replace(',', '\n') + "\n");
        assertThat(files.entrySet().stream().filter(file -> file.getKey().endsWith(".new")).map(file -> "" + file.getValue().length).collect(Collectors.joining(",")))
                .isEqualTo(lengths);
    }

    private record Folder(TreeMap<String, byte[]> files) implements LocalFiles {

        @Override
        public byte[] read(String path) throws IOException {
            if (!files.containsKey(path)) {
                throw new NoSuchFileException(path);
            }
            return files.get(path);
        }

        @Override
        public List<String> list(String directory) {
            return List.copyOf(files.keySet());
        }

        @Override
        public void write(String path, byte[] bytes) {
            files.put(path, bytes);
        }

        @Override
        public byte[] standardInput() {
            return new byte[0];
        }
    }

    /** The original goes round for ever in a structure of no length. */
    @ParameterizedTest
    @ValueSource(strings = {"SRAT", "SLIT", "NFIT"})
    void refusesWhatIsNoTable(String name) throws Exception {
        byte[] whole = table(name);
        for (byte[] bad : new byte[][] {{}, Arrays.copyOf(whole, 20), Arrays.copyOf(whole, whole.length - 1), new byte[100], zeroLength(whole)}) {
            var tables = new FirmwareTables(2, 2);
            assertThatExceptionOfType(FirmwareTables.Unsplittable.class).isThrownBy(() -> {
                switch (name) {
                    case "SRAT" -> tables.srat(bad);
                    case "SLIT" -> tables.slit(bad);
                    default -> tables.nfit(bad);
                }
            });
        }
    }

    /** Its first structure, or what SLIT counts, is nothing. */
    private static byte[] zeroLength(byte[] whole) {
        byte[] bad = whole.clone();
        Arrays.fill(bad, 36, 60, (byte) 0);
        return bad;
    }

    private static byte[] table(String name) throws Exception {
        return Files.readAllBytes(MACHINE.resolve(name + ".bin"));
    }

    private static String digest(byte[] table) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(table));
    }
}
