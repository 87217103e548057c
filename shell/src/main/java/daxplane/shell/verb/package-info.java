/**
 * daxplane's own verbs, a class each: what is typed becomes a command of the control plane or a question to it, and the
 * answer is printed.
 *
 * <p>Owns names, options and help texts of the verbs. Each is a prototype-scoped service with the property {@code command};
 * its fields are filled by picocli before {@link daxplane.shell.verb.Verb#run}.
 *
 * <pre>{@code
 *   @Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=reboot")
 *   @Command(name = "reboot", description = "Restart the simulated machine")
 *   public final class RebootVerb implements Verb {
 *       public int run(Context context) throws ControlException { ... }
 *   }
 * }</pre>
 */
package daxplane.shell.verb;
