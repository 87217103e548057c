package daxplane.driver.cxl;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Attribute;
import daxplane.kernel.KernelException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A region, {@code region0}: physical addresses of a window, and the decoders of the devices behind them. */
final class CxlRegion extends CxlDevice {

    private final int id;
    private final RootDecoder window;
    private RegionForm form = RegionForm.EMPTY;

    CxlRegion(CxlBus bus, RootDecoder window, int id) {
        super(Kind.REGION, "region" + id, window.directory(), bus);
        this.id = id;
        this.window = window;
    }

    @Override
    public Set<Integer> memoryRegions() {
        return Set.of(id);
    }

    int id() {
        return id;
    }

    RootDecoder window() {
        return window;
    }

    RegionForm form() {
        return form;
    }

    int ways() {
        return form.ways();
    }

    int granularity() {
        return form.granularity();
    }

    Optional<UUID> uuid() {
        return form.uuid();
    }

    Optional<AddressRange> range() {
        return form.range();
    }

    List<Optional<String>> targets() {
        return form.targets();
    }

    /** Decoders that are targets, in the order of their positions; all of them when it is complete. */
    List<EndpointDecoder> members() {
        return form.targets().stream().flatMap(Optional::stream).flatMap(name -> cxlBus().endpointDecoder(name).stream()).toList();
    }

    /** Whether it has all of its targets. */
    boolean complete() {
        return form.complete();
    }

    boolean committed() {
        return form.committed();
    }

    /** Changes what it is, with everything that shows it. */
    void become(RegionForm next) throws KernelException {
        RegionForm before = form;
        form = next;
        if (before.ways() != next.ways()) {
            for (int i = 0; i < before.ways(); i++) {
                cxlBus().kernel().devices().removeAttributes(this, "target" + i);
            }
            cxlBus().kernel().devices().addAttributes(this, new RegionAttributes(this).targets());
        }
        changed();
        cxlBus().all(SwitchDecoder.class).forEach(CxlDevice::changed);
        cxlBus().all(EndpointDecoder.class).forEach(CxlDevice::changed);
        if (before.committed() != next.committed()) {
            cxlBus().program();
        }
    }

    /** After it was unregistered: its addresses are free, its decoders belong to nobody. */
    void dissolve() {
        range().ifPresent(range -> cxlBus().kernel().resources().release(range, name()));
        form = RegionForm.EMPTY;
        cxlBus().all(SwitchDecoder.class).forEach(CxlDevice::changed);
        cxlBus().all(EndpointDecoder.class).forEach(CxlDevice::changed);
        cxlBus().program();
    }

    @Override
    List<Attribute> ownAttributes() {
        return new RegionAttributes(this).attributes();
    }

    @Override
    Map<String, String> ownState() {
        Map<String, String> state = new LinkedHashMap<>();
        state.put("id", Integer.toString(id));
        state.put("window", window.name());
        form.describe(state);
        return state;
    }

    void restore(Map<String, String> values) {
        form = RegionForm.parse(values);
    }
}
