package daxplane.conform.machine;

import daxplane.inventory.AddressRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the definition of a recorded case's machine.
 *
 * @param boot       the state that was recorded at boot, for what no table tells
 * @param nvdimmOrder CXL devices in the order in which they became DIMMs; empty where nothing tells
 */
public record DefinitionWriter(MachineForm form, Map<String, String> boot, List<Integer> nvdimmOrder) {

    private static final Pattern IOMEM = Pattern.compile("( *)([0-9a-f]+)-([0-9a-f]+) : (.*)");
    /** Lines that the machine's own modules make, with what lies inside. */
    private static final Pattern OWN = Pattern.compile("Persistent Memory|Soft Reserved|hmem\\.\\d+|CXL Window \\d+");
    /** RAM that holds tables which replaced the firmware's: its pages are as good as any. */
    private static final String REPLACED_TABLES = "ACPI Non-volatile Storage";
    private static final Pattern MANAGED = Pattern.compile("zone/(node\\d+)/(DMA|DMA32|Normal)/managed_pages");
    private static final int KIB_PER_PAGE = 4;
    /** RAM of every PC, where nothing was recorded: between its first page and its screen, and above its firmware. */
    private static final AddressRange LOW_RAM = new AddressRange(0x1000, 0x9fc00);
    private static final long HIGH_RAM_START = 0x100000;

    /** Into an empty folder. */
    public void write(Path folder) throws IOException {
        var plan = new AddressPlan(form);
        List<Integer> order = order(plan.dimms());
        if (form.name().equals(EmulationWriter.MACHINE)) {
            EmulationWriter.write(folder);
        } else if (!form.dimms().isEmpty()) {
            Files.write(folder.resolve("NFIT.bin"), new NfitWriter(form, plan, order).table());
        }
        Files.write(folder.resolve("SRAT.bin"), new SratWriter(form, plan, order).table());
        for (String template : List.of("SLIT.bin", "HMAT.bin")) {
            try (InputStream in = DefinitionWriter.class.getResourceAsStream(template)) {
                Files.copy(in, folder.resolve(template));
            }
        }
        Files.writeString(folder.resolve("iomem.txt"), String.join("", foreignLines().stream().map(line -> line + "\n").toList()));
        Files.writeString(folder.resolve("machine.properties"), properties());
    }

    /** The monitor tells DIMMs in the order of a hash table; the recorded numbers of their regions tell which it was. */
    private List<Integer> order(List<AddressRange> dimms) {
        return IntStream.range(0, dimms.size()).boxed().sorted(Comparator.comparing(dimm -> regionAt(dimms.get(dimm).start()))).toList();
    }

    private int regionAt(long address) {
        String resource = "0x" + Long.toHexString(address);
        return boot.entrySet().stream().filter(entry -> entry.getKey().matches("nd/region\\d+/resource") && entry.getValue().equals(resource))
                .mapToInt(entry -> Integer.parseInt(entry.getKey().replaceAll("\\D", ""))).findFirst().orElse(Integer.MAX_VALUE);
    }

    /** Of the recorded iomem what the machine's own modules do not make. */
    private List<String> foreignLines() {
        if (!boot.containsKey("iomem")) {
            return new AddressPlan(form).ram().stream().map(AddressPlan.Piece::range).flatMap(range -> range.start() == 0
                    ? Stream.of(LOW_RAM, new AddressRange(HIGH_RAM_START, range.end())) : Stream.of(range))
                    .map(range -> "%08x-%08x : System RAM".formatted(range.start(), range.last())).toList();
        }
        var lines = new ArrayList<String>();
        int ownDepth = Integer.MAX_VALUE;
        for (String line : boot.getOrDefault("iomem", "").split("\n")) {
            Matcher matcher = IOMEM.matcher(line);
            if (!matcher.matches() || matcher.group(1).length() > ownDepth) {
                continue;
            }
            ownDepth = Integer.MAX_VALUE;
            boolean legacy = matcher.group(4).equals("Persistent Memory (legacy)");
            if (legacy || OWN.matcher(matcher.group(4)).matches()) {
                ownDepth = matcher.group(1).length();
            }
            if (legacy || ownDepth == Integer.MAX_VALUE) {
                lines.add(line);
            }
        }
        return lines;
    }

    private String properties() {
        var text = new StringBuilder("# The machine of a recorded case.\n");
        line(text, "name", form.name());
        String kernel = form.kernel().replace("-test", "");
        line(text, "kernel.profile", kernel);
        line(text, "kernel.release", kernel.equals("6.1") ? "6.1.0-56-amd64" : kernel + ".117+deb12-amd64");
        line(text, "kernel.command-line", ("console=ttyS0 nokaslr panic=-1 quiet loglevel=4 " + String.join(" ", form.parameters())).strip());
        line(text, "modules", String.join(" ", form.modules()));
        line(text, "memory.block-bytes", Long.toString(Long.parseLong(boot.getOrDefault("memory/block_size_bytes", "8000000"), 16)));
        line(text, "memory.auto-online", boot.getOrDefault("memory/auto_online_blocks", "online"));
        line(text, "iomem", "iomem.txt");
        if (form.nfit().isPresent()) {
            replacedTables().ifPresent(range -> line(text, "memory.replaced-tables", range));
        }
        long total = 0;
        for (var zone : managed().entrySet()) {
            line(text, zone.getKey(), Long.toString(zone.getValue()));
            total += zone.getValue();
        }
        line(text, "memory.total-kib", Long.toString(total * KIB_PER_PAGE));
        for (int i = 0; i < form.dimms().size(); i++) {
            line(text, "dimm" + i + ".label-bytes", Integer.toString(form.dimms().get(i).labelBytes()));
        }
        if (form.name().equals(EmulationWriter.MACHINE)) {
            EmulationWriter.properties().forEach((name, value) -> line(text, name, value));
        }
        if (form.cxlDevices() > 0) {
            new CxlProperties(form.cxlDevices(), boot, nvdimmOrder).values().forEach((name, value) -> line(text, name, value));
        }
        return text.toString();
    }

    private Optional<String> replacedTables() {
        return boot.getOrDefault("iomem", "").lines().map(IOMEM::matcher).filter(line -> line.matches() && line.group(4).equals(REPLACED_TABLES))
                .map(line -> line.group(2) + "-" + line.group(3)).findFirst();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(" = ").append(value).append('\n');
    }

    /** Pages that the allocator had at boot, by name of the property; without memory that a driver added. */
    private Map<String, Long> managed() {
        long added = 0;
        for (String line : boot.getOrDefault("iomem", "").split("\n")) {
            Matcher matcher = IOMEM.matcher(line);
            if (matcher.matches() && matcher.group(4).equals("System RAM (kmem)")) {
                added += (Long.parseLong(matcher.group(3), 16) + 1 - Long.parseLong(matcher.group(2), 16)) >> 12;
            }
        }
        var managed = new TreeMap<String, Long>();
        for (var entry : boot.entrySet()) {
            Matcher matcher = MANAGED.matcher(entry.getKey());
            if (matcher.matches()) {
                long pages = Long.parseLong(entry.getValue());
                managed.put("memory." + matcher.group(1) + "." + matcher.group(2) + ".managed-pages",
                        matcher.group(2).equals("Normal") && pages > added ? pages - added : pages);
            }
        }
        return managed;
    }
}
