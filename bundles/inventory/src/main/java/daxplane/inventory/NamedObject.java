package daxplane.inventory;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a word that people type stands for. Every name that a listing prints is one of these: kernel names with or without
 * {@code /dev/}, uuids, names of namespaces, blocks and runs of blocks, nodes, modules, addresses.
 */
public sealed interface NamedObject {

    /** The one setting of the machine that has a name. */
    String AUTO_ONLINE = "auto_online_blocks";

    record OfDaxDevice(DaxDevice device) implements NamedObject {
    }

    record OfNamespace(Namespace namespace) implements NamedObject {
    }

    record OfRegion(Region region) implements NamedObject {
    }

    record OfDimm(Dimm dimm) implements NamedObject {
    }

    /** Blocks that are there, or that would be if a device became RAM. */
    record OfBlocks(BlockRange blocks) implements NamedObject {
    }

    /** @param node empty while there is nothing of it but the firmware's number */
    record OfNode(int id, Optional<Node> node) implements NamedObject {
    }

    record OfModule(String module) implements NamedObject {
    }

    record OfAddress(long address) implements NamedObject {
    }

    /** A partition or a volume, by the name of its node. */
    record OfDisk(StackedDisk disk) implements NamedObject {
    }

    record OfAutoOnline() implements NamedObject {
    }

    /** {@code /dev/dax0.0} is {@code dax0.0}. */
    static String withoutDev(String said) {
        return said.startsWith("/dev/") ? said.substring("/dev/".length()) : said;
    }

    /** @return empty when nothing is called so */
    static Optional<NamedObject> find(Inventory picture, String said) {
        var name = withoutDev(said);
        return Stream.<Optional<? extends NamedObject>>of(
                        Optional.ofNullable(picture.daxDevices().get(name)).map(OfDaxDevice::new),
                        Optional.ofNullable(picture.namespaces().get(name)).map(OfNamespace::new),
                        Optional.ofNullable(picture.regions().get(name)).map(OfRegion::new),
                        Optional.ofNullable(picture.dimms().get(name)).map(OfDimm::new),
                        Numbers.blocks(picture, name).map(OfBlocks::new),
                        Numbers.node(picture, name),
                        Numbers.address(name).map(OfAddress::new),
                        namespace(picture, name).map(OfNamespace::new),
                        picture.dimms().values().stream().filter(dimm -> dimm.id().equals(name)).findFirst().map(OfDimm::new),
                        Optional.of(name).filter(picture.modules()::contains).map(OfModule::new),
                        DiskStack.called(picture, name).map(OfDisk::new),
                        Optional.of(name).filter(AUTO_ONLINE::equals).map(_ -> new OfAutoOnline()))
                .flatMap(Optional::stream).map(NamedObject.class::cast).findFirst();
    }

    /** {@code pmem0p1} of {@code pmem0}, {@code pmem0s1} of {@code pmem0s}. */
    private static boolean isPartition(String name, String disk) {
        boolean separated = Character.isDigit(disk.charAt(disk.length() - 1));
        return name.startsWith(disk) && name.substring(disk.length()).matches(separated ? "p[1-9]\\d{0,2}" : "[1-9]\\d{0,2}");
    }

    /** By its block device or a partition of it, a uuid, or the name that people gave it, in this order. */
    private static Optional<Namespace> namespace(Inventory picture, String name) {
        return Stream.<Predicate<Namespace>>of(
                        namespace -> namespace.blockDevice().filter(disk -> name.equals(disk) || isPartition(name, disk)).isPresent(),
                        namespace -> namespace.uuid().filter(name::equalsIgnoreCase).isPresent(),
                        namespace -> namespace.personalityUuid().filter(name::equalsIgnoreCase).isPresent(),
                        namespace -> namespace.personality().filter(name::equals).isPresent(),
                        namespace -> !name.isEmpty() && namespace.altName().equals(name))
                .flatMap(rule -> picture.namespaces().values().stream().filter(rule)).findFirst();
    }

    /** Names that are a number with a word in front. */
    final class Numbers {

        private static final Pattern BLOCKS = Pattern.compile("memory(\\d{1,15})(?:-(\\d{1,15}))?");
        private static final Pattern NODE = Pattern.compile("node(\\d{1,6})");
        private static final Pattern ADDRESS = Pattern.compile("0x([0-9a-fA-F]{1,16})");

        private Numbers() {
        }

        private static Optional<BlockRange> blocks(Inventory picture, String name) {
            var matched = BLOCKS.matcher(name);
            if (!matched.matches()) {
                return Optional.empty();
            }
            long first = Long.parseLong(matched.group(1));
            long last = matched.group(2) == null ? first : Long.parseLong(matched.group(2));
            if (last < first) {
                return Optional.empty();
            }
            var range = new BlockRange(first, last - first + 1);
            long blockBytes = picture.policy().blockBytes();
            boolean known = picture.blocksIn(range).size() == range.count()
                    || blockBytes != 0 && picture.daxDevices().values().stream()
                            .flatMap(device -> KmemRange.blocks(device, new ByteSize(blockBytes)).stream())
                            .anyMatch(own -> own.contains(first) && own.contains(last));
            return known ? Optional.of(range) : Optional.empty();
        }

        /** Also one that nothing has come to yet: a listing prints its number beside what would come. */
        private static Optional<OfNode> node(Inventory picture, String name) {
            var matched = NODE.matcher(name);
            if (!matched.matches()) {
                return Optional.empty();
            }
            int id = Integer.parseInt(matched.group(1));
            var node = Optional.ofNullable(picture.nodes().get(id));
            boolean target = Stream.concat(picture.daxDevices().values().stream().map(DaxDevice::targetNode),
                    picture.regions().values().stream().map(Region::targetNode)).anyMatch(of -> of.isPresent() && of.getAsInt() == id);
            return node.isPresent() || target ? Optional.of(new OfNode(id, node)) : Optional.empty();
        }

        private static Optional<Long> address(String name) {
            var matched = ADDRESS.matcher(name);
            return matched.matches() ? Optional.of(Long.parseUnsignedLong(matched.group(1), 16)) : Optional.empty();
        }
    }
}
