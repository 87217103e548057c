package daxplane.tools;

import java.util.List;
import org.osgi.service.component.annotations.Component;

/** ndctl, daxctl, cxl and labels. Needs no container: {@code new Toolbox()} is as good. */
@Component
public final class Toolbox implements Tools {

    private static final List<Tool> ALL = List.of(daxplane.tools.ndctl.Ndctl.tool(), daxplane.tools.daxctl.Daxctl.tool(),
            daxplane.tools.cxl.Cxl.tool(), daxplane.tools.ndctl.Labels.tool());

    @Override
    public List<Tool> all() {
        return ALL;
    }
}
