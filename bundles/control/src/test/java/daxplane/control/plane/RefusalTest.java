package daxplane.control.plane;

import daxplane.inventory.DeviceUse;
import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Command;
import daxplane.control.KernelFiles;
import daxplane.control.Outcome;
import daxplane.control.Proposal;
import daxplane.control.Refusal;
import daxplane.control.engine.Limits;
import daxplane.fixtures.kernel.FakeMachine;
import daxplane.control.fake.MemoryStore;
import daxplane.events.Event;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.Holders;
import daxplane.host.Host;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each refusal names the object, the rule with its facts, the errno, and what would succeed; each is journalled. */
class RefusalTest {

    private static final String UUID = "00000000-0000-4000-8000-00000000000";

    private final FakeMachine machine = FakeMachine.twoDevices();
    private final Plane plane = new Plane(machine, new MemoryStore());

    private Refusal refused(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(outcome.exitCode()).isEqualTo(3);
        var refusal = ((Outcome.Refused) outcome).refusal();
        assertThat(plane.store.events()).last().isInstanceOfSatisfying(Event.Refused.class, event -> {
            assertThat(event.errno()).isEqualTo(refusal.errno().name());
            assertThat(event.object()).isEqualTo(refusal.object());
            assertThat(event.actor()).isEqualTo("root");
        });
        return refusal;
    }

    @Test
    void saysItInFourLines() {
        plane.assign("dax0.0", "system-ram");

        var refusal = refused(plane.write("/sys/bus/dax/drivers/kmem/unbind", "dax0.0"));

        assertThat(refusal.text()).isEqualTo("""
                refused: echo dax0.0 > /sys/bus/dax/drivers/kmem/unbind would lose the memory of dax0.0
                  rule    blocks are still online (memory33-35, 384 MiB, node 2)
                  kernel  EBUSY; it would say success, and leak the range until the next boot
                  do      release dax0.0       offlines them first, and brings them back if one of them fails; or give --leak-until-reboot
                """);
    }

    @Test
    void refusesAnUnknownDevice() {
        assertThat(refused(plane.assign("dax9.9", "system-ram"))).satisfies(refusal -> {
            assertThat(refusal.errno()).isEqualTo(Errno.ENODEV);
            assertThat(refusal.remedy()).isEqualTo("use one of dax0.0, dax2.0, namespace0.0, namespace2.0");
        });
        assertThat(refused(plane.release("dax9.9")).errno()).isEqualTo(Errno.ENODEV);
    }

    /** What a listing shows is not denied. */
    @Test
    void saysWhatSomethingElseIsThatIsNoDevice() {
        assertThat(refused(plane.assign("memory33", "devdax"))).returns("memory33 is memory, and what can be handed over is the device that it belongs to", Refusal::rule)
                .returns("who memory33       shows it", Refusal::remedy);
        assertThat(refused(plane.release("device_dax")).rule()).isEqualTo("device_dax is a module, and no device");
        for (var there : List.of("memory33", "0x108000000", "device_dax", "auto_online_blocks")) {
            assertThat(refused(plane.release(there)).rule()).as(there).startsWith(there + " is ").doesNotContain("there is no");
        }
    }

