package daxplane.it.nvdimm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import daxplane.kernel.Disk;
import daxplane.kernel.Firmware;
import daxplane.kernel.Firmware.MemoryAffinity;
import daxplane.kernel.Kernel;
import daxplane.kernel.firmware.NfitTable;
import daxplane.kernel.media.AddressMap;
import daxplane.kernel.media.Dimm;
import daxplane.kernel.media.DimmMedia;
import daxplane.kernel.media.MemoryStorage;
import daxplane.kernel.testing.TestMachine;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The recorded machine two-socket: images that Linux wrote, and what Linux showed when it booted on them. */
class TwoSocketBootTest {

    private static final int LABEL_AREA = 131072;
    private static final long[] CAPACITY = {2L << 30, 1L << 30, 512L << 20};

    private final TestMachine machine = boot();

    static TestMachine boot() {
        try {
            Firmware.Nfit nfit = NfitTable.parse("NFIT.bin", resource("NFIT.bin"));
            Firmware firmware = RecordedMachine.firmware(Optional.of(nfit), nfit.ranges().stream().map(range ->
                    new MemoryAffinity(range.range(), range.proximityDomain().orElseThrow(), true, false, true)).toList(), List.of());
            return RecordedMachine.with(firmware).media(new DimmMedia(AddressMap.of(firmware), dimms(nfit))).boot(RecordedMachine.MODULES);
        } catch (Exception unusable) {
            throw new AssertionError(unusable);
        }
    }

    /** Images in the order of the table's DIMMs; the resource knows them by their handles, 1 to 3. */
    private static List<Dimm> dimms(Firmware.Nfit nfit) throws IOException {
        List<MemoryStorage> images = new ArrayList<>();
        for (int i = 0; i < CAPACITY.length; i++) {
            images.add(new MemoryStorage("dimm" + i + ".img", CAPACITY[i] + (i < 2 ? LABEL_AREA : 0)));
        }
        try (var pages = new DataInputStream(new GZIPInputStream(TwoSocketBootTest.class.getResourceAsStream("/two-socket/pages.gz")))) {
            while (true) {
                MemoryStorage image = images.get(pages.readInt());
                long offset = pages.readLong();
                image.write(offset, pages.readNBytes(4096), 0, 4096);
            }
        } catch (EOFException end) {
            return nfit.dimms().stream().map(handle -> (int) (handle - 1))
                    .map(i -> new Dimm(images.get(i), CAPACITY[i], i < 2 ? LABEL_AREA : 0)).toList();
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = TwoSocketBootTest.class.getResourceAsStream("/two-socket/" + name)) {
            return in.readAllBytes();
        }
    }

    @Test void comesUpAsLinuxDid() throws IOException {
        Map<String, Object> recorded = JSON.std.mapFrom(resource("state.json"));
        assertThat(comparable(recorded)).hasSizeGreaterThan(400);
        assertThat(differences(recorded, NdState.of(machine))).isEmpty();
    }

    static Map<String, String> differences(Map<String, Object> recorded, Map<String, Object> observed) {
        Map<String, Object> expected = comparable(recorded);
        Map<String, Object> actual = comparable(observed);
        Map<String, String> differences = new TreeMap<>();
        var keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        for (String key : keys) {
            if (!Objects.equals(expected.get(key), actual.get(key))) {
                differences.put(key, "recorded " + expected.get(key) + ", is " + actual.get(key));
            }
        }
        return differences;
    }

    /**
     * Left out: other subsystems, and minor numbers of dax devices, which are handed out in the order of asynchronous probing
     * together with those of disks.
     */
    static Map<String, Object> comparable(Map<String, Object> state) {
        Map<String, Object> comparable = new TreeMap<>();
        state.forEach((key, value) -> {
            if (key.matches("(nd|block|dax|drv/nd|drv/dax|module/(nfit|libnvdimm|nd_\\w+|dax_pmem))(/.*)?") && !key.matches("dax/.*/dev")) {
                comparable.put(key, key.matches("dax/.*/uevent") ? ((String) value).replaceAll("MINOR=\\d+", "MINOR=*") : value);
            } else if (key.equals("iomem")) {
                comparable.put(key, ((List<?>) value).stream().map(String.class::cast).filter(NdState::ofInterest).toList());
            }
        });
        return comparable;
    }

    @Test void showsTheSameTreeAfterTheProcessWasRestarted() {
        var before = machine.dump();

        machine.restartProcess();

        assertThat(machine.dump()).isEqualTo(before);
    }

    @Test void readsTheFileThatARealKernelWroteIntoTheFileSystem() throws Exception {
        assertThat(find("pmem0.1", "hello from a real kernel")).isPositive();
        machine.restartProcess();
        assertThat(find("pmem0.1", "hello from a real kernel")).isPositive();
    }

    @Test void readsTheRecordsThatARealKernelWroteThroughItsBlockTranslation() throws Exception {
        for (int i = 0; i < 8; i++) {
            assertThat(text("pmem0.2s", i * 4096L, 4096)).startsWith("log record " + i);
        }
        machine.restartProcess();
        assertThat(text("pmem0.2s", 7 * 4096L, 4096)).startsWith("log record 7");
    }

    private long find(String disk, String wanted) throws Exception {
        for (long at = 0; at < 64 << 20; at += 1 << 20) {
            int found = text(disk, at, 1 << 20).indexOf(wanted);
            if (found >= 0) {
                return at + found;
            }
        }
        return -1;
    }

    private String text(String disk, long offset, int length) throws Exception {
        String[] text = new String[1];
        machine.inside(kernel -> text[0] = new String(disk(kernel, disk).read(offset, length), StandardCharsets.ISO_8859_1));
        return text[0];
    }

    static Disk disk(Kernel kernel, String name) {
        return kernel.devices().bus("nd").orElseThrow().devices().stream()
                .flatMap(device -> kernel.devices().children(device).stream()).filter(Disk.class::isInstance)
                .map(Disk.class::cast).filter(candidate -> candidate.diskName().equals(name)).findFirst().orElseThrow();
    }
}
