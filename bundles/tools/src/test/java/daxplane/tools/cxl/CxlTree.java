package daxplane.tools.cxl;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import daxplane.tools.fixture.Run;
import daxplane.tools.fixture.TreeAttributes;
import daxplane.tools.fixture.TreeHost;

/**
 * The cxl bus of corpus cxl61-interleave: a window of 4 GiB, a host bridge, and memory devices of 512 MiB on root ports of their own.
 * A region that is made here has what was written to it, and the bottom of the window.
 */
final class CxlTree {

    static final String WINDOW = "decoder0.0";

    private static final String BUS = "/sys/bus/cxl/devices/";
    private static final String ROOT = "/sys/devices/platform/ACPI0017:00/root0";
    private static final String REGION = ROOT + "/decoder0.0/region0";

    private final TreeAttributes tree = new TreeAttributes();

    private CxlTree() {
    }

    static CxlTree of(int devices) {
        var bus = new CxlTree();
        bus.tree.folder("/sys/devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0016:00");
        bus.tree.link("/sys/devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0016:00/physical_node", "/sys/devices/pci0000:0c");
        bus.device(ROOT, "dport12@/sys/devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0016:00");
        bus.device(ROOT + "/decoder0.0", "cap_pmem=1", "cap_ram=1", "cap_type2=1", "interleave_granularity=256", "interleave_ways=1",
                "size=0x100000000", "start=0xa90000000", "target_list=12", "create_pmem_region=region0", "delete_region=");
        bus.device(ROOT + "/port1", "driver@/sys/bus/cxl/drivers/cxl_port", "uport@/sys/devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0016:00");
        bus.device(ROOT + "/port1/decoder1.0", "interleave_granularity=256", "interleave_ways=1", "size=0x0", "start=0x0", "target_list=0", "region=");
        for (int i = 0; i < devices; i++) {
            bus.memory(i);
        }
        bus.tree.text("/sys/bus/cxl/drivers/cxl_region/bind", "");
        bus.tree.onWrite(ROOT + "/decoder0.0/create_pmem_region", name -> bus.create());
        bus.tree.onWrite(ROOT + "/decoder0.0/delete_region", name -> bus.delete());
        bus.tree.onWrite("/sys/bus/cxl/drivers/cxl_region/bind", name -> bus.tree.link(REGION + "/driver", "/sys/bus/cxl/drivers/cxl_region"));
        return bus;
    }

    private void memory(int number) {
        String function = "0000:%02x:00.0".formatted(0xd + number);
        String memory = "/sys/devices/pci0000:0c/0000:0c:%02x.0/%s/mem%d".formatted(number, function, number);
        int endpoint = 2 + number;
        set(ROOT + "/port1", "dport" + number + "@/sys/devices/pci0000:0c/0000:0c:%02x.0".formatted(number));
        device(memory, "pmem/size=0x20000000", "ram/size=0x0", "serial=0x%x".formatted(0x1000 + number), "numa_node=-1",
                "driver@/sys/bus/cxl/drivers/cxl_mem");
        device(ROOT + "/port1/endpoint" + endpoint, "driver@/sys/bus/cxl/drivers/cxl_port", "uport@" + memory);
        device(ROOT + "/port1/endpoint" + endpoint + "/decoder" + endpoint + ".0", "dpa_resource=0xffffffffffffffff",
                "dpa_size=0x0000000000000000", "interleave_granularity=256", "interleave_ways=1", "mode=none", "region=", "size=0x0", "start=0x0");
    }

    private void create() {
        device(REGION, "commit=0", "interleave_granularity=0", "interleave_ways=0", "resource=0xffffffffffffffff", "size=0x0", "uuid=");
        tree.onWrite(REGION + "/interleave_ways", ways -> {
            set("region0", "interleave_ways=" + ways);
            for (int i = 0; i < Integer.parseInt(ways); i++) {
                set("region0", "target" + i + "=");
            }
        });
        tree.onWrite(REGION + "/size", bytes -> set("region0", "size=" + bytes, "resource=0xa90000000"));
    }

    private void delete() {
        tree.remove(REGION);
        tree.remove(BUS + "region0");
    }

    private void device(String directory, String... attributes) {
        tree.folder(directory);
        tree.link(BUS + directory.substring(directory.lastIndexOf('/') + 1), directory);
        set(directory, attributes);
    }

    /** @param device  its name or its directory
     *  @param attributes {@code NAME=TEXT}, or {@code NAME@TARGET} for a link */
    CxlTree set(String device, String... attributes) {
        for (String attribute : attributes) {
            int at = attribute.indexOf(attribute.contains("=") ? '=' : '@');
            String path = directory(device) + "/" + attribute.substring(0, at);
            tree.put(path, attribute.charAt(at) == '@' ? new TreeAttributes.Node.Link(attribute.substring(at + 1))
                    : new TreeAttributes.Node.Text(attribute.substring(at + 1) + "\n"));
        }
        return this;
    }

    CxlTree without(String device, String attribute) {
        tree.remove(directory(device) + "/" + attribute);
        return this;
    }

    /** The kernel answers with this to a write. */
    CxlTree refusing(String device, String attribute, Errno errno) {
        String path = directory(device) + "/" + attribute;
        tree.onWrite(path, _ -> {
            throw new HostException(errno, FailedCall.WRITE, path);
        });
        return this;
    }

    /** A region of both devices, as the tool makes it. */
    CxlTree withRegion() {
        create();
        set("region0", "commit=1", "interleave_granularity=256", "interleave_ways=2", "resource=0xa90000000", "size=0x40000000",
                "target0=decoder2.0", "target1=decoder3.0", "driver@/sys/bus/cxl/drivers/cxl_region");
        for (String decoder : new String[] {"decoder2.0", "decoder3.0"}) {
            set(decoder, "region=region0", "mode=pmem", "dpa_size=0x0000000020000000", "dpa_resource=0x0", "size=0x40000000",
                    "start=0xa90000000", "interleave_ways=2");
        }
        return this;
    }

    boolean has(String device) {
        return tree.has(BUS + device);
    }

    Run run(String line) {
        return Run.of(new TreeHost(tree), line);
    }

    private String directory(String device) {
        try {
            return device.startsWith("/") ? device : tree.realPath(BUS + device);
        } catch (HostException absent) {
            throw new AssertionError(device, absent);
        }
    }
}
