package daxplane.it.nvdimm;

import daxplane.kernel.DimmCommands;
import daxplane.kernel.testing.TestMachine;
import daxplane.labels.IndexBlock;
import daxplane.labels.LabelChange;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The writes to sysfs that ndctl commands come down to, for driving a machine through a recording; not the tool itself, which
 * checks more and prints. Source: docs/kernel/namespaces.md 6, and the writes traced from the real tool. Texts end in NUL, as there.
 */
final class NdctlRecipe {

    private static final String DEVICES = "/sys/bus/nd/devices/";
    private static final long SMALLEST = 16 << 20;

    private final TestMachine machine;

    NdctlRecipe(TestMachine machine) {
        this.machine = machine;
    }

    /** @param uuids what the tool made up, in the order of use: of the namespace, then of its personality */
    boolean run(String command, Iterator<String> uuids) {
        List<String> words = List.of(command.replaceFirst("^timeout \\d+ ", "").split("\\s+"));
        if (words.getFirst().equals("modprobe")) {
            if (words.get(1).equals("-r")) {
                machine.modprobeRemove(words.get(2));
            } else {
                machine.modprobe(words.get(1));
            }
            return true;
        }
        if (!words.getFirst().equals("ndctl")) {
            return false;
        }
        Options options = Options.parse(words.subList(2, words.size()));
        switch (words.get(1)) {
            case "disable-region" -> regions(options).forEach(this::disableRegion);
            case "enable-region" -> regions(options).stream().filter(region -> unbound(region)).forEach(this::bind);
            case "disable-dimm" -> dimms(options).stream().filter(dimm -> read(dimm, "state").equals("idle")).forEach(this::unbind);
            case "enable-dimm" -> dimms(options).forEach(this::bind);
            case "init-labels" -> dimms(options).forEach(dimm -> initLabels(dimm, options));
            case "zero-labels" -> dimms(options).forEach(this::zeroLabels);
            case "disable-namespace" -> namespaces(options).forEach(this::disableNamespace);
            case "enable-namespace" -> namespaces(options).stream().filter(this::enablable).forEach(this::bind);
            case "destroy-namespace" -> namespaces(options).forEach(namespace -> destroy(namespace, options));
            case "create-namespace" -> create(options, uuids);
            case "list", "read-labels", "check-labels", "read-infoblock" -> { }
            default -> {
                return false;
            }
        }
        return true;
    }

    private record Options(Map<String, String> values, List<String> names) {
        static Options parse(List<String> words) {
            Map<String, String> values = new HashMap<>();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                if (word.equals("-fe")) {
                    values.put("-f", "");
                    values.put("-e", words.get(++i));
                } else if (word.startsWith("--map=")) {
                    values.put("--map", word.substring(6));
                } else if (word.matches("-[reumsnalV]")) {
                    values.put(word, words.get(++i));
                } else if (word.startsWith("-")) {
                    values.put(word, "");
                } else {
                    names.add(word);
                }
            }
            return new Options(values, names);
        }

        boolean has(String option) {
            return values.containsKey(option);
        }

