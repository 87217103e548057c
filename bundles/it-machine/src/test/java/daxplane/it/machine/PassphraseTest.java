package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Effects;
import daxplane.machine.Machine;
import daxplane.machine.MachineSettings;
import daxplane.machine.host.SimulatedHost;
import daxplane.tools.Console;
import daxplane.tools.LocalFiles;
import daxplane.tools.ToolEnvironment;
import daxplane.tools.Toolbox;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A DIMM with a passphrase: locked when power goes, opened by its key, and the passphrase itself is in no file. */
class PassphraseTest {

    private static final byte[] MASTER = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final String SECURITY = "/sys/bus/nd/devices/nmem0/security";
    private static final String KEY = "nvdimm:cdab-0a-07e0-ffffffff";

    private static final int MASK = 0x5a;

    @TempDir
    private Path state;
    private final Map<String, byte[]> files = new TreeMap<>();
    private Machine machine;
    private SimulatedHost host;

    @BeforeEach
    void boot() throws Exception {
        machine = Machine.open(new MachineSettings(state.resolve("machine"), Optional.of(Machines.HOME.resolve("config/machines/nfit-test")),
                UUID::randomUUID), Machines.allModules());
        host = new SimulatedHost(machine);
        host.faults().stopClock();
        host.keyring().orElseThrow().add("user", "nvdimm-master", MASTER);
        assertThat(ndctl("disable-region", "-b", "nfit_test.0", "all")).isZero();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private int ndctl(String... words) {
        var console = new Console() {
            @Override
            public void stdout(String text) {
            }

            @Override
            public void stderr(String text) {
            }

            @Override
            public void stdout(byte[] bytes) {
            }
        };
        var keys = new LocalFiles() {
            @Override
            public byte[] read(String path) throws IOException {
                return Optional.ofNullable(files.get(path)).orElseThrow(() -> new NoSuchFileException(path));
            }

            @Override
            public List<String> list(String directory) {
                return files.keySet().stream().filter(path -> path.startsWith(directory + "/")).map(path -> path.substring(directory.length() + 1)).toList();
            }

            @Override
            public void write(String path, byte[] bytes) {
                files.put(path, bytes);
            }

            @Override
            public void delete(String path) {
                files.remove(path);
            }

            @Override
            public byte[] standardInput() {
                return new byte[0];
            }
        };
        return new Toolbox().named("ndctl").orElseThrow().run(new ToolEnvironment(host, effect -> Effects.perform(host, effect, Cancellation.NEVER),
                console, UUID::randomUUID, keys), List.of(words));
    }

    private String security() throws Exception {
        return host.attributes().read(SECURITY).strip();
    }

    @Test
    void aDimmWithAPassphraseIsLockedWhenPowerGoesAndOpenedByItsKey() throws Exception {
        assertThat(ndctl("setup-passphrase", "nmem0", "-k", "user:nvdimm-master")).isZero();
        assertThat(security()).isEqualTo("unlocked");
        files.put("/etc/ndctl/keys/nvdimm-master.blob", MASTER);

        host.power().orElseThrow().powerLoss();
        assertThat(security()).isEqualTo("locked");
        assertThat(host.keyring().orElseThrow().keys()).isEmpty();

        assertThat(ndctl("load-keys")).isZero();
        ndctl("disable-region", "-b", "nfit_test.0", "all");
        ndctl("disable-dimm", "nmem0");
        assertThat(ndctl("enable-dimm", "nmem0")).isZero();
        assertThat(security()).isEqualTo("unlocked");
    }

    @Test
    void aPassphraseOutlivesAnOrderlyRestartUnlocked() throws Exception {
        ndctl("setup-passphrase", "nmem0", "-k", "user:nvdimm-master");
        host.power().orElseThrow().reboot();

        assertThat(security()).isEqualTo("unlocked");
    }

    @Test
    void thePassphraseIsInNoFile() throws Exception {
        ndctl("setup-passphrase", "nmem0", "-k", "user:nvdimm-master");
        byte[] passphrase = machine.look(kernel -> kernel.keys().decrypted(kernel.keys().search("encrypted", KEY).orElseThrow()).orElseThrow());
        ndctl("update-passphrase", "nmem0");
        host.close();

        try (var all = Files.walk(state)) {
            for (Path file : all.filter(Files::isRegularFile).filter(path -> !path.toString().endsWith(".img")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                for (byte[] secret : List.of(MASTER, passphrase)) {
                    String text = new String(bytes, StandardCharsets.ISO_8859_1);
                    assertThat(text).as(file.toString()).doesNotContain(new String(secret, StandardCharsets.ISO_8859_1),
                            HexFormat.of().formatHex(secret), Base64.getEncoder().encodeToString(secret), Base64.getUrlEncoder().encodeToString(secret));
                }
            }
        }
    }

    /** Once the machine is closed: neither in an array nor in a text of it, whoever made a copy. */
    @Test
    void thePassphraseIsNotInTheMemoryOfTheProcessLongerThanNeeded() throws Exception {
        ndctl("setup-passphrase", "nmem0", "-k", "user:nvdimm-master");
        byte[] masked = machine.look(kernel -> masked(kernel.keys().decrypted(kernel.keys().search("encrypted", KEY).orElseThrow()).orElseThrow()));
        host.close();
        machine = null;
        host = null;
        Path dump = state.resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);     // live objects alone

        try (var channel = FileChannel.open(dump)) {
            byte[] window = new byte[1 << 20];
            long found = 0;
            for (long at = 0; at < channel.size(); at += window.length - masked.length) {
                int length = channel.read(ByteBuffer.wrap(window), at);
                for (int from = 0; from + masked.length <= length; from++) {
                    found += matches(window, from, masked) ? 1 : 0;
                }
            }
            assertThat(found).as("copies of the passphrase in the heap").isZero();
        } finally {
            Files.delete(dump);
            boot();             // for the method that closes it
        }
    }

    /** What is looked for must not be in the heap itself. */
    private static byte[] masked(byte[] secret) {
        byte[] masked = new byte[secret.length];
        for (int at = 0; at < secret.length; at++) {
            masked[at] = (byte) (secret[at] ^ MASK);
        }
        Arrays.fill(secret, (byte) 0);
        return masked;
    }

    private static boolean matches(byte[] window, int from, byte[] masked) {
        for (int at = 0; at < masked.length; at++) {
            if ((byte) (window[from + at] ^ MASK) != masked[at]) {
                return false;
            }
        }
        return true;
    }
}
