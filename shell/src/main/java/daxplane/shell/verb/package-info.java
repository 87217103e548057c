/**
 * daxplane's own verbs, a class each: what is typed becomes a command of the control plane or a question to it, and the
 * answer is printed.
 *
 * <p>Owns names, options and help texts of the verbs. Each is a prototype-scoped service with the property {@code command};
 * its fields are filled by picocli before {@link daxplane.shell.verb.Verb#run}.
 *
 * {@snippet file="daxplane/shell/verb/PackageExample.java" region="example"}
 */
package daxplane.shell.verb;
