package daxplane.shell.view;

import daxplane.host.platform.Persistence;
import daxplane.host.platform.Platform;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DiskStack;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an application must do that something is durable in a piece of memory, and what a loss of power would take of it at this moment.
 * Nothing where the firmware's words are not known: of the past, and without a machine.
 */
final class Durability {

    private final Inventory picture;
    private final Region region;
    private final Persistence told;

    private Durability(Inventory picture, Region region, Persistence told) {
        this.picture = picture;
        this.region = region;
        this.told = told;
    }

    private static Optional<Durability> in(Inventory picture, Platform platform, Optional<Region> region) {
        return region.flatMap(found -> Optional.ofNullable(platform.regions().get(found.name())).map(told -> new Durability(picture, found, told)));
    }

    static List<String> of(Inventory picture, Platform platform, Namespace namespace) {
        return in(picture, platform, Optional.ofNullable(picture.regions().get(namespace.region()))).filter(_ -> namespace.bytes() != 0 && namespace.enabled())
                .map(found -> found.by(namespace)).orElse(List.of());
    }

    static List<String> of(Inventory picture, Platform platform, DaxDevice device) {
        return in(picture, platform, region(picture, device)).map(found -> device.usedAsRam()
                ? List.of("nothing that programs have in it is durable: it is RAM", "what was in it stays readable on the media all the same") : found.mapped()).orElse(List.of());
    }

    static List<String> lost(Inventory picture, Platform platform, Namespace namespace) {
        return in(picture, platform, Optional.ofNullable(picture.regions().get(namespace.region()))).filter(_ -> namespace.bytes() != 0 && namespace.enabled())
                .map(found -> found.taken(namespace.blockDevice().orElse(namespace.name()), namespace)).orElse(List.of());
    }

    static List<String> lost(Inventory picture, Platform platform, DaxDevice device) {
        return in(picture, platform, region(picture, device)).map(found -> device.usedAsRam() ? List.of("everything that programs have in it, as of RAM; the bytes stay on the media")
                : found.taken(device.name())).orElse(List.of());
    }

    private static Optional<Region> region(Inventory picture, DaxDevice device) {
        return device.namespace().map(picture.namespaces()::get).map(Namespace::region).map(picture.regions()::get);
    }

    private List<String> by(Namespace namespace) {
        boolean cached = !Optional.ofNullable(picture.settings().get("/sys/block/" + namespace.blockDevice().orElse("") + "/dax/write_cache")).equals(Optional.of("0"));
        var all = new ArrayList<String>();
        switch (namespace.mode()) {
            case RAW -> all.add("write and fsync (or O_SYNC); a sector that is written while power goes may be half new");
            case SECTOR -> all.add("write and fsync (or O_SYNC); each sector is there whole, old or new");
            case FSDAX -> {
                all.add("through files: fsync or msync; a file system that is mounted with direct access (-o dax) can do without, by mmap with MAP_SYNC:");
                all.addAll(mapped());
            }
            case DEVDAX -> all.addAll(mapped());
        }
        if (!cached) {
            all.add("its write_cache is 0: fsync writes back no caches of processors");
        }
        return all;
    }

    /** By whoever maps it and stores for himself. */
    private List<String> mapped() {
        var all = new ArrayList<String>();
        all.add(switch (told.domain()) {
            case CPU_CACHE -> "stores into a mapping: a fence (SFENCE) behind them is enough, the platform saves the caches of processors";
            case MEMORY_CONTROLLER -> "stores into a mapping: write back each cache line (CLWB or CLFLUSHOPT), then a fence (SFENCE)";
            case UNKNOWN -> "stores into a mapping: write back each cache line, then a fence; the firmware does not say that this is enough";
        });
        if (told.deepFlush()) {
            all.add("deep_flush of " + region.name() + " (fsync and msync do it, too) empties the buffers behind the memory controller: for what must survive when the platform fails to save them");
        }
        return all;
    }

    private List<String> taken(String device, Namespace... disk) {
        var all = new ArrayList<String>();
        var unarmed = region.mappings().stream().map(Region.Mapping::dimm).distinct().filter(picture::unarmed).toList();
        if (!unarmed.isEmpty()) {
            all.add("everything, perhaps: " + String.join(", ", unarmed) + (unarmed.size() == 1 ? " is" : " are") + " not armed, and may save nothing when power goes");
        }
        if (region.mappings().isEmpty()) {
            all.add("everything, perhaps: no DIMM is behind " + region.name() + ", and nobody says that its memory keeps anything");
        }
        long users = DiskStack.uses(picture, device).size();
        String what = told.domain() == Persistence.Domain.CPU_CACHE ? "what is on its way from a program to memory" : "what was stored and not written back from the caches";
        all.add(users == 0 ? (all.isEmpty() ? "nothing: nobody uses it now" : "nothing besides: nobody uses it now") : what + (disk.length == 0 || disk[0].mode() == Namespace.Mode.DEVDAX ? "" : ", and what was written and not synced")
                + "; " + (users == 1 ? "one user has" : users + " users have") + " it now");
        return all;
    }
}
