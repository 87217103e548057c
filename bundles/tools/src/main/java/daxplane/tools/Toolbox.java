package daxplane.tools;

import daxplane.labels.LabelRules;
import daxplane.tools.cxl.Cxl;
import daxplane.tools.daxctl.Daxctl;
import daxplane.tools.ndctl.Labels;
import daxplane.tools.ndctl.Ndctl;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * ndctl, daxctl, cxl and labels. Needs no container: {@code new Toolbox()} is as good, and goes by the library's rules for labels.
 *
 * <p>A run that has begun ends with the rules that it began with, also when these are exchanged meanwhile.
 */
@Component
public final class Toolbox implements Tools {

    /** The one offered last counts: it takes over when it arrives, while the one before is still there. */
    private final List<LabelRules> offered = new CopyOnWriteArrayList<>();
    /** Made when the first one is asked for: most commands need none, and their options are a third of all lambdas of a start. Guarded by this. */
    private List<Tool> made = List.of();

    @Override
    public synchronized List<Tool> all() {
        if (made.isEmpty()) {
            made = List.of(Ndctl.tool(this::labels), Daxctl.tool(), Cxl.tool(), Labels.tool(this::labels));
        }
        return made;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "withdraw")
    public void offer(LabelRules rules) {
        offered.addFirst(rules);
    }

    public void withdraw(LabelRules rules) {
        offered.remove(rules);
    }

    private LabelRules labels() {
        return offered.stream().findFirst().orElse(LabelRules.LIBRARY);
    }
}
