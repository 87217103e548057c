package daxplane.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import daxplane.kernel.PageUsers;
import daxplane.kernel.core.InjectedWorkload.Pin;
import daxplane.kernel.testing.TestMachine;
import daxplane.kernel.testing.TwoSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks 33 to 35 of node 2, and a device behind them. Corpus err-hwp-*; spec of the kernel: docs/kernel/errors.md 3. */
class MemoryFailureTest {

    private static final String MEMORY = "/sys/devices/system/memory/";
    private static final String NODE = "/sys/devices/system/node/";
    private static final AddressRange RANGE = new AddressRange(0x108000000L, 0x120000000L);
    private static final String PAGE = "0x110000000\n";
    private static final String DEVICE_PAGE = "0x140000000\n";

    private final Users users = new Users();
    private TestMachine machine;

    @BeforeEach void boot() throws KernelException {
        machine = boot("6.12");
    }

    private TestMachine boot(String profile) throws KernelException {
        users.pages.clear();
        TestMachine booted = TwoSocket.machine().profile(profile).module(users).boot();
        add(booted);
        for (int block = 33; block <= 35; block++) {
            assertThat(booted.write(MEMORY + "memory" + block + "/state", "online_movable\n")).isEqualTo("ok");
        }
        return booted;
    }

    @Test void aFreePageIsTakenOutOfUseOnce() {
        assertThat(hard(PAGE)).isEqualTo("ok");
        assertThat(corrupted()).isEqualTo(4);
        assertThat(counters(2)).isEqualTo("total=1 ignored=0 failed=0 delayed=0 recovered=1");
        assertThat(hard("0x110000fff\n")).isEqualTo("EHWPOISON@write");
        assertThat(soft(PAGE)).isEqualTo("ok");
        assertThat(corrupted()).isEqualTo(4);
        assertThat(machine.messages()).anyMatch(line -> line.text().equals("Memory failure: 0x110000: recovery action for free buddy page: Recovered"));
    }

    @Test void softOfflineCountsAsCorruptedAndNotAsFailure() {
        assertThat(soft(PAGE)).isEqualTo("ok");
        assertThat(corrupted()).isEqualTo(4);
        assertThat(counters(2)).isEqualTo("total=0 ignored=0 failed=0 delayed=0 recovered=0");
    }

    @Test void aBlockWithABadPageGoesOfflineAndDoesNotComeBack() {
        hard(PAGE);
        assertThat(machine.write(MEMORY + "memory34/state", "offline\n")).isEqualTo("ok");
        assertThat(hard("0x110001000\n")).isEqualTo("ENXIO@write");
        assertThat(soft("0x110001000\n")).isEqualTo("EIO@write");
        assertThat(machine.write(MEMORY + "memory34/state", "online_movable\n")).isEqualTo("EHWPOISON@write");
        assertThat(machine.write(MEMORY + "memory34/online", "1\n")).isEqualTo("EHWPOISON@write");
        assertThat(machine.write(MEMORY + "memory33/state", "offline\n")).isEqualTo("ok");
        assertThat(machine.write(MEMORY + "memory33/state", "online\n")).isEqualTo("ok");
    }

    @Test void memoryThatGoesTakesItsBadPagesAlongAndTheNodeKeepsItsCounters() throws KernelException {
        hard(PAGE);
        remove();
        assertThat(corrupted()).isZero();
        add(machine);
        assertThat(counters(2)).isEqualTo("total=1 ignored=0 failed=0 delayed=0 recovered=1");
        assertThat(machine.write(MEMORY + "memory34/state", "online\n")).isEqualTo("ok");
        assertThat(hard(PAGE)).isEqualTo("ok");
    }

    /** Corpus k61-err-hwp-free, -used. */
    @Test void before62ABlockComesBackAndForgetsWhichOfItsPagesWereBad() throws KernelException {
        machine = boot("6.1");
        hard(PAGE);
        machine.write(MEMORY + "memory34/state", "offline\n");
        assertThat(machine.write(MEMORY + "memory34/state", "online\n")).isEqualTo("ok");
        assertThat(hard("0x110001000\n")).isEqualTo("ok");
        assertThat(corrupted()).isEqualTo(8);
        remove();
        assertThat(corrupted()).isEqualTo(4);
    }

    @Test void whoHasThePageIsTold() {
        users.pages.put(0x110000000L, PageUsers.Use.MAPPED);
        users.pages.put(0x110001000L, PageUsers.Use.MAPPED);
        assertThat(hard(PAGE)).isEqualTo("ok");
        assertThat(soft("0x110001000\n")).isEqualTo("ok");
        assertThat(users.told).containsExactly("failed 110000000", "moved 110001000");
        assertThat(machine.messages()).anyMatch(line -> line.text().endsWith("recovery action for dirty LRU page: Recovered"));
    }

    @Test void whatTheKernelHasStaysAndIsCounted() {
        machine.workload().pin(34, Pin.UNMOVABLE);
        assertThat(soft(PAGE)).isEqualTo("EBUSY@write");
        assertThat(corrupted()).isZero();
        assertThat(hard(PAGE)).isEqualTo("EBUSY@write");
        assertThat(counters(2)).isEqualTo("total=1 ignored=1 failed=0 delayed=0 recovered=0");
        assertThat(corrupted()).isEqualTo(4);
    }

