package daxplane.machine.host;

import daxplane.host.Attributes;
import daxplane.host.EffectResult;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.Holders.Holder;
import daxplane.host.HostException;
import daxplane.inventory.DeviceUse.Kind;
import daxplane.kernel.core.InjectedWorkload;
import daxplane.kernel.core.InjectedWorkload.PowerFault;
import daxplane.kernel.core.SimulatedKernel;
import daxplane.machine.Machine;
import daxplane.machine.MachineFaults;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code inject}: faults of a simulated machine, for drills. Each lasts until it is cleared, has happened, or the machine boots. */
record InjectProgram(Machine machine) {

    static final String NAME = "inject";

    private static final String USAGE = """
            usage: inject hold DEVICE PROGRAM[:PID] [open|mapped|pinned]   a process uses a block or dax device
                   inject pin memoryN [unmovable|held]                     a memory block does not go offline: at once, or as long as it is held
                   inject fail PATH ERRNO [N]                              the Nth write to a file fails, by default the next
                   inject power-loss N [SEED]                              power fails in place of the Nth write to media
                   inject list
                   inject clear [hold DEVICE | pin memoryN | fail PATH | power-loss]
            """;

    private static final Pattern DEVICE = Pattern.compile("(?:/dev/)?([A-Za-z0-9_.!-]{1,64})");
    private static final Pattern PROGRAM = Pattern.compile("([A-Za-z0-9_][A-Za-z0-9_.-]{0,31})(?::([1-9][0-9]{0,6}))?");
    private static final Pattern BLOCK = Pattern.compile("memory([0-9]{1,9})");
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,5}");
    private static final Pattern SEED = Pattern.compile("[0-9]{1,18}");
    private static final int SOME_PID = 4711;
    private static final int MISUSED = 2;

    /** What cannot be done, for people. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String why) {
            super(why, null, false, false);
        }
    }

    /** The words make no sense. */
    private static final class Misused extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** The kernel's programs and this one. */
    static SortedSet<String> with(SortedSet<String> programs) {
        var all = new TreeSet<>(programs);
        all.add(NAME);
        return all;
    }

    static boolean named(List<String> words) {
        return words.getFirst().equals(NAME);
    }

    static boolean looks(List<String> words) {
        return words.size() < 2 || words.get(1).equals("list");
    }

    EffectResult.Ended run(List<String> words) throws HostException {
        try {
            return new EffectResult.Ended(0, act(words), "");
        } catch (Misused _) {
            return new EffectResult.Ended(MISUSED, "", USAGE);
        } catch (Wrong wrong) {
            return new EffectResult.Ended(1, "", NAME + ": " + wrong.getMessage() + "\n");
        } catch (IllegalArgumentException tooMany) {
            return new EffectResult.Ended(1, "", NAME + ": " + tooMany.getMessage() + " (E2BIG)\n");
        }
    }

    private String act(List<String> words) throws HostException, Wrong, Misused {
        switch (words.isEmpty() ? "" : words.getFirst()) {
            case "hold" -> hold(word(words, 1), word(words, 2), last(words, 3, "open"));
            case "pin" -> pin(word(words, 1), last(words, 2, "unmovable"));
            case "fail" -> fail(word(words, 1), word(words, 2), last(words, 3, "1"));
            case "power-loss" -> new MachineFaults(machine).failPower(Optional.of(new PowerFault(count(word(words, 1)) - 1, seed(last(words, 2, "1")))));
            case "list" -> {
                last(words, 0, "");
                return machine.look(kernel -> list(kernel.workload()));
            }
            case "clear" -> clear(words.subList(1, words.size()));
            default -> throw new Misused();
        }
        return "";
    }

    private static String word(List<String> words, int at) throws Misused {
        if (words.size() <= at) {
            throw new Misused();
        }
        return words.get(at);
    }

    /** The word after which there is none. */
    private static String last(List<String> words, int at, String otherwise) throws Misused {
        if (words.size() > at + 1) {
            throw new Misused();
        }
        return words.size() > at ? words.get(at) : otherwise;
    }

    private void hold(String typed, String program, String how) throws HostException, Wrong, Misused {
        var who = PROGRAM.matcher(program);
        if (!who.matches()) {
            throw new Misused();
        }
        var kind = switch (how) {
            case "open" -> Kind.OPEN;
            case "mapped" -> Kind.MAPPED;
            case "pinned" -> Kind.PINNED;
            default -> throw new Misused();
        };
        String device = device(typed);
        there(List.of("/sys/class/block/" + device, "/sys/bus/dax/devices/" + device), device, Errno.ENODEV);
        new MachineFaults(machine).hold(device, new Holder(kind, who.group(2) == null ? SOME_PID : Integer.parseInt(who.group(2)), who.group(1)));
    }

    private static String device(String typed) throws Misused {
        var device = DEVICE.matcher(typed);
        if (!device.matches()) {
            throw new Misused();
        }
        return device.group(1);
    }

    private void pin(String name, String how) throws HostException, Wrong, Misused {
        long block = block(name);
        var pin = switch (how) {
            case "unmovable" -> InjectedWorkload.Pin.UNMOVABLE;
            case "held" -> InjectedWorkload.Pin.HELD;
            default -> throw new Misused();
        };
        there(List.of("/sys/devices/system/memory/" + name), name, Errno.ENODEV);
        change(workload -> workload.pin(block, pin));
    }

    private static long block(String name) throws Misused {
        var block = BLOCK.matcher(name);
        if (!block.matches()) {
            throw new Misused();
        }
        return Long.parseLong(block.group(1));
    }

    private void fail(String path, String errno, String nth) throws HostException, Wrong, Misused {
        int passing = count(nth) - 1;
        var fault = Stream.of(Errno.values()).filter(known -> known.name().equals(errno)).findFirst()
                .orElseThrow(() -> new Wrong("there is no error " + errno + "; use a name like EBUSY"));
        there(List.of(path), path, Errno.ENOENT);
        String file = machine.look(kernel -> kernel.files().realPath(path));
        change(workload -> workload.failWrite(file, fault, passing));
    }

    private static int count(String text) throws Misused {
        if (!COUNT.matcher(text).matches()) {
            throw new Misused();
        }
        return Integer.parseInt(text);
    }

    private static long seed(String text) throws Misused {
        if (!SEED.matcher(text).matches()) {
            throw new Misused();
        }
        return Long.parseLong(text);
    }

    private void there(List<String> places, String what, Errno otherwise) throws Wrong {
        for (String place : places) {
            try {
                machine.look(kernel -> kernel.files().realPath(place));
                return;
            } catch (HostException notThere) {
                // the next place
            }
        }
        throw new Wrong("there is no " + what + " (" + otherwise + ")");
    }

    private void clear(List<String> words) throws HostException, Misused {
        var faults = new MachineFaults(machine);
        switch (words.isEmpty() ? "" : words.getFirst()) {
            case "" -> {
                change(InjectProgram::clearAll);
                faults.failPower(Optional.empty());
            }
            case "hold" -> {
                String device = device(last(words, 1, ""));
                change(workload -> letGo(workload, device));
            }
            case "pin" -> {
                long block = block(last(words, 1, ""));
                change(workload -> workload.unpin(block));
            }
            case "fail" -> {
                String path = word(words, 1);
                last(words, 1, path);
                boolean gone = machine.look(kernel -> kernel.files().kind(path)) == Attributes.Kind.ABSENT;
                change((kernel, workload) -> workload.mendWrite(gone ? path : kernel.files().realPath(path)));
            }
            case "power-loss" -> {
                last(words, 0, "");
                faults.failPower(Optional.empty());
            }
            default -> throw new Misused();
        }
    }

    private static void letGo(InjectedWorkload workload, String device) {
        workload.injectedHolders().getOrDefault(device, List.of()).forEach(holder -> workload.letGo(device, holder));
    }

    private static void clearAll(InjectedWorkload workload) {
        workload.injectedHolders().keySet().forEach(device -> letGo(workload, device));
        workload.pins().keySet().forEach(workload::unpin);
        workload.writeFaults().keySet().forEach(workload::mendWrite);
    }

    private static String list(InjectedWorkload workload) {
        var text = new StringBuilder();
        workload.injectedHolders().forEach((device, holders) -> holders.forEach(holder -> text.append("hold ").append(device).append(' ').append(holder.command())
                .append(':').append(holder.pid()).append(' ').append(holder.kind().name().toLowerCase(Locale.ROOT)).append('\n')));
        workload.pins().forEach((block, pin) -> text.append("pin memory").append(block).append(' ').append(pin.name().toLowerCase(Locale.ROOT)).append('\n'));
        workload.writeFaults().forEach((path, fault) -> text.append("fail ").append(path).append(' ').append(fault.errno()).append(' ').append(fault.left() + 1).append('\n'));
        workload.powerFault().ifPresent(fault -> text.append("power-loss ").append(fault.left() + 1).append(' ').append(fault.seed()).append('\n'));
        return text.toString();
    }

    private interface Act {
        void on(SimulatedKernel kernel, InjectedWorkload workload) throws HostException;
    }

    private void change(Consumer<InjectedWorkload> what) throws HostException {
        change((_, workload) -> what.accept(workload));
    }

    private void change(Act what) throws HostException {
        machine.change(FailedCall.OPEN, "/bin/" + NAME, kernel -> {
            what.on(kernel, kernel.workload());
            return null;
        });
    }
}
