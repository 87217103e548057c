package daxplane.mapper;

import daxplane.block.BlockDevice;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** {@code dmsetup create|load|suspend|resume|clear|remove|remove_all|table|status|info|ls|deps}, in the words of the original. */
public final class Dmsetup implements Program {

    private static final int FAILED = 1;
    private static final Set<String> FLAGS = Set.of("-r", "--readonly", "--notable", "-c", "--tree", "-f", "--force", "--noudevsync", "-v");
    private static final Set<String> WITH_VALUE = Set.of("-u", "--uuid", "--table", "-j", "--major", "-m", "--minor");

    @Override
    public String name() {
        return "dmsetup";
    }

    @Override
    public boolean looks(List<String> arguments) {
        return arguments.isEmpty() || List.of("table", "status", "info", "ls", "deps", "targets", "version").contains(arguments.getFirst());
    }

    @Override
    public boolean readsInput(List<String> arguments) {
        return !arguments.isEmpty() && List.of("create", "load", "reload").contains(arguments.getFirst())
                && arguments.stream().noneMatch(List.of("--table", "--notable", "-n")::contains);
    }

    /** A command line. */
    private static final class Line {
        private final List<String> words = new ArrayList<>();
        private final List<String> flags = new ArrayList<>();
        private Optional<String> table = Optional.empty();
        private Optional<String> uuid = Optional.empty();
        private OptionalInt minor = OptionalInt.empty();

        boolean readOnly() {
            return flags.contains("-r") || flags.contains("--readonly");
        }

        static Line parse(List<String> arguments) throws KernelException {
            Line line = new Line();
            for (int i = 0; i < arguments.size(); i++) {
                String word = arguments.get(i);
                if (WITH_VALUE.contains(word) && i + 1 < arguments.size()) {
                    line.value(word, arguments.get(++i));
                } else if (FLAGS.contains(word)) {
                    line.flags.add(word);
                } else if (word.startsWith("-")) {
                    throw new KernelException(Errno.EOPNOTSUPP, "dmsetup " + word + " is not simulated");
                } else {
                    line.words.add(word);
                }
            }
            return line;
        }

        private void value(String option, String value) throws KernelException {
            switch (option) {
                case "-u", "--uuid" -> uuid = Optional.of(value);
                case "--table" -> table = Optional.of(value);
                case "-m", "--minor" -> {
                    if (!value.matches("\\d{1,6}")) {
                        throw new KernelException(Errno.EINVAL, "minor " + value);
                    }
                    minor = OptionalInt.of(Integer.parseInt(value));
                }
                default -> { }                              // there is one major number
            }
        }
    }

    @Override
    public int run(ProgramCall call) throws KernelException {
        Line line = Line.parse(call.arguments());
        if (line.words.isEmpty()) {
            throw new KernelException(Errno.EOPNOTSUPP, "dmsetup: which command?");
        }
        Optional<DeviceMapper> mapper = call.kernel().symbol(DeviceMapper.class);
        if (mapper.isEmpty()) {
            call.err("/dev/mapper/control: open failed: No such file or directory\nFailure to communicate with kernel device-mapper driver.\n"
                    + "Check that device-mapper is available in the kernel.\nCommand failed.\n");
            return FAILED;
        }
        return run(new Session(call, mapper.get(), line));
    }

    private record Session(ProgramCall call, DeviceMapper mapper, Line line) {

        String name() {
            return line.words.size() > 1 ? line.words.get(1) : "";
        }

        int failed(String ioctl, String number, KernelException why) {
            call.err("device-mapper: " + ioctl + " ioctl on " + name() + " " + number + " failed: " + why.errno().text() + "\nCommand failed.\n");
            return FAILED;
        }

        List<MappedDisk> chosen() throws KernelException {
            return name().isEmpty() ? mapper.disks() : List.of(mapper.disk(name()));
        }
    }

    private static int run(Session session) throws KernelException {
        String command = session.line.words.getFirst();
        return switch (command) {
            case "create" -> create(session);
            case "load", "reload" -> load(session);
            case "resume", "suspend", "clear", "remove" -> change(session, command);
            case "remove_all" -> removeAll(session);
            case "table", "status", "info", "ls", "deps" -> show(session, command);
            default -> throw new KernelException(Errno.EOPNOTSUPP, "dmsetup " + command + " is not simulated");
        };
    }

    private static String table(Session session) {
        return session.line.table.orElseGet(() -> new String(session.call.input(), StandardCharsets.UTF_8));
    }

    /** Creates, loads and resumes; a refused table leaves nothing behind. */
    private static int create(Session session) throws KernelException {
        MappedDisk disk;
        try {
            disk = session.mapper.create(session.name(), session.line.uuid, session.line.minor);
        } catch (KernelException refused) {
            return session.failed("create", session.line.uuid.orElse(""), refused);
        }
        if (session.line.flags.contains("--notable")) {
            return 0;
        }
        try {
            session.mapper.load(disk, table(session), session.line.readOnly());
            session.mapper.resume(disk);
            return 0;
        } catch (KernelException refused) {
            session.mapper.remove(disk);
            return session.failed("reload", "(" + disk.number() + ")", refused);
        }
    }