    @Test void aPageOfADeviceFailsUnlessSomebodyHasItMapped() {
        users.pages.put(0x140000000L, PageUsers.Use.FREE);
        assertThat(hard(DEVICE_PAGE)).isEqualTo("EBUSY@write");
        assertThat(soft(DEVICE_PAGE)).isEqualTo("EIO@write");
        users.pages.put(0x140001000L, PageUsers.Use.MAPPED);
        assertThat(hard("0x140001000\n")).isEqualTo("ok");
        assertThat(counters(0)).isEqualTo("total=2 ignored=0 failed=1 delayed=0 recovered=1");
        assertThat(corrupted()).isEqualTo(8);
    }

    /** Corpus err-hwp-early and k61-err-hwp-early, step 24. */
    @ParameterizedTest
    @ValueSource(strings = {"6.12 8", "6.1 4"})
    void aDeviceThatGoesTakesTheMarkAlongAndBefore62TheCountToo(String profileAndKib) throws KernelException {
        String[] words = profileAndKib.split(" ");
        machine = boot(words[0]);
        users.pages.put(0x140000000L, PageUsers.Use.MAPPED);
        hard(DEVICE_PAGE);
        users.pages.clear();
        assertThat(hard(PAGE)).isEqualTo("ok");
        assertThat(corrupted()).isEqualTo(Long.parseLong(words[1]));
        users.pages.put(0x140000000L, PageUsers.Use.MAPPED);
        assertThat(hard(DEVICE_PAGE)).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "0x110000000 1", "0x1ffffffffffffffff"})
    void takesOneAddress(String text) {
        assertThat(hard(text + "\n")).isEqualTo("EINVAL@write");
        assertThat(soft(text + "\n")).isEqualTo("EINVAL@write");
    }

    @Test void whereTheKernelHasNoPageThereIsNone() {
        assertThat(hard("0xf0000000000\n")).isEqualTo("ENXIO@write");
        assertThat(soft("0xf0000000000\n")).isEqualTo("ENXIO@write");
        assertThat(machine.read(MEMORY + "hard_offline_page")).isNotEqualTo("");
        assertThat(hard("4563402752\n")).as("any base").isEqualTo("ok");
    }

    @Test void aRestartOfTheProcessForgetsNothingAndARebootEverything() {
        hard(PAGE);
        soft("0x118000000\n");
        machine.restartProcess();
        assertThat(corrupted()).isEqualTo(8);
        assertThat(counters(2)).isEqualTo("total=1 ignored=0 failed=0 delayed=0 recovered=1");
        assertThat(hard(PAGE)).isEqualTo("EHWPOISON@write");
        machine.boot();
        assertThat(corrupted()).isZero();
        assertThat(counters(0)).isEqualTo("total=0 ignored=0 failed=0 delayed=0 recovered=0");
    }

    private String hard(String address) {
        return machine.write(MEMORY + "hard_offline_page", address);
    }

    private String soft(String address) {
        return machine.write(MEMORY + "soft_offline_page", address);
    }

    private long corrupted() {
        String line = machine.read("/proc/meminfo").lines().filter(each -> each.startsWith("HardwareCorrupted:")).findFirst().orElseThrow();
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }

    private String counters(int node) {
        List<String> all = new ArrayList<>();
        for (String name : List.of("total", "ignored", "failed", "delayed", "recovered")) {
            all.add(name + "=" + machine.read(NODE + "node" + node + "/memory_failure/" + name).strip());
        }
        return String.join(" ", all);
    }

    private void remove() throws KernelException {
        for (int block = 33; block <= 35; block++) {
            machine.write(MEMORY + "memory" + block + "/state", "offline\n");
        }
        machine.<KernelException>inside(kernel -> kernel.memory().remove(RANGE, "System RAM (kmem)"));
    }

    private static void add(TestMachine machine) throws KernelException {
        machine.<KernelException>inside(kernel -> kernel.memory().add(kernel.memory().group(2, RANGE.bytes()), RANGE, "System RAM (kmem)", false));
    }

    /** Programs, as far as pages are concerned. */
    private static final class Users implements KernelModule, PageUsers {

        final Map<Long, Use> pages = new HashMap<>();
        final List<String> told = new ArrayList<>();

        @Override
        public String name() {
            return "users";
        }

        @Override
        public boolean builtIn() {
            return true;
        }

        @Override
        public void load(Kernel kernel) {
            kernel.export(PageUsers.class, this);
        }

        @Override
        public void resume(Kernel kernel) {
            load(kernel);
        }

        @Override
        public Use use(long page) {
            return pages.getOrDefault(page, Use.UNKNOWN);
        }

        @Override
        public void failed(long page) {
            told.add("failed " + Long.toHexString(page));
        }

        @Override
        public void moved(long page) {
            told.add("moved " + Long.toHexString(page));
        }
    }
}
