package daxplane.driver.label;

import daxplane.labels.LabelRules;
import org.osgi.service.component.annotations.Component;

/** The rules of docs/kernel/labels.md, which are those of the library. */
@Component(property = "labels=uefi")
public final class UefiLabels implements LabelRules {
}
