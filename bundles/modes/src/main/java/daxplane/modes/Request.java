package daxplane.modes;

import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.host.Errno;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.Inventory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was asked of a mode, checked as far as every dax mode checks it: the device is on the dax bus, and the options are known.
 *
 * @param title the command as it was typed
 * @param aim   what cannot be done, when it cannot: {@code be system-ram}, {@code leave system-ram}
 */
record Request(String title, String aim, Inventory picture, DaxDevice device, DeviceBlocks blocks, Options options) {

    static Request check(String title, String aim, Inventory picture, String name, List<ModeOption> known, Options options)
            throws RuleBroken {
        var device = picture.daxDevices().get(name);
        if (device == null) {
            throw notADaxDevice(aim, picture, name);
        }
        if (device.onNdBus()) {
            throw withoutDaxBus(aim, name);
        }
        for (var option : options.values().entrySet()) {
            checkOption(title, name, known, option.getKey(), option.getValue());
        }
        return new Request(title, aim, picture, device, DeviceBlocks.of(picture, device), options);
    }

    private static RuleBroken notADaxDevice(String aim, Inventory picture, String name) {
        var namespace = picture.namespaces().get(name);
        if (namespace == null) {
            return new RuleBroken(RefusalCode.NO_SUCH_OBJECT, Errno.ENODEV, name, name + " cannot " + aim, "there is no such device", "",
                    "list       shows the devices of this machine");
        }
        if (namespace.bytes() == 0) {
            return new RuleBroken(RefusalCode.EMPTY_NAMESPACE, Errno.EOPNOTSUPP, name, name + " cannot " + aim, "it is a namespace without a size: nothing is in it yet", "",
                    NamespaceMaking.forASeed(picture, namespace, Devdax.NAME));
        }
        return new RuleBroken(RefusalCode.OTHER_MODE, Errno.EOPNOTSUPP, name, name + " cannot " + aim,
                "it is a namespace in mode " + namespace.mode().word() + "; only a devdax namespace has a device on the dax bus", "",
                "assign " + name + " " + Devdax.NAME + " --" + ModeOption.DISCARD_CONTENTS.name() + "       makes one of it, and destroys what it holds");
    }

    /** docs/kernel/drivers.md 2.2 and 3.8. */
    private static RuleBroken withoutDaxBus(String aim, String name) {
        return new RuleBroken(RefusalCode.NO_DAX_BUS, Errno.EOPNOTSUPP, name, name + " cannot " + aim,
                "this kernel has no dax bus, and what its nd bus hands over does not come back before the next boot", "",
                "echo " + name + " > /sys/bus/nd/drivers/dax_kmem/new_id       and unbind it from dax_pmem, if the kernel has dax_kmem");
    }

    /** The first option that is not known, or has no value that it can have. */
    static Optional<Refusal> invalidOption(String device, String title, List<ModeOption> known, Options options) {
        try {
            for (var option : options.values().entrySet()) {
                checkOption(title, device, known, option.getKey(), option.getValue());
            }
            return Optional.empty();
        } catch (RuleBroken broken) {
            return Optional.of(broken.refusal());
        }
    }

    private static void checkOption(String title, String device, List<ModeOption> known, String name, String value) throws RuleBroken {
        var option = known.stream().filter(candidate -> candidate.name().equals(name)).findFirst().orElse(null);
        if (option == null) {
            throw invalid(device, title, "there is no option --" + name,
                    "use " + known.stream().map(candidate -> "--" + candidate.name()).collect(Collectors.joining(", ")));
        }
        switch (option.value()) {
            case ModeOption.Value.Flag _ -> {
                if (!value.isEmpty()) {
                    throw invalid(device, title, "--" + name + " takes no value", "leave " + value + " out");
                }
            }
            case ModeOption.Value.OneOf(var words) -> {
                if (!words.contains(value)) {
                    throw invalid(device, title, "--" + name + " cannot be '" + value + "'", "use one of " + String.join(", ", words));
                }
            }
            case ModeOption.Value.Free(var placeholder, var example) -> {
                if (value.isEmpty()) {
                    throw invalid(device, title, "--" + name + " needs a value, " + placeholder, "write it like --" + name + " " + example);
                }
            }
        }
    }

    static RuleBroken invalid(String device, String title, String rule, String remedy) {
        return new RuleBroken(RefusalCode.INVALID_OPTION, Errno.EINVAL, device, title + " makes no sense", rule, "", remedy);
    }

    String name() {
        return device.name();
    }

    boolean boundTo(String driver) {
        return device.driver().isPresent() && device.driver().get().equals(driver);
    }

    boolean has(String option) {
        return options.has(option);
    }

    RuleBroken refuse(RefusalCode code, Errno errno, String rule, String kernel, String remedy) {
        return new RuleBroken(code, errno, name(), name() + " cannot " + aim, rule, kernel, remedy);
    }

    /** Without its addresses nobody knows which memory blocks are the device's, so that nothing is safe to do with it. */
    void refuseWhenHidden() throws RuleBroken {
        if (device.ranges().isEmpty() && device.bytes() != 0) {
            throw refuse(RefusalCode.ADDRESSES_HIDDEN, Errno.EACCES, "its physical addresses are not to be seen, and with them its memory blocks",
                    "it shows addresses to root alone, and lets nobody else change anything",
                    "run daxplane as root, or with CAP_SYS_ADMIN and CAP_DAC_OVERRIDE");
        }
    }

    /** Memory that kmem left behind keeps the device from every driver until the next boot (docs/kernel/memory.md 6, corpus kmem-unbind-online). */
    void refuseWhenLeaked() throws RuleBroken {
        var leak = blocks.leaked(picture);
        if (leak.isPresent()) {
            throw refuse(RefusalCode.LEAKED, Errno.EBUSY, "its range is leaked: " + leak.get() + " is still System RAM, although kmem let go of the device",
                    "no driver gets the range before the next boot", "reboot       and then: " + title);
        }
    }
}