    /** A slip of the finger is no success: what has no name cannot have drifted. */
    @Test
    void refusesToRecoverOrAcceptWhatIsNotThere() {
        for (var name : List.of("nosuch", "dax9.9", "namespace7.7", "memory99", "op-1")) {
            assertThat(refused(plane.when(new Command.Recover(Optional.of(name))))).as(name).returns(Errno.ENODEV, Refusal::errno)
                    .returns("there is no " + name, Refusal::rule);
            assertThat(refused(plane.when(new Command.Accept(Optional.of(name))))).as(name).returns(Errno.ENODEV, Refusal::errno);
        }
        for (var part : List.of("memory33", "node2", "0x108000000")) {
            assertThat(refused(plane.when(new Command.Recover(Optional.of(part))))).as(part)
                    .returns(part + " is part of something else, and does not drift by itself", Refusal::rule);
        }
        for (var known : List.of("dax0.0", "namespace0.0", "ram", "auto_online_blocks", "device_dax")) {
            assertThat(plane.when(new Command.Recover(Optional.of(known)))).as(known).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void refusesAnOptionThatTheModeOfANamespaceDoesNotHave() {
        assertThat(refused(plane.assign("dax0.0", "fsdax", "zone=kernel"))).returns(Errno.EINVAL, Refusal::errno)
                .returns("there is no option --zone", Refusal::rule);
    }

    @Test
    void refusesAnOptionWhoseValueIsMissing() {
        assertThat(refused(plane.assign("dax0.0", "system-ram", "blocks")).rule()).isEqualTo("--blocks needs a value, RUNS");
    }

    /** What is said of a block of somebody else would be passed over. */
    @Test
    void refusesBlocksThatAreNotTheDevices() {
        for (var blocks : List.of("99:movable", "33-36:movable", "0:offline", "32-33:kernel", "33:movable,4000-4001:offline")) {
            assertThat(refused(plane.assign("dax0.0", "system-ram", "blocks=" + blocks))).as(blocks)
                    .returns(Errno.EINVAL, Refusal::errno)
                    .returns("name blocks of memory33-35; the others follow --zone", Refusal::remedy);
        }
        assertThat(refused(plane.assign("dax0.0", "system-ram", "blocks=33-36:movable")).rule())
                .isEqualTo("memory36 is no block of dax0.0, which has memory33-35");
        assertThat(machine.writes()).isEmpty();
    }

    @Test
    void refusesAnAmbiguousName() {
        machine.add("3.0", 0x200000000L, 512, 4, UUID + "3", "ram");
        assertThat(refused(plane.assign("ram", "system-ram"))).satisfies(refusal -> {
            assertThat(refusal.errno()).isEqualTo(Errno.EINVAL);
            assertThat(refusal.remedy()).isEqualTo("use one of dax0.0, dax3.0");
        });
    }

    @Test
    void refusesAnUnknownMode() {
        assertThat(refused(plane.assign("dax0.0", "swap")).remedy()).isEqualTo("use one of devdax, fsdax, raw, sector, system-ram");
    }

    @Test
    void refusesOptionsThatClashOrAreUnknown() {
        for (var options : List.of(new String[] {"zone=left"}, new String[] {"fast"}, new String[] {"zone=movable", "no-online"},
                new String[] {"no-online=yes"}, new String[] {"blocks=abc"}, new String[] {"keep-policy", "zone=movable"},
                new String[] {"keep-policy", "no-online"}, new String[] {"keep-policy", "blocks=33:offline"})) {
            assertThat(refused(plane.assign("dax0.0", "system-ram", options)).errno()).as(String.join(" ", options)).isEqualTo(Errno.EINVAL);
        }
        assertThat(refused(plane.release("dax0.0", "zone=kernel")).errno()).isEqualTo(Errno.EINVAL);
        assertThat(machine.writes()).isEmpty();
    }

    @Test
    void refusesADeviceWithoutANode() {
        machine.add("3.0", 0x200000000L, 512, -1, UUID + "3", "");
        assertThat(refused(plane.assign("dax3.0", "system-ram"))).satisfies(refusal -> {
            assertThat(refusal.errno()).isEqualTo(Errno.EINVAL);
            assertThat(refusal.rule()).contains("no node");
        });
    }

    @Test
    void refusesANodeWithProcessorsUnlessAllowed() {
        machine.add("3.0", 0x200000000L, 512, 0, UUID + "3", "");
        assertThat(refused(plane.assign("dax3.0", "system-ram")).rule()).contains("node 0 has processors (0-3)");
        assertThat(plane.assign("dax3.0", "system-ram", "allow-cpu-node")).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void refusesADeviceWithoutAWholeBlock() {
        machine.add("3.0", 0x200200000L, 128, 4, UUID + "3", "");
        assertThat(refused(plane.assign("dax3.0", "system-ram"))).satisfies(refusal -> {
            assertThat(refusal.errno()).isEqualTo(Errno.EINVAL);
            assertThat(refusal.rule()).contains("no whole memory block of 128 MiB lies inside it (128 MiB");
        });
    }

    @Test
    void refusesToTakeADeviceThatIsMappedUnlessTold() {
        machine.hold("dax0.0", new Holders.Holder(DeviceUse.Kind.MAPPED, 123, "redis"));
        assertThat(refused(plane.assign("dax0.0", "system-ram"))).satisfies(refusal -> {
            assertThat(refusal.errno()).isEqualTo(Errno.EBUSY);
            assertThat(refusal.rule()).isEqualTo("dax0.0 is mapped by redis (process 123)");
            assertThat(refusal.remedy()).endsWith("assign dax0.0 system-ram --despite-holders");
        });
        assertThat(plane.assign("dax0.0", "system-ram", "despite-holders")).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void refusesALeakedRangeUntilTheNextBoot() {
        plane.assign("dax0.0", "system-ram");
        plane.when(new Command.Perform(List.of(KernelFiles.unbind("kmem", "dax0.0")), true));

        assertThat(refused(plane.assign("dax0.0", "system-ram"))).satisfies(refusal -> {
            assertThat(refusal.errno()).isEqualTo(Errno.EBUSY);
            assertThat(refusal.remedy()).startsWith("reboot");
        });
        machine.boot();
        assertThat(plane.assign("dax0.0", "system-ram")).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void refusesANeedlessLeak() {
        assertThat(refused(plane.assign("dax0.0", "system-ram", "leak-until-reboot")).errno()).isEqualTo(Errno.EINVAL);
        plane.assign("dax0.0", "system-ram", "no-online");
        assertThat(refused(plane.release("dax0.0", "leak-until-reboot")).text()).isEqualTo("""
                refused: release dax0.0 --leak-until-reboot makes no sense
                  rule    nothing would leak: no block of it is online
                  kernel  EINVAL; Invalid argument
                  do      leave out --leak-until-reboot
                """);
    }

    /** A kernel that cannot take memory back keeps what is offline too (docs/kernel/memory.md 6, "5.1 unbind, blocks offline"). */
    @Test
    void knowsThatAnOldKernelLeaksWhatIsOffline() throws Exception {
        plane.assign("dax0.0", "system-ram", "no-online");
        machine.release("5.1.0");

        assertThat(refused(plane.release("dax0.0")).text()).isEqualTo("""
                refused: release dax0.0 would lose the memory of dax0.0
                  rule    what its driver has added (memory33-35) stays until the next boot: this kernel cannot take memory back
                  kernel  EBUSY; it would say success, and the memory would stay in nobody's hands
                  do      reboot       gives the device back; or give release dax0.0 --leak-until-reboot
                """);
        assertThat(plane.control.plan(new Command.Release("dax0.0", Plane.options("leak-until-reboot")))).isInstanceOfSatisfying(Proposal.Planned.class,
                planned -> assertThat(planned.plan().notes()).containsExactly("leaks memory33-35 until the next boot, and dax0.0 with it"));
    }

    @Test
    void refusesToDestroyWhatNobodySaidMayBeDestroyed() {
        assertThat(refused(plane.assign("dax0.0", "fsdax"))).satisfies(refusal -> {
            assertThat(refusal.errno()).isEqualTo(Errno.ENOTEMPTY);
            assertThat(refusal.remedy()).startsWith("assign dax0.0 fsdax --discard-contents ");
        });
    }

    /** Where nothing can be rehearsed there is no plan, and the tool is named that does it without one. */
    @Test
    void namesTheToolWhereThereIsNothingToRehearseOn() {
        assertThat(refused(plane.assign("dax0.0", "fsdax", "discard-contents"))).satisfies(refusal -> {
            assertThat(refusal.errno()).isEqualTo(Errno.EOPNOTSUPP);
            assertThat(refusal.remedy()).startsWith("ndctl destroy-namespace -f namespace0.0");
        });
    }

    @Test
    void refusesToSwitchARealMachineOff() {
        var real = org.mockito.Mockito.mock(Host.class, org.mockito.AdditionalAnswers.delegatesTo(machine));
        org.mockito.Mockito.doReturn(Optional.empty()).when(real).power();
        var limits = Limits.DEFAULT;
        try (var control = new LocalControlPlane(real, machine, plane.store, () -> Plane.MODES, limits, () -> 0)) {
            assertThat(refused(control.execute(new Command.Power(true), Plane.ROOT)).errno()).isEqualTo(Errno.EOPNOTSUPP);
        }
    }

    @Test
    void hasNothingToDoWhereThingsAreAsAskedFor() {
        assertThat(plane.assign("dax0.0", "devdax")).isInstanceOfSatisfying(Outcome.Done.class, done -> {
            assertThat(done.operation()).isEmpty();
            assertThat(done.plan().notes()).containsExactly("nothing to do: dax0.0 is devdax already");
        });
        plane.assign("dax0.0", "system-ram", "zone=kernel");
        assertThat(plane.assign("dax0.0", "system-ram")).isInstanceOfSatisfying(Outcome.Done.class,
                done -> assertThat(done.plan().steps()).isEmpty());
        assertThat(((Outcome.Done) plane.assign("dax0.0", "system-ram", "zone=movable")).plan().steps())
                .as("another zone was asked for: each block goes offline and comes back").hasSize(6);
    }

    @Test
    void keepsThePolicyWhenTold() {
        assertThat(plane.assign("dax0.0", "system-ram", "keep-policy")).isInstanceOf(Outcome.Done.class);
        assertThat(machine.writes()).noneMatch(write -> write.contains("auto_online") || write.contains("state"));
    }

    @Test
    void planningShowsTheCostAndChangesNothing() throws Exception {
        var proposal = plane.control.plan(new Command.Assign("ram", "system-ram", Plane.options()));

        assertThat(proposal).isInstanceOfSatisfying(Proposal.Planned.class, planned -> {
            assertThat(planned.plan().steps()).hasSize(9);
            assertThat(planned.plan().lost()).hasToString("118 MiB");
            assertThat(planned.plan().dramForPages()).hasToString("6 MiB");
            assertThat(planned.plan().notes().getFirst()).isEqualTo("takes memory33-35 (384 MiB) to node 2");
            assertThat(planned.plan().steps().getLast().effect()).isEqualTo(new Effect.WriteAttribute("/sys/devices/system/memory/auto_online_blocks", "online\n"));
        });
        assertThat(machine.writes()).isEmpty();
        assertThat(plane.store.journal().head()).isZero();
    }
}
