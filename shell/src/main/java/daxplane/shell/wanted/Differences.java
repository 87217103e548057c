package daxplane.shell.wanted;

import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.DaxSpace;
import daxplane.control.FreeSpace;
import daxplane.control.Mode;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.events.desired.Names;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.NamedObject;
import daxplane.inventory.Namespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** From what is to what a machine file wants. What is so already stays a command, whose plan says that there is nothing to do. */
public final class Differences {

    /** Of the label; a mode knows it as an option of what it makes. */
    private static final String NAME = "name";

    private final Inventory picture;
    private final List<Mode> modes;
    private final Options consent;

    /** @param consent to what may be destroyed or taken away, by who applies the file; a file cannot consent */
    public Differences(Inventory picture, List<Mode> modes, Options consent) {
        this.picture = picture;
        this.modes = modes;
        this.consent = consent;
    }

    /**
     * @return empty: what should be absent is, and nothing else is said
     * @throws Invalid naming the line that cannot be
     */
    public Optional<Command> command(MachineFile file, boolean keepGoing) throws Invalid {
        var commands = new ArrayList<Command>();
        Map<String, WantedLine> meant = new HashMap<>();
        for (WantedLine line : file.lines()) {
            requireKnown(line);
            var found = found(line);
            if (found.isPresent()) {
                var other = meant.putIfAbsent(found.get(), line);
                if (other != null) {
                    throw new Invalid(line, line.object() + " is " + other.object() + " of line " + other.number());
                }
                commands.addAll(there(line, found.get()));
            } else if (!line.wanted().equals(WantedLine.ABSENT)) {
                commands.add(made(line));
            }
        }
        if (commands.size() > Command.Several.MOST) {
            throw new Invalid("it takes " + commands.size() + " commands, more than " + Command.Several.MOST);
        }
        return commands.isEmpty() ? Optional.empty() : Optional.of(Command.Several.of(commands, keepGoing));
    }

    private Optional<String> found(WantedLine line) throws Invalid {
        var names = Names.resolve(picture, NamedObject.withoutDev(line.object())).stream().filter(this::sized).toList();
        if (names.size() > 1) {
            throw new Invalid(line, "several devices are called " + line.object() + ": " + String.join(", ", names));
        }
        if (names.isEmpty() && !line.ofMode() && !line.wanted().equals(WantedLine.ABSENT)) {
            boolean other = picture.regions().containsKey(line.object()) || picture.dimms().containsKey(line.object());
            return other ? Optional.of(line.object()) : Optional.empty();
        }
        return names.stream().findFirst();
    }

    /** A namespace without a size is where the next one is made. */
    private boolean sized(String name) {
        return picture.daxDevices().containsKey(name) ? picture.daxDevices().get(name).bytes() != 0
                : picture.namespaces().containsKey(name) && picture.namespaces().get(name).bytes() != 0;
    }

    private List<Command> there(WantedLine line, String device) throws Invalid {
        switch (line.wanted()) {
            case WantedLine.ABSENT -> {
                return List.of(new Command.Adjust(device, new Adjustment.Destroyed(), consent));
            }
            case WantedLine.ENABLED, WantedLine.DISABLED -> {
                return List.of(new Command.Adjust(device, new Adjustment.Enabled(line.wanted().equals(WantedLine.ENABLED)), consent));
            }
            default -> { }
        }
        var commands = new ArrayList<Command>();
        String region = line.options().get(WantedLine.REGION);
        if (region != null && !region(device).equals(region)) {
            throw new Invalid(line, line.object() + " is in " + region(device) + ", not in " + region + "; nothing moves from one region to another");
        }
        var size = size(line);
        if (size.isPresent() && size.get().bytes() != bytes(device)) {
            commands.add(new Command.Adjust(device, new Adjustment.Resized(size.get()), consent));
        }
        commands.add(new Command.Assign(device, line.wanted(), options(line)));
        return commands;
    }

