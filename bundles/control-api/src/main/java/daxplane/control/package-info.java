/**
 * From a command to its outcome: plans, operations, settlement after a crash, drift and recovery.
 *
 * <p>Owns the order of things (docs/ARCHITECTURE.md section 4): the intent is durable before the first effect, the outcome
 * before success is reported, and a step that fails takes everything back. Planning is a pure function of a picture.
 *
 * <pre>{@code
 *   var outcome = plane.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), new Actor("root", "more memory"));
 *   switch (outcome) {
 *       case Outcome.Done(var operation, var plan, var snapshot) -> show(snapshot.inventory());
 *       case Outcome.Refused(var refusal) -> System.err.print(refusal.text());
 *       // ... no default: a new kind of outcome does not compile until someone decides how it is shown
 *   }
 *   System.exit(outcome.exitCode());
 * }</pre>
 */
@Export
@Version("2.0.0")
package daxplane.control;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
