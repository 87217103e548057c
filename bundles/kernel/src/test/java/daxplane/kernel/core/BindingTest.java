package daxplane.kernel.core;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Errno;
import daxplane.kernel.core.ToyModule.DriverModule;
import daxplane.kernel.core.ToyModule.ToyDriver;
import daxplane.kernel.testing.TestMachine;
import org.junit.jupiter.api.Test;

/** docs/kernel/drivers.md 1, docs/kernel/observed.md no. 1 to 5, on a bus of toys. */
class BindingTest {

    private static final String RACER = "/sys/bus/toy/drivers/racer/";

    private static TestMachine.Builder box() {
        return TestMachine.with().module(new ToyModule(3))
                .module(new DriverModule("racer", new ToyDriver("racer", "car0", "car1").failing("car1", Errno.EINVAL), "toybox"))
                .module(new DriverModule("parker", new ToyDriver("parker", "car0", "car2").failing("car2", Errno.ENXIO), "toybox"));
    }

    @Test
    void aNewDriverGetsTheUnboundDevicesThatItMatches() {
        var machine = box().boot("racer", "parker");

        assertThat(machine.driverOf("toy", "car0")).isEqualTo("racer");
        assertThat(machine.driverOf("toy", "car1")).isEmpty();
        assertThat(machine.list("/sys/bus/toy/drivers/racer")).containsExactlyInAnyOrder("bind", "unbind", "uevent", "module", "car0");
        assertThat(machine.readLink("/sys/bus/toy/devices/car0")).isEqualTo("../../../devices/platform/toybox/car0");
        assertThat(machine.read("/sys/bus/toy/devices/car0/uevent")).isEqualTo("DEVNAME=car0\nDRIVER=racer\nMODALIAS=toy:t0\n");
        assertThat(machine.read("/sys/bus/toy/devices/car0/speed")).isEqualTo("7\n");
        assertThat(machine.list("/dev")).containsExactlyInAnyOrder("car0", "car1", "car2");
    }

    @Test
    void aDriverRegisteredWithoutAutoprobeGetsNothing() {
        var machine = box().boot("toybox");
        machine.write("/sys/bus/toy/drivers_autoprobe", "0\n");

        machine.modprobe("racer");

        assertThat(machine.driverOf("toy", "car0")).isEmpty();
        assertThat(machine.read("/sys/bus/toy/drivers_autoprobe")).isEqualTo("0\n");
    }

    @Test
    void bindAnswersWithTheErrnoOfTheReason() {
        var machine = box().boot("racer", "parker");

        assertThat(machine.write(RACER + "bind", "car9\n")).as("unknown device").isEqualTo("ENODEV@write");
        assertThat(machine.write(RACER + "bind", "car2\n")).as("no match").isEqualTo("ENODEV@write");
        assertThat(machine.write(RACER + "bind", "car0\n")).as("bound here").isEqualTo("EBUSY@write");
        assertThat(machine.write("/sys/bus/toy/drivers/parker/bind", "car0\n")).as("bound elsewhere").isEqualTo("EBUSY@write");
        assertThat(machine.write(RACER + "bind", "car1\n")).as("probe fails").isEqualTo("EINVAL@write");
        assertThat(machine.write(RACER + "bind", "car0 \n")).as("blank at the end").isEqualTo("ENODEV@write");
        assertThat(machine.write(RACER + "bind", "\n")).as("no name").isEqualTo("ENODEV@write");
        assertThat(machine.write(RACER + "bind", "")).as("nothing written").isEqualTo("ok");
        assertThat(machine.write("/sys/bus/toy/drivers/nobody/bind", "car0\n")).as("no driver").isEqualTo("ENOENT@open");
        assertThat(machine.read(RACER + "bind")).as("write-only").isEqualTo("EACCES@open");
    }

    @Test
    void kernelsBefore514SayOnlyEnodev() {
        var machine = box().profile("5.1").boot("racer");

        assertThat(machine.write(RACER + "bind", "car0\n")).isEqualTo("ENODEV@write");
        assertThat(machine.write(RACER + "bind", "car1\n")).isEqualTo("ENODEV@write");
    }

    @Test
    void unbindTakesOnlyItsOwnDevices() {
        var machine = box().boot("racer", "parker");

        assertThat(machine.write("/sys/bus/toy/drivers/parker/unbind", "car0\n")).isEqualTo("ENODEV@write");
        assertThat(machine.write(RACER + "unbind", "car1\n")).isEqualTo("ENODEV@write");
        assertThat(machine.write(RACER + "unbind", "car0")).isEqualTo("ok");

        assertThat(machine.driverOf("toy", "car0")).isEmpty();
        assertThat(machine.exists("/sys/bus/toy/devices/car0/speed")).isFalse();
        assertThat(machine.exists(RACER + "car0")).isFalse();
        assertThat(machine.write("/sys/bus/toy/drivers/parker/bind", "car0\n")).isEqualTo("ok");
    }

