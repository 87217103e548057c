package daxplane.kernel.memory;

import daxplane.kernel.Attribute;
import daxplane.kernel.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code nodeN/access0} and {@code access1}: who reaches this node's memory best (initiators), and whose memory this node
 * reaches best (targets). Class 0 counts every initiator, class 1 processors only.
 */
final class AccessClass extends Device {

    private final int node;
    private final int number;
    private final Optional<AccessPerformance> performance;

    /** @param performance of the node's own memory; empty when the table does not tell it */
    AccessClass(int node, int number, Optional<AccessPerformance> performance) {
        super("access" + number, NodeDevice.directory(node), Optional.empty());
        this.node = node;
        this.number = number;
        this.performance = performance;
    }

    static String directory(int node, int number) {
        return NodeDevice.directory(node) + "/access" + number;
    }

    @Override
    public String owner() {
        return MemorySubsystem.NAME;
    }

    @Override
    protected List<Attribute> attributes() {
        List<Attribute> files = new ArrayList<>();
        performance.ifPresent(values -> {
            files.add(file("read_bandwidth", values.readBandwidth()));
            files.add(file("read_latency", values.readLatency()));
            files.add(file("write_bandwidth", values.writeBandwidth()));
            files.add(file("write_latency", values.writeLatency()));
        });
        return files;
    }

    @Override
    protected Map<String, String> state() {
        return Map.of("kind", "access", "node", Integer.toString(node), "class", Integer.toString(number),
                "told", Boolean.toString(performance.isPresent()));
    }

    private static Attribute file(String name, long value) {
        return Attribute.readOnly("initiators/" + name, () -> value + "\n");
    }
}