        String get(String option, String otherwise) {
            return values.getOrDefault(option, otherwise);
        }
    }

    /** The tool puts each object in front of those it has seen: the reverse of the directory's order. */
    private List<String> all(String prefix) {
        return machine.list("/sys/bus/nd/devices").reversed().stream().filter(name -> name.matches(prefix + "\\d+(\\.\\d+)?")).toList();
    }

    private List<String> named(Options options, String prefix) {
        return options.names().contains("all") ? all(prefix) : all(prefix).stream().filter(options.names()::contains).toList();
    }

    private List<String> regions(Options options) {
        return named(options, "region");
    }

    private List<String> dimms(Options options) {
        return named(options, "nmem");
    }

    /** The tool does nothing when it is given several names. */
    private List<String> namespaces(Options options) {
        String region = options.get("-r", "");
        return options.names().size() != 1 ? List.of() : named(options, "namespace").stream().filter(name -> region.isEmpty()
                || name.startsWith("namespace" + region.substring(6) + ".")).toList();
    }

    private String read(String device, String attribute) {
        return machine.read(DEVICES + device + "/" + attribute).strip();
    }

    private boolean write(String device, String attribute, String value) {
        return machine.write(DEVICES + device + "/" + attribute, value + "\0").equals("ok");
    }

    private boolean unbound(String device) {
        return machine.driverOf("nd", device).isEmpty();
    }

    private boolean bind(String device) {
        for (String driver : machine.list("/sys/bus/nd/drivers")) {
            if (unbound(device)) {
                machine.write("/sys/bus/nd/drivers/" + driver + "/bind", device + "\0");
            }
        }
        return !unbound(device);
    }

    private void unbind(String device) {
        if (!unbound(device)) {
            machine.write(DEVICES + device + "/driver/unbind", device + "\0");
        }
    }

    private boolean enablable(String namespace) {
        return unbound(namespace) && (read(namespace, "holder").isEmpty() || unbound(read(namespace, "holder")))
                && !read(namespace, "size").equals("0");
    }

    private boolean disableNamespace(String namespace) {
        String holder = read(namespace, "holder");
        if (holder.isEmpty()) {
            unbind(namespace);
        } else {
            unbind(holder);
            write(holder, "namespace", "\n");
        }
        return true;
    }

    private void disableRegion(String region) {
        if (!unbound(region)) {
            all("namespace").stream().filter(name -> name.startsWith("namespace" + region.substring(6) + ".")).filter(this::active)
                    .forEach(this::disableNamespace);
            unbind(region);
        }
    }

    private boolean active(String namespace) {
        String holder = read(namespace, "holder");
        return holder.isEmpty() ? !unbound(namespace) : !unbound(holder);
    }

    private void initLabels(String dimm, Options options) {
        LabelFormat format = LabelFormat.ofVersion(options.get("-V", "1.1")).orElse(null);
        if (format == null || !read(dimm, "state").equals("idle")) {
            return;
        }
        overwrite(dimm, area -> {
            LabelStore store = LabelStore.read(daxplane.labels.AreaSource.of(area));
            if (store instanceof LabelStore.Blank || options.has("-f")) {
                LabelChange fresh = new LabelStore.Blank(area.length, List.of()).initialise(format, IndexBlock.UnusedBits.ONE);
                fresh.applyTo(area);
            }
        });
    }

    private void zeroLabels(String dimm) {
        if (read(dimm, "state").equals("idle")) {
            overwrite(dimm, area -> Arrays.fill(area, (byte) 0));
        }
    }

    private interface AreaEdit {
        void edit(byte[] area) throws Exception;
    }

    private void overwrite(String dimm, AreaEdit edit) {
        try {
            machine.inside(kernel -> {
                DimmCommands commands = kernel.symbol(DimmCommands.class).orElseThrow();
                int index = commands.dimm(dimm);
                int size = kernel.media().labelAreaBytes(index);
                if (size > 0) {
                    commands.checkIdle(dimm);
                    byte[] area = kernel.media().readLabelArea(index, 0, size);
                    edit.edit(area);
                    kernel.media().writeLabelArea(index, 0, area);
                }
            });
        } catch (Exception refused) {
            throw new AssertionError(dimm, refused);
        }
        if (!unbound(dimm)) {
            unbind(dimm);
            bind(dimm);
        }
    }

    private boolean destroy(String namespace, Options options) {
        if (active(namespace) && !options.has("-f") || read(namespace, "size").equals("0")
                || read("region" + namespace.substring(9, namespace.indexOf('.')), "read_only").equals("1")) {
            return false;
        }
        if (active(namespace) || !read(namespace, "holder").isEmpty()) {
            disableNamespace(namespace);
        }
        wipe(namespace);
        if (machine.exists(DEVICES + namespace + "/uuid")) {
            write(namespace, "size", "0\n");
        }
        return true;
    }

    private void wipe(String namespace) {
        write(namespace, "holder_class", "");
        write(namespace, "force_raw", "1\n");
        if (bind(namespace)) {
            String disk = machine.list(DEVICES + namespace + "/block").getFirst();
            machine.inside(kernel -> {
                try {
                    kernel.media().write(Long.decode(read(namespace, "resource")), new byte[8192]);
                } catch (daxplane.kernel.KernelException refused) {
                    throw new AssertionError(disk, refused);
                }
            });
        }
        write(namespace, "force_raw", "0\n");
        unbind(namespace);
    }

    private void create(Options options, Iterator<String> uuids) {
        String existing = options.get("-e", "");
        if (!existing.isEmpty()) {
            reconfigure(existing, options, uuids);
            return;
        }
        for (String region : options.has("-r") ? List.of(options.get("-r", "")) : all("region")) {
            if (unbound(region) || read(region, "read_only").equals("1") || !read(region, "nstype").equals("5")) {
                continue;
            }
            long available = Long.parseLong(read(region, "max_available_extent"));
            long size = bytes(options.get("-s", "0")) != 0 ? bytes(options.get("-s", "")) : available;
            String first = "namespace" + region.substring(6) + ".0";
            String namespace = active(first) ? read(region, "namespace_seed") : first;
            long align = Long.decode(read(region, "align"));
            boolean sane = size > 0 && size <= available && size % align == 0 && (size >= SMALLEST || options.get("-m", "").equals("raw"));
            if (sane && (!active(namespace)) && saneAlign(region, options)) {
                setup(region, namespace, size, options, uuids);
                return;
            }
        }
    }

    private boolean saneAlign(String region, Options options) {
        String align = options.get("-a", "2M");
        return Arrays.asList(read(read(region, "pfn_seed"), "supported_alignments").split(" ")).contains(Long.toString(bytes(align)))
                && (options.get("-l", "").isEmpty() || options.get("-m", "").equals("sector")
                && List.of("512", "520", "528", "4096", "4104", "4160", "4224").contains(options.get("-l", "")))
                && List.of("raw", "fsdax", "devdax", "sector", "dax", "memory", "safe").contains(options.get("-m", "fsdax"))
                && options.get("-u", "00000000-0000-0000-0000-000000000000").length() == 36 && options.get("-n", "").length() < 64;
    }

    private void reconfigure(String namespace, Options options, Iterator<String> uuids) {
        String region = "region" + namespace.substring(9, namespace.indexOf('.'));
        if (active(namespace) && !options.has("-f") || !machine.exists(DEVICES + namespace) || !saneAlign(region, options)) {
            return;
        }
        Map<String, String> merged = new HashMap<>(options.values());
        String mode = read(namespace, "mode");
        String holder = read(namespace, "holder");
        merged.putIfAbsent("-m", mode.equals("memory") && !holder.isEmpty() ? "fsdax" : mode.equals("safe") ? "sector" : mode.equals("dax") ? "devdax" : "raw");
        long size = Long.parseLong(read(namespace, "size"));
        if (machine.exists(DEVICES + namespace + "/uuid")) {
            merged.putIfAbsent("-n", read(namespace, "alt_name"));
        }
        if (!merged.containsKey("-a") && !holder.isEmpty() && !holder.startsWith("btt") && !merged.get("-m").equals("sector")) {
            merged.put("-a", read(holder, "align"));
        }
        long wanted = options.has("-s") ? bytes(options.get("-s", "")) : size;
        if (active(namespace) || !holder.isEmpty()) {
            disableNamespace(namespace);
        }
        wipe(namespace);
        setup(region, namespace, wanted, new Options(merged, List.of()), uuids);
    }

    private void setup(String region, String namespace, long size, Options options, Iterator<String> uuids) {
        String mode = options.get("-m", "fsdax");
        boolean labelled = machine.exists(DEVICES + namespace + "/uuid");
        boolean sector = mode.equals("sector");
        if (labelled) {
            String uuid = options.has("-u") ? options.get("-u", "") : uuids.next();
            if (!write(namespace, "uuid", uuid)) {
                return;
            }
            write(namespace, "alt_name", options.get("-n", ""));
            if (!write(namespace, "size", "0x" + Long.toHexString(size) + "\n")) {
                return;
            }
            String block = options.get("-l", sector ? "4096" : "512");
            if (List.of("512", "4096").contains(block)) {
                write(namespace, "sector_size", block + "\n");
            }
        }
        write(namespace, "holder_class", sector ? "btt" : mode.equals("fsdax") ? "pfn" : mode.matches("dev?dax|dax") ? "dax" : "");
        boolean enabled = switch (mode) {
            case "sector" -> personality(region, namespace, "btt", uuids.next(), options);
            case "fsdax" -> personality(region, namespace, "pfn", uuids.next(), options);
            case "devdax", "dax" -> personality(region, namespace, "dax", uuids.next(), options);
            default -> bind(namespace);
        };
        if (!enabled && labelled) {
            write(namespace, "holder_class", "");
            write(namespace, "size", "0\n");
        }
    }

    private boolean personality(String region, String namespace, String kind, String uuid, Options options) {
        String seed = read(region, kind + "_seed");
        write(seed, "uuid", uuid);
        if (kind.equals("btt")) {
            write(seed, "sector_size", options.get("-l", "4096") + "\n");
        } else {
            write(seed, "mode", options.get("--map", "dev").equals("mem") ? "ram" : "pmem");
            write(seed, "align", (options.has("-a") ? bytes(options.get("-a", "")) : Long.parseLong(read(seed, "align"))) + "\n");
        }
        if (!write(seed, "namespace", namespace)) {
            return false;
        }
        if (!bind(seed)) {
            write(seed, "namespace", "\n");
            return false;
        }
        return true;
    }

    static long bytes(String text) {
        long unit = switch (text.charAt(text.length() - 1)) {
            case 'K', 'k' -> 1 << 10;
            case 'M', 'm' -> 1 << 20;
            case 'G', 'g' -> 1 << 30;
            default -> 0;
        };
        try {
            return unit == 0 ? Long.decode(text) : Long.parseLong(text.substring(0, text.length() - 1)) * unit;
        } catch (NumberFormatException refused) {
            return -1;
        }
    }
}
