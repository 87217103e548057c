/**
 * The label store as a service, exchanged while DIMMs are bound.
 *
 * <p>Owns no state: the labels are on the media, and what a driver keeps of them in memory are values of {@code daxplane.labels}. Offered
 * twice, so that both sides of the kernel's interface go by the same rules: as the module {@code nd_label}, which gives them to the
 * drivers of the simulated kernel, and as {@link daxplane.labels.LabelRules} to the tools, on any host. An exchange makes the kernel go
 * on from its documents, and so reads the labels of every bound DIMM again: a version that cannot do that is refused, and the old one
 * goes on.
 */
package daxplane.driver.label;
