/**
 * Bad input for every parser that reads what this program did not write itself a moment ago.
 *
 * <p>Owns one {@link daxplane.fuzz.Target} a parser, and the rules that all of them keep: whatever the bytes are, the answer is a
 * result or a declared refusal with an errno, in bounded time and with bounded memory. {@code ./verify} runs each target for ten
 * seconds, {@code bundles/fuzz/run TARGET SECONDS} for any time; inputs under {@code src/inputs} are tried by the unit tests.
 * A target that needs a parser which is private to its package stands in that package.
 *
 * {@snippet file="daxplane/fuzz/PackageExample.java" region="example"}
 */
package daxplane.fuzz;
