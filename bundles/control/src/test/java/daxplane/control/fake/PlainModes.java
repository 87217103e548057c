package daxplane.control.fake;

import daxplane.control.Condition;
import daxplane.control.KernelFiles;
import daxplane.control.Mode;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.Plan;
import daxplane.control.Proposal;
import daxplane.control.Step;
import daxplane.host.Effect;
import daxplane.inventory.BlockRange;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.KmemRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two modes without options or refusals: to the kernel with the auto-online policy set aside, and back to applications. */
public final class PlainModes {

    public static final String RAM = "ram";
    public static final String APPLICATIONS = "applications";
    private static final String KMEM = "kmem";
    private static final String DEVICE_DAX = "device_dax";
    private static final String OFFLINE = "offline";

    private PlainModes() {
    }

    public static List<Mode> both() {
        return List.of(new Plain(RAM, KMEM), new Plain(APPLICATIONS, DEVICE_DAX));
    }

    private record Plain(String name, String driver) implements Mode {

        @Override
        public String describe() {
            return "devices of " + driver;
        }

        @Override
        public List<ModeOption> options() {
            return List.of();
        }

        @Override
        public boolean owns(Inventory picture, String device) {
            return Optional.ofNullable(picture.daxDevices().get(device)).flatMap(DaxDevice::driver).equals(Optional.of(driver));
        }

        @Override
        public boolean isDefaultOf(Inventory picture, String device) {
            return driver.equals(DEVICE_DAX);
        }

        @Override
        public Proposal enter(Inventory picture, String device, Options options) {
            if (owns(picture, device)) {
                return new Proposal.Planned(Plan.nothingToDo(name, device + " is so already"));
            }
            return driver.equals(KMEM) ? toKernel(picture, device) : toApplications(picture, device);
        }

        @Override
        public Proposal leave(Inventory picture, String device, Options options) {
            return driver.equals(KMEM) ? toApplications(picture, device) : new Proposal.Planned(Plan.nothingToDo(name, device + " stays"));
        }

        private static Proposal toKernel(Inventory picture, String device) {
            var steps = new ArrayList<Step>();
            String policy = picture.policy().autoOnline();
            boolean setAside = !policy.equals(OFFLINE);
            if (!picture.modules().contains(KMEM)) {
                steps.add(new Step.Reversible(new Effect.LoadModule(KMEM), new Condition.ModuleIsLoaded(KMEM, true), List.of(new Effect.UnloadModule(KMEM))));
            }
            if (setAside) {
                steps.add(policy(OFFLINE, policy));
            }
            picture.daxDevices().get(device).driver().ifPresent(driver -> steps.add(unbind(driver, device)));
            steps.add(new Step.Reversible(KernelFiles.newId(KMEM, device), new Condition.DriverIs(device, Optional.of(KMEM)),
                    List.of(KernelFiles.unbind(KMEM, device), KernelFiles.removeId(KMEM, device))));
            for (BlockRange range : blocks(picture, device)) {
                range.numbers().forEach(block -> steps.add(new Step.Reversible(KernelFiles.online(block, true),
                        new Condition.BlocksOnline(new BlockRange(block, 1), true), List.of(KernelFiles.offline(block)))));
            }
            if (setAside) {
                steps.add(policy(policy, OFFLINE));
            }
            return planned(RAM, steps, new Condition.DriverIs(device, Optional.of(KMEM)));
        }

        private static Proposal toApplications(Inventory picture, String device) {
            var steps = new ArrayList<Step>();
            var owner = picture.daxDevices().get(device).driver();
            if (owner.equals(Optional.of(KMEM))) {
                for (BlockRange range : blocks(picture, device)) {
                    range.numbers().filter(block -> picture.blocks().containsKey(block) && picture.blocks().get(block).online())
                            .forEach(block -> steps.add(new Step.Reversible(KernelFiles.offline(block),
                                    new Condition.BlocksAre(new BlockRange(block, 1), Optional.empty()), List.of(KernelFiles.online(block, true)))));
                }
                steps.add(unbind(KMEM, device));
                steps.add(new Step.Reversible(KernelFiles.removeId(KMEM, device), new Condition.EffectSucceeded(), List.of()));
            }
            steps.add(new Step.Reversible(KernelFiles.bind(DEVICE_DAX, device), new Condition.DriverIs(device, Optional.of(DEVICE_DAX)),
                    List.of(KernelFiles.unbind(DEVICE_DAX, device))));
            return planned(APPLICATIONS, steps, new Condition.DriverIs(device, Optional.of(DEVICE_DAX)));
        }

        private static List<BlockRange> blocks(Inventory picture, String device) {
            return KmemRange.blocks(picture.daxDevices().get(device), new ByteSize(picture.policy().blockBytes()));
        }

        private static Step unbind(String driver, String device) {
            return new Step.Reversible(KernelFiles.unbind(driver, device), new Condition.DriverIs(device, Optional.empty()),
                    List.of(KernelFiles.bind(driver, device)));
        }

        private static Step policy(String value, String before) {
            return new Step.Reversible(KernelFiles.autoOnline(value), new Condition.AutoOnlineIs(value), List.of(KernelFiles.autoOnline(before)));
        }

        private static Proposal planned(String title, List<Step> steps, Condition goal) {
            return new Proposal.Planned(new Plan(title, steps, goal, ByteSize.ZERO, ByteSize.ZERO, List.of()));
        }
    }
}
