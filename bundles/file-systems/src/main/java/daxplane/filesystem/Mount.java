package daxplane.filesystem;

import daxplane.block.Opening;
import daxplane.kernel.Persistent;
import daxplane.kernel.StateRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A place where a volume can be seen; several may show the same. */
final class Mount implements Persistent {

    static final String KEY = "fs/mount/";

    private final String source;
    private final String point;
    private final List<String> options;
    private final Volume volume;
    private final Opening opening;
    private boolean mapped;

    /** @param source as {@code /proc/mounts} shows it; @param options as they were asked for */
    Mount(String source, String point, List<String> options, Volume volume, Opening opening) {
        this.source = source;
        this.point = point;
        this.options = List.copyOf(options);
        this.volume = volume;
        this.opening = opening;
    }

    String source() {
        return source;
    }

    String point() {
        return point;
    }

    Volume volume() {
        return volume;
    }

    Opening opening() {
        return opening;
    }

    /** A file of it has been mapped: what the kernel keeps of that, it looks at again when the volume goes. */
    boolean mapped() {
        return mapped;
    }

    void mapped(boolean now) {
        mapped = now;
    }

    /** A line of /proc/mounts. Corpus acc-ext4-basic, acc-xfs-basic. */
    String line() {
        return source + " " + point + " " + volume.superblock().type().word() + " " + MountOptions.shown(options, volume) + " 0 0";
    }

    @Override
    public StateRecord document() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("source", source);
        values.put("point", point);
        values.put("options", String.join(",", options));
        values.put("device", volume.device().name());
        values.put("sequence", Long.toString(volume.device().sequence()));
        values.put("readOnly", Boolean.toString(volume.readOnly()));
        values.put("direct", Boolean.toString(volume.direct()));
        values.put("shutDown", Boolean.toString(volume.isShutDown()));
        values.put("mapped", Boolean.toString(mapped));
        return StateRecord.of(FileSystemModule.NAME, KEY + point, values);
    }
}
