package daxplane.mapper;

import daxplane.block.BlockDevice;
import daxplane.block.BlockLayer;
import daxplane.block.Opening;
import daxplane.host.Errno;
import daxplane.host.Holders.Holder;
import daxplane.inventory.DeviceUse.Kind;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes tables of what people write, and of what an earlier process recorded. */
final class TableLoader {

    /** Lines of one table. */
    private static final int MOST_ROWS = 4096;
    /** All mapped devices claim what they use for one: several may use the same disk, and nobody else may. */
    static final String CLAIM = "device-mapper";

    private final Kernel kernel;
    private final Function<String, Optional<TargetType>> types;

    TableLoader(Kernel kernel, Function<String, Optional<TargetType>> types) {
        this.kernel = kernel;
        this.types = types;
    }

    /**
     * @throws KernelException EINVAL no table of this device; ENOENT (before 6.2 ENODEV) no such device; EBUSY somebody else has
     *     claimed one; nothing is left open then
     */
    MappedTable load(MappedDisk disk, String text, boolean readOnly) throws KernelException {
        Opened opened = new Opened(disk);
        try {
            List<MappedTable.Row> rows = rows(text, opened);
            MappedTable table = new MappedTable(rows, List.copyOf(opened.openings.values()), readOnly);
            checkBorders(disk, table);
            return table;
        } catch (KernelException refused) {
            opened.close();
            throw refused;
        }
    }

    private List<MappedTable.Row> rows(String text, TargetType.Devices devices) throws KernelException {
        List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty() || lines.size() > MOST_ROWS) {
            throw new KernelException(Errno.EINVAL, "a table has 1 to " + MOST_ROWS + " rows");
        }
        List<MappedTable.Row> rows = new ArrayList<>();
        long end = 0;
        for (String line : lines) {
            MappedTable.Row row = row(line, devices);
            if (row.start() != end || row.sectors() == 0 || row.sectors() > Long.MAX_VALUE / BlockDevice.SECTOR - end) {
                throw new KernelException(Errno.EINVAL, "a gap, an overlap or no length at sector " + row.start());
            }
            end = row.end();
            rows.add(row);
        }
        return rows;
    }

    private MappedTable.Row row(String line, TargetType.Devices devices) throws KernelException {
        List<String> words = Arrays.asList(line.split("\\s+"));
        if (words.size() < 3) {
            throw new KernelException(Errno.EINVAL, "start, length and type are expected");
        }
        TargetType type = types.apply(words.get(2)).orElseThrow(() -> new KernelException(Errno.EINVAL, "no target type " + words.get(2)));
        long sectors = Sectors.parse(words.get(1));
        List<String> rest = List.copyOf(words.subList(3, words.size()));
        return new MappedTable.Row(Sectors.parse(words.getFirst()), sectors, type, type.target(sectors, rest, devices), rest);
    }

    /** Pieces begin and end where the largest block of all of them does (corpus acc-dm-mixed, step 10). */
    private void checkBorders(MappedDisk disk, MappedTable table) throws KernelException {
        int block = table.logicalBlockBytes() / BlockDevice.SECTOR;
        for (int i = 0; i < table.rows().size(); i++) {
            MappedTable.Row row = table.rows().get(i);
            if (row.start() % block != 0) {
                kernel.log(3, "device-mapper: table: %s: table line %d (start sect %d len %d) not aligned to h/w logical block size %d"
                        .formatted(disk.number(), i, row.start(), row.sectors(), table.logicalBlockBytes()));
                throw new KernelException(Errno.EINVAL, "row " + i + " begins within a block");
            }
        }
    }

    /** A table as an earlier process recorded it: devices that are not there any more are lost ones. */
    MappedTable restored(MappedDisk disk, String recorded) {
        List<String> lines = recorded.lines().toList();
        Map<BlockDevice, Opening> openings = new LinkedHashMap<>();
        TargetType.Devices known = (token, _, _) -> {
            BlockDevice device = known(token);
            openings.computeIfAbsent(device, opened -> layer().reopen(opened, holder(disk), Optional.of(CLAIM)));
            return device;
        };
        List<MappedTable.Row> rows = new ArrayList<>();
        try {
            for (String line : lines.subList(1, lines.size())) {
                MappedTable.Row row = row(line, known);
                rows.add(new MappedTable.Row(row.start(), row.sectors(), row.type(), row.target(),
                        row.words().stream().map(word -> word.startsWith("@") ? "/dev/" + word.substring(1, word.indexOf(',')) : word).toList()));
            }
        } catch (KernelException changed) {
            throw new IllegalStateException("the table of " + disk.name() + " cannot be read: " + changed.getMessage());
        }
        return new MappedTable(rows, List.copyOf(openings.values()), lines.getFirst().equals("ro"));
    }

    private BlockDevice known(String token) {
        String[] fields = token.substring(1).split(",");
        long sequence = Long.parseLong(fields[1]);
        String[] number = fields[3].split(":");
        return layer().find(fields[0]).filter(device -> device.sequence() == sequence).orElseGet(() -> new LostDevice(kernel, fields[0],
                Integer.parseInt(number[0]), Integer.parseInt(number[1]), sequence, Long.parseLong(fields[4])));
    }

    /** Over live and loaded tables: requests of a device that lies above itself would go round for ever. */
    private static boolean leadsTo(BlockDevice device, MappedDisk disk) {
        return device == disk || device instanceof MappedDisk mapped && Stream.concat(mapped.live().stream(), mapped.inactive().stream())
                .flatMap(table -> table.openings().stream()).anyMatch(opening -> leadsTo(opening.device(), disk));
    }

    private BlockLayer layer() {
        return kernel.symbol(BlockLayer.class).orElseThrow();
    }

    private static Holder holder(MappedDisk disk) {
        return new Holder(Kind.OPEN, 0, "device " + disk.name() + " (" + disk.label() + ")");
    }

    /** Opens each device once, and checks that what is used of it is there. */
    private final class Opened implements TargetType.Devices {

        private final MappedDisk disk;
        private final Map<BlockDevice, Opening> openings = new LinkedHashMap<>();

        Opened(MappedDisk disk) {
            this.disk = disk;
        }

        @Override
        public BlockDevice device(String name, long first, long sectors) throws KernelException {
            BlockDevice device = find(name);
            if (leadsTo(device, disk)) {
                throw new KernelException(Errno.EINVAL, name + " is the device itself, or lies above it");
            }
            if (!openings.containsKey(device)) {
                openings.put(device, layer().open(device, holder(disk), Optional.of(CLAIM)));
            }
            long size = device.bytes() / BlockDevice.SECTOR;
            int block = Math.max(1, device.logicalBlockBytes() / BlockDevice.SECTOR);
            if (first >= size || sectors > size - first || first % block != 0 || sectors % block != 0) {
                throw new KernelException(Errno.EINVAL, "%d sectors from %d are not inside of %s, or begin within a block".formatted(sectors, first, device.name()));
            }
            return device;
        }

        /** A path, or numbers: {@code 259:1}. */
        private BlockDevice find(String name) throws KernelException {
            return (name.matches("\\d{1,4}:\\d{1,7}") ? layer().devices().stream().filter(device -> device.number().equals(name)).findFirst()
                    : layer().find(name)).orElseThrow(() -> new KernelException(kernel.profile().atLeast(6, 2) ? Errno.ENOENT : Errno.ENODEV, "no device " + name));
        }

        void close() {
            openings.values().forEach(layer()::close);
        }
    }
}
