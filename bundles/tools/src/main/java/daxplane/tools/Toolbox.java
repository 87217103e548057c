package daxplane.tools;

import java.util.List;
import org.osgi.service.component.annotations.Component;

/** ndctl, daxctl, cxl and labels. Needs no container: {@code new Toolbox()} is as good. */
@Component
public final class Toolbox implements Tools {

    @Override
    public List<Tool> all() {
        return Known.TOOLS;
    }

    /** Made when the first one is asked for: most commands need none, and their options are a third of all lambdas of a start. */
    private static final class Known {

        private static final List<Tool> TOOLS = List.of(daxplane.tools.ndctl.Ndctl.tool(), daxplane.tools.daxctl.Daxctl.tool(),
                daxplane.tools.cxl.Cxl.tool(), daxplane.tools.ndctl.Labels.tool());
    }
}
