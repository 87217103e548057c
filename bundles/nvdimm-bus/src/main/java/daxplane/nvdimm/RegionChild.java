package daxplane.nvdimm;

import daxplane.kernel.Attribute;
import java.util.ArrayList;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** A device that exists only while its region is enabled: a namespace or a personality. */
@ProviderType
public abstract class RegionChild extends NdDevice {

    private final RegionDevice region;
    private final int number;

    /** @param prefix {@code namespace}, {@code btt}, {@code pfn}, {@code dax} */
    RegionChild(RegionDevice region, String prefix, int number) {
        super(prefix + region.id() + "." + number, region.directory(), region.ndBus());
        this.region = region;
        this.number = number;
    }

    public final RegionDevice region() {
        return region;
    }

    /** The second number of its name. */
    public final int number() {
        return number;
    }

    /** Attributes of every child. */
    final List<Attribute> commonAttributes() {
        List<Attribute> attributes = new ArrayList<>(typeAttributes());
        attributes.addAll(NumaAttributes.of(region.description()));
        return attributes;
    }
}
