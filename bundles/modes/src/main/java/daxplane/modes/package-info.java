/**
 * The built-in kinds of ownership: {@code system-ram}, {@code devdax}, {@code fsdax}, {@code sector}, {@code raw}.
 *
 * <p>Owns the order of writes that brings a dax device from one owner to another, and the rules under which that is refused
 * (docs/kernel/drivers.md 3.4, docs/kernel/memory.md, docs/kernel/observed.md). Every mode is a pure function of a picture; a component each, so that one can be
 * exchanged or added while the system runs.
 *
 * <pre>{@code
 *   Proposal proposal = new SystemRam().enter(picture, "dax0.0", Options.NONE);
 *   switch (proposal) {
 *       case Proposal.Planned(var plan) -> plan.steps().forEach(step -> System.out.println(step.effect().typed()));
 *       case Proposal.Refused(var refusal) -> System.out.print(refusal.text());
 *   }
 * }</pre>
 */
package daxplane.modes;
