package daxplane.tools.nd;

import daxplane.tools.sysfs.Sysfs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A range of memory from one set of DIMMs: {@code region0}. */
public final class Region extends Device {

    private static final Pattern MAPPING = Pattern.compile("(nmem\\d+),(\\d+),(\\d+)(?:,(\\d+))?.*");

    private final Bus bus;

    Region(Sysfs sysfs, String path, Bus bus) {
        super(sysfs, path);
        this.bus = bus;
    }

    public Bus bus() {
        return bus;
    }

    public long size() {
        return sysfs.number(attribute("size")).orElse(0);
    }

    /** Free capacity; none where there are no labels that could divide it. */
    public long availableSize() {
        return divisible() ? sysfs.number(attribute("available_size")).orElse(0) : 0;
    }

    /** The longest run of free capacity; empty on kernels that do not tell. */
    public OptionalLong maxAvailableExtent() {
        return divisible() ? sysfs.number(attribute("max_available_extent")) : OptionalLong.of(0);
    }

    private boolean divisible() {
        return namespaceType() == NamespaceType.PMEM;
    }

    /** What sizes and places of namespaces are multiples of; empty on kernels that do not tell. */
    public OptionalLong align() {
        return sysfs.number(attribute("align"));
    }

    /** First address; empty when not for everybody's eyes. */
    public OptionalLong resource() {
        return sysfs.number(attribute("resource"));
    }

    /** What its namespaces are made from. */
    public NamespaceType namespaceType() {
        return NamespaceType.of(sysfs.smallNumber(attribute("nstype")).orElse(0));
    }

    /** {@code pmem} or {@code volatile}. */
    public RegionType type() {
        return RegionType.of(text("devtype").orElse(""));
    }

    public boolean readOnly() {
        return sysfs.number(attribute("read_only")).orElse(0) != 0;
    }

    /** Identity of its set of DIMMs; empty where labels play no part. */
    public OptionalLong interleaveSet() {
        return namespaceType() == NamespaceType.PMEM ? sysfs.number(attribute("set_cookie")) : OptionalLong.empty();
    }

    /** {@code cpu_cache}, {@code memory_controller}, or empty when unknown. */
    public Optional<String> persistenceDomain() {
        return text("persistence_domain");
    }

    /** How many DIMMs it is interleaved over. */
    public int ways() {
        return sysfs.smallNumber(attribute("mappings")).orElse(0);
    }

    /** In the originals' order, the last one first. */
    public List<Mapping> mappings() {
        var mappings = new ArrayList<Mapping>();
        var dimms = bus.dimms();
        for (int i = 0; i < ways(); i++) {
            var matcher = MAPPING.matcher(text("mapping" + i).orElse(""));
            if (matcher.matches()) {
                dimms.stream().filter(dimm -> dimm.name().equals(matcher.group(1))).findFirst().ifPresent(dimm ->
                        mappings.addFirst(new Mapping(dimm, Sysfs.toNumber(matcher.group(2)), Sysfs.toNumber(matcher.group(3)),
                                matcher.group(4) == null ? -1 : (int) Sysfs.toNumber(matcher.group(4)))));
            }
        }
        return mappings;
    }

    public List<Namespace> namespaces() {
        return sysfs.objects(path(), Pattern.compile("namespace\\d+\\.\\d+")).stream()
                .map(name -> new Namespace(sysfs, attribute(name), this)).toList();
    }

    public List<Personality> personalities(Personality.Kind kind) {
        return sysfs.objects(path(), Pattern.compile(kind.word() + "\\d+\\.\\d+")).stream()
                .map(name -> new Personality(sysfs, attribute(name), this, kind)).toList();
    }

    /** The unconfigured personality that the kernel offers next. */
    public Optional<Personality> seed(Personality.Kind kind) {
        return text(kind.word() + "_seed").filter(name -> !name.isEmpty())
                .map(name -> new Personality(sysfs, attribute(name), this, kind));
    }

    /** The namespace that the kernel offers next. */
    public Optional<Namespace> namespaceSeed() {
        return text("namespace_seed").filter(name -> !name.isEmpty()).map(name -> new Namespace(sysfs, attribute(name), this));
    }

    /** Damaged places, in sectors of 512 bytes from its start. */
    public List<BadRange> badRanges() {
        return text("badblocks").map(BadRange::parse).orElse(List.of());
    }
}