    private static int load(Session session) {
        try {
            session.mapper.load(session.mapper.disk(session.name()), table(session), session.line.readOnly());
            return 0;
        } catch (KernelException refused) {
            return session.failed("reload", "", refused);
        }
    }

    private static int change(Session session, String command) {
        try {
            MappedDisk disk = session.mapper.disk(session.name());
            switch (command) {
                case "resume" -> session.mapper.resume(disk);
                case "suspend" -> session.mapper.suspend(disk);
                case "clear" -> session.mapper.clear(disk);
                default -> session.mapper.remove(disk);
            }
            return 0;
        } catch (KernelException refused) {
            return session.failed(command, "", refused);
        }
    }

    /** Those that are in use stay; the ones on top go first. */
    private static int removeAll(Session session) throws KernelException {
        boolean removed = true;
        while (removed) {
            removed = false;
            for (MappedDisk disk : session.mapper.disks()) {
                if (session.mapper.opened(disk) == 0) {
                    session.mapper.remove(disk);
                    removed = true;
                }
            }
        }
        return 0;
    }

    private static int show(Session session, String command) {
        List<MappedDisk> disks;
        try {
            disks = command.equals("ls") ? session.mapper.disks() : session.chosen();
        } catch (KernelException absent) {
            session.call.err("Device does not exist.\nCommand failed.\n");
            return FAILED;
        }
        if (disks.isEmpty()) {
            session.call.out("No devices found\n");
            return 0;
        }
        if (command.equals("info") && session.line.flags.contains("-c")) {
            session.call.out("Name             Maj Min Stat Open Targ Event  UUID                            \n");
        }
        for (MappedDisk disk : disks) {
            String prefix = session.name().isEmpty() ? disk.label() + ": " : "";
            session.call.out(switch (command) {
                case "table" -> disk.live().map(table -> TableText.table(table, prefix)).orElse("");
                case "status" -> disk.live().map(table -> TableText.status(table, prefix)).orElse("");
                case "deps" -> prefix + dependencies(disk);
                case "info" -> info(session, disk);
                default -> session.line.flags.contains("--tree") ? tree(session, disk) : disk.label() + "\t(" + disk.number() + ")\n";
            });
        }
        return 0;
    }

    private static String dependencies(MappedDisk disk) {
        List<BlockDevice> devices = disk.live().map(table -> List.copyOf(table.devices())).orElse(List.of());
        return devices.size() + " dependencies\t:" + String.join("", devices.stream().map(device -> " (" + device.major() + ", " + device.minor() + ")").toList()) + "\n";
    }

    private static String info(Session session, MappedDisk disk) {
        String state = (disk.live().isPresent() ? "L" : "-") + (disk.inactive().isPresent() ? "I" : "-") + (disk.suspended() ? "s" : "-")
                + (disk.readOnly() ? "r" : "w");
        int targets = disk.live().map(table -> table.rows().size()).orElse(0);
        if (session.line.flags.contains("-c")) {
            return "%-16s %3d %3d %s %4d %4d %6d %-32s\n".formatted(disk.label(), disk.major(), disk.minor(), state, session.mapper.opened(disk), targets,
                    disk.event(), disk.uuid());
        }
        return "Name:              %s\nState:             %s\nRead Ahead:        256\nTables present:    %s\nOpen count:        %d\nEvent number:      %d\nMajor, minor:      %d, %d\nNumber of targets: %d\n%s\n"
                .formatted(disk.label(), disk.suspended() ? "SUSPENDED" : "ACTIVE" + (disk.readOnly() ? " (READ-ONLY)" : ""),
                        (disk.live().isPresent() ? "LIVE" : "None") + (disk.inactive().isPresent() ? " & INACTIVE" : ""), session.mapper.opened(disk), disk.event(),
                        disk.major(), disk.minor(), targets, disk.uuid().isEmpty() ? "" : "UUID: " + disk.uuid() + "\n");
    }

    /** Devices that no other is on, with what is below them. */
    private static String tree(Session session, MappedDisk disk) {
        boolean below = session.mapper.disks().stream().anyMatch(other -> other.live().isPresent() && other.live().get().devices().contains(disk));
        return below ? "" : disk.label() + " (" + disk.number() + ")\n" + branches(disk, " ");
    }

    private static String branches(MappedDisk disk, String indent) {
        StringBuilder text = new StringBuilder();
        List<BlockDevice> devices = disk.live().map(table -> List.copyOf(table.devices())).orElse(List.of());
        for (int i = 0; i < devices.size(); i++) {
            boolean last = i + 1 == devices.size();
            BlockDevice device = devices.get(i);
            text.append(indent).append(last ? "`-" : "|-").append(device instanceof MappedDisk mapped ? mapped.label() : "").append(" (").append(device.number())
                    .append(")\n");
            if (device instanceof MappedDisk mapped) {
                text.append(branches(mapped, indent + (last ? "   " : "|  ")));
            }
        }
        return text.toString();
    }
}
