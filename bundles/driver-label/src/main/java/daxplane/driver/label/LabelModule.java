package daxplane.driver.label;

import daxplane.kernel.Kernel;
import daxplane.kernel.KernelModule;
import daxplane.labels.LabelRules;
import org.osgi.service.component.annotations.Component;

/** Part of the kernel image: gives the drivers of DIMMs the rules for their labels. No kernel shows a module of this name. */
@Component(service = KernelModule.class)
public final class LabelModule implements KernelModule {

    private final LabelRules rules;

    public LabelModule() {
        this(new UefiLabels());
    }

    /** @param rules others than ours, as another version of this bundle would have them */
    public LabelModule(LabelRules rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return "nd_label";
    }

    @Override
    public boolean builtIn() {
        return true;
    }

    @Override
    public void load(Kernel kernel) {
        kernel.export(LabelRules.class, rules);
    }

    @Override
    public void resume(Kernel kernel) {
        load(kernel);
    }
}