    @Test
    void driversProbeOffersToTheDriversInTheirOrder() {
        var machine = box().boot("racer", "parker");
        machine.write(RACER + "unbind", "car0\n");

        assertThat(machine.write("/sys/bus/toy/drivers_probe", "car0\n")).isEqualTo("ok");
        assertThat(machine.write("/sys/bus/toy/drivers_probe", "car0\n")).as("already bound").isEqualTo("ok");
        assertThat(machine.write("/sys/bus/toy/drivers_probe", "car9\n")).isEqualTo("ENODEV@write");

        assertThat(machine.driverOf("toy", "car0")).isEqualTo("racer");
    }

    @Test
    void onlyFailuresThatMeanTroubleAreLogged() {
        var machine = box().boot("racer", "parker");

        assertThat(machine.messages()).map(Object::toString)
                .containsExactly("<3>racer car1: probe with driver racer failed with error -22");
    }

    @Test
    void unloadingUnbindsAndDoesNotOfferTheDeviceToOthers() {
        var machine = box().boot("racer", "parker");

        assertThat(machine.modprobeRemove("racer")).isEqualTo("ok");

        assertThat(machine.driverOf("toy", "car0")).isEmpty();
        assertThat(machine.exists("/sys/bus/toy/drivers/racer")).isFalse();
        assertThat(machine.modprobeRemove("toybox")).as("parker uses it").isEqualTo("EAGAIN");
        assertThat(machine.modprobeRemove("parker")).isEqualTo("ok");
        assertThat(machine.exists("/sys/bus/toy")).as("nobody else used it").isFalse();
        assertThat(machine.exists("/dev/car0")).isFalse();
    }

    @Test
    void modulesShowTheirUsersTheLatestFirst() {
        var machine = box().boot("racer", "parker");

        assertThat(machine.read("/proc/modules")).isEqualTo("""
                parker 16384 0 - Live 0x0000000000000000
                racer 16384 0 - Live 0x0000000000000000
                toybox 16384 2 parker,racer, Live 0x0000000000000000
                """);
        assertThat(machine.modprobe("racer")).as("already loaded").isEqualTo("ok");
        assertThat(machine.modprobe("nothing")).isEqualTo("ENOENT");
    }

    @Test
    void ueventsComeInKernelOrder() {
        var machine = box().boot("toybox");
        int before = machine.uevents().size();

        machine.modprobe("racer");
        machine.write(RACER + "unbind", "car0\n");

        assertThat(machine.uevents().subList(before, machine.uevents().size())).map(uevent -> uevent.keys().toString()).containsExactly(
                "{ACTION=bind, DEVPATH=/devices/platform/toybox/car0, SUBSYSTEM=toy, DEVNAME=car0, DRIVER=racer, MODALIAS=toy:t0}",
                "{ACTION=add, DEVPATH=/bus/toy/drivers/racer, SUBSYSTEM=drivers}",
                "{ACTION=add, DEVPATH=/module/racer, SUBSYSTEM=module}",
                "{ACTION=unbind, DEVPATH=/devices/platform/toybox/car0, SUBSYSTEM=toy, DEVNAME=car0}");
    }

    @Test
    void aProcessThatRestartsSeesTheSameTree() {
        var machine = box().boot("racer", "parker");
        machine.write("/sys/bus/toy/devices/car2/colour", "blue\n");
        machine.write("/sys/bus/toy/drivers_autoprobe", "0\n");
        machine.inside(kernel -> kernel.changed(ToyModule.toy(kernel, "car2")));
        var before = machine.dump();

        machine.restartProcess();

        assertThat(machine.dump()).isEqualTo(before);
        assertThat(machine.read("/sys/bus/toy/devices/car2/colour")).isEqualTo("blue\n");
        assertThat(machine.write(RACER + "unbind", "car0\n")).isEqualTo("ok");
    }

    @Test
    void whatAWriteTouchesIsKnown() {
        var machine = box().boot("racer", "parker");
        long mark = machine.mark();

        machine.write(RACER + "unbind", "car0\n");

        assertThat(machine.touchedSince(mark).complete()).isTrue();
        assertThat(machine.touchedSince(mark).paths())
                .containsExactly("/sys/bus/toy/drivers/racer", "/sys/devices/platform/toybox/car0");
        assertThat(machine.touchedSince(machine.mark()).paths()).isEmpty();
    }
}