    private Command made(WantedLine line) throws Invalid {
        String region = line.options().get(WantedLine.REGION);
        var size = size(line);
        if (!line.ofMode() || region == null || size.isEmpty()) {
            throw new Invalid(line, "there is no " + line.object() + (line.ofMode() ? "; with region=REGION size=SIZE it is made" : ""));
        }
        String space = region + ":" + size.get().bytes();
        var options = options(line);
        if (FreeSpace.parse(picture, space).isPresent()) {
            return new Command.Adjust(space, new Adjustment.Created(line.wanted()), options.with(NAME, line.object()));
        }
        if (DaxSpace.parse(picture, space).isPresent()) {
            return new Command.Adjust(space, new Adjustment.Created(line.wanted()), options);
        }
        throw new Invalid(line, "there is no region " + region);
    }

    private String region(String device) {
        return Optional.ofNullable(picture.daxDevices().get(device)).flatMap(DaxDevice::namespace).or(() -> Optional.of(device)).map(picture.namespaces()::get)
                .map(Namespace::region).orElseGet(() -> device.substring(0, Math.max(0, device.indexOf('.'))));
    }

    /** Of what was asked for when it was made: that of a namespace, with what describes it. */
    private long bytes(String device) {
        var dax = Optional.ofNullable(picture.daxDevices().get(device));
        return dax.flatMap(DaxDevice::namespace).or(() -> Optional.of(device)).map(picture.namespaces()::get).map(Namespace::bytes)
                .orElseGet(() -> dax.map(DaxDevice::bytes).orElse(0L));
    }

    private Optional<ByteSize> size(WantedLine line) throws Invalid {
        String text = line.options().get(WantedLine.SIZE);
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(ByteSize.parse(text).filter(size -> size.bytes() > 0).orElseThrow(() -> new Invalid(line, "size=" + text + " is no size; 256M is one")));
    }

    /** What the mode is given, and what who applies the file consents to. */
    private Options options(WantedLine line) {
        var values = new TreeMap<>(line.options());
        values.keySet().removeAll(Set.of(WantedLine.REGION, WantedLine.SIZE));
        values.putAll(consent.values());
        return new Options(values);
    }

    private void requireKnown(WantedLine line) throws Invalid {
        if (!line.ofMode()) {
            if (!line.options().isEmpty()) {
                throw new Invalid(line, line.wanted() + " takes no option");
            }
            return;
        }
        var mode = modes.stream().filter(candidate -> candidate.name().equals(line.wanted())).findFirst().orElseThrow(() -> new Invalid(line, "there is no mode "
                + line.wanted() + "; there are " + modes.stream().map(Mode::name).sorted().collect(Collectors.joining(", ")) + ", and absent, enabled, disabled"));
        for (var given : line.options().entrySet()) {
            if (given.getKey().equals(WantedLine.REGION) || given.getKey().equals(WantedLine.SIZE)) {
                requireValue(line, given.getKey(), given.getValue(), true);
                continue;
            }
            var option = mode.options().stream().filter(known -> known.name().equals(given.getKey())).findFirst()
                    .orElseThrow(() -> new Invalid(line, mode.name() + " has no option " + given.getKey() + "; there are " + known(mode)));
            if (asked(option)) {
                throw new Invalid(line, option.name() + " is said by who applies the file: apply -f FILE --" + option.name());
            }
            requireValue(line, option.name(), given.getValue(), !(option.value() instanceof ModeOption.Value.Flag));
        }
    }

    /** What may be destroyed is nothing that a file says once and for all. */
    private static boolean asked(ModeOption option) {
        return option.name().equals(ModeOption.DISCARD_CONTENTS.name()) || option.name().equals(ModeOption.DESPITE_HOLDERS.name())
                || option.name().equals(ModeOption.CLEAR_ERRORS.name());
    }

    private static void requireValue(WantedLine line, String name, String value, boolean takesOne) throws Invalid {
        if (takesOne == value.isEmpty()) {
            throw new Invalid(line, takesOne ? name + " needs a value: " + name + "=..." : name + " takes no value");
        }
    }

    private static String known(Mode mode) {
        var names = new TreeSet<>(Set.of(WantedLine.REGION, WantedLine.SIZE));
        mode.options().stream().filter(option -> !asked(option)).map(ModeOption::name).forEach(names::add);
        return String.join(", ", names);
    }
}
